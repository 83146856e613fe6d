/** A program that does not exist, in no folder either: only a missing one fails by events, in order, where others throw. */
export const NO_PROGRAM = '/refused-by-serverless-guard/refused';
