/** The plain line that ends a run: `N passed, N failed`. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter((one) => one.testExecError).length;
    const failed = results.numFailedTests + broken;
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
  }
}
