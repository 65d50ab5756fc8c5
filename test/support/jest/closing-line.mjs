/** The plain line that ends a run: `N passed, N failed`, and before it what was not run and why. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter((one) => one.testExecError).length;
    const failed = results.numFailedTests + broken;
    const skipped = results.numPendingTests;
    if (skipped > 0) {
      process.stdout.write(
        `\n${skipped} skipped: they need a program that is not here. Chromium (apt-get install chromium, or ` +
          'CHROMIUM_PATH) shows the cards and drives the demo; LibreOffice reads what is exported.\n',
      );
    }
    // Jest's own summary comes after every reporter; this line is to be the last.
    process.once('exit', () => process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`));
  }
}
