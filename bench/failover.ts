import { afterCrashes } from './failover/after-crashes.ts'
import { afterHangs } from './failover/after-hangs.ts'
import { inBrowser } from './failover/in-browser.ts'
import { manyOrganisms } from './failover/many-organisms.ts'
import type { Figure } from './figure.ts'

/**
 * What the death of a core costs: real core processes, killed and stopped for real. The control of all times is a lease
 * of 15 s that has to run out, which is what remains where nobody hears of the death.
 */
export async function run(): Promise<Figure[]> {
  process.stderr.write('failover: 200 kills\n')
  const crashes = await afterCrashes(200)
  process.stderr.write('failover: 50 stops, half of them inside a write transaction\n')
  const hangs = await afterHangs(50, crashes.leaseMs)
  process.stderr.write('failover: a browser, over 50 failovers\n')
  const browser = await inBrowser(50)
  process.stderr.write('failover: 200 organisms that crash again and again\n')
  return [...crashes.figures, ...hangs, ...browser, ...await manyOrganisms(200)]
}
