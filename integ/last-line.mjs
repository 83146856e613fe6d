/**
 * Runs a suite as a process of its own is to end: with the suite's exit code, and where it could not even begin, with one
 * failure in the form of every suite's last line.
 *
 * @param {() => number} main Runs the suite and returns its exit code.
 */
export function runToLastLine(main) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error.message);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  }
}
