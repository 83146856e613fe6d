import { AspectPriority } from 'aws-cdk-lib';

/**
 * When the guard's aspect runs: after aspects that change functions, before those that only look.
 *
 * Until then a user's aspect finds a function as it is without the guard; what it sets is seen and kept, and the room that
 * it needs, such as a fifth layer, is not taken.
 */
export const GUARD_PRIORITY = AspectPriority.READONLY - 100;
