/** What the guard needs where a function declared what it never does; bundled to a file of its own, which the others never read. */
export { createConduct } from './behaviour/conduct';
