// Reads JSON reports of Vitest and Playwright and prints `PASSED FAILED`, summed.
// A report that is missing counts nothing: its stage never ran.
import { existsSync, readFileSync } from 'node:fs'

interface Report {
  // Vitest
  numPassedTests?: number
  numFailedTests?: number
  testResults?: { status: string; assertionResults: unknown[] }[]
  // Playwright. A flaky test passed in the end.
  stats?: { expected: number; unexpected: number; flaky: number }
}

let passed = 0
let failed = 0
for (const path of process.argv.slice(2).filter((path) => existsSync(path))) {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report
  // A file that could not be loaded has no tests to count, but did fail.
  const unloaded = report.testResults?.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  passed += (report.numPassedTests ?? 0) + (report.stats?.expected ?? 0) + (report.stats?.flaky ?? 0)
  failed += (report.numFailedTests ?? 0) + (report.stats?.unexpected ?? 0) + (unloaded?.length ?? 0)
}
console.log(`${passed} ${failed}`)
