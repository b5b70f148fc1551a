import type { Patch, Search, SearchEnd, SearchOrder } from '../../lib/contract/ports/search.ts'
import { patchTo, progressOf } from '../fixtures/scripted-search.ts'
import type { Patient } from './patients.ts'
import type { VirtualProcess } from './virtual-process.ts'

const thinkMs = [20, 80, 300, 900, 2_500]

type Way = 'recipes' | 'good' | 'wrong first' | 'nothing' | 'breaks' | 'no end'

/** A search that thinks for a while and has something or nothing: a good text, sometimes a wrong one before it. */
export const virtualSearch = (core: VirtualProcess, patients: readonly Patient[]): Search => (order) => run(core, patients, order)

async function* run({ world, clock }: VirtualProcess, patients: readonly Patient[], order: SearchOrder): AsyncGenerator<Patch, SearchEnd, void> {
  const { files, organism: { manifest: { entry } } } = order
  const { chance } = world
  const began = clock.mono()
  const end = (why: string): SearchEnd => ({ why, tried: 50, perSecond: 4_000, ms: clock.mono() - began, deaths: [] })
  const think = (): Promise<void> => clock.sleep(chance.of(thinkMs), order.stop)
  const patch = (text: string): Patch | null => (text === files[entry] ? null : patchTo({ ...files, [entry]: text }, files))
  const good = chance.of(patients.find(({ organism }) => organism.id === order.organism.id)?.good ?? [''])
  const way: Way = order.recipesOnly ? 'recipes' : world.isRough ? chance.of<Way>(['good', 'good', 'good', 'wrong first', 'nothing', 'breaks', 'no end']) : 'good'

  await think()
  order.onProgress(progressOf())
  for (const recipe of order.recipes) {
    const text = files[entry]?.replace(recipe.before, () => recipe.after)
    const found = text === undefined ? null : patch(text)
    if (order.stop.aborted) return end('stopped')
    if (found) yield { ...found, recipe }
  }
  world.met(`search: ${way}`)
  switch (way) {
    case 'recipes':
    case 'nothing': return end('every edit was tried')
    case 'breaks': throw new Error('the search broke')
    case 'no end':
      await clock.sleep(3_600_000)
      return end('never')
    case 'wrong first':
    case 'good': {
      const wrong = way === 'wrong first' ? patch(`${files[entry] ?? ''}// no better\n`) : null
      if (wrong) yield wrong
      await think()
      const right = patch(good)
      if (right && !order.stop.aborted) yield right
      return end('every edit was tried')
    }
  }
}
