import type { Figure } from './figure.ts'
import { breakIt } from './page/break-it.ts'
import { firstLook } from './page/first-look.ts'
import { flood } from './page/flood.ts'
import { manySockets } from './page/many-sockets.ts'
import { serviceDeath } from './page/service-death.ts'

/** What the page promises to who looks at it, in a real browser, each figure beside its control in the same run. */
const parts = { breakIt, flood, firstLook, manySockets, serviceDeath }

export async function run(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, part] of Object.entries(parts)) {
    process.stderr.write(`page: ${name}\n`)
    figures.push(...await part())
  }
  return figures
}
