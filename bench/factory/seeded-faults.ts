import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CodeFault } from '../../lib/contract/fault.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import { keepEdits } from '../../lib/app-folder/hand-edits.ts'
import { fileIn } from '../../lib/app-folder/paths.ts'
import { readTests } from '../../lib/app-folder/read-app.ts'
import { faults } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import { mendApp, type MendEnd, type MendPorts } from '../../lib/factory/loop/mend-app.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { ratioOf, type Figure } from '../figure.ts'
import { makeIn, mending, type Made } from './make-in.ts'

/** For one patch, ms. */
const budgetMs = 20_000
const codeFaults = faults.filter((fault): fault is CodeFault => fault.class === 'code')

/** `isWellAgain`: the same broken copy, when its scenarios were only played again. `anew`: files that its service has. */
interface Trial { isSeen: boolean; isHealed: boolean; isWellAgain: boolean; touched: string[]; broken: string; anew: number }

/**
 * Faults drawn by seed into the files of generated services, one at a time: those that a scenario sees have to be healed
 * without a model, and the patches may touch nothing but the file that was broken. The control of healing is the same loop
 * on the same copies with no patch allowed, which plays the scenarios again, as a restart would; of touching, all files of
 * the service, as one that is made anew has.
 */
export async function seededFaults(sandbox: Sandbox, sentences: readonly string[], each: number, talk: (line: string) => void): Promise<Figure[]> {
  const trials: Trial[] = []
  for (const [index, sentence] of sentences.entries()) {
    const app = await makeIn(sandbox, sentence)
    try {
      for (const [nth, place] of placesOf(app, each, index).entries()) {
        const trial = await breakAndMend(sandbox, app, place)
        if (trial === null) continue
        trials.push(trial)
        talk(`${nth + 1} ${place.fault.id} in ${place.component}/${place.path}: ${say(trial)}`)
      }
    } finally {
      app.remove()
    }
  }
  const seen = trials.filter(({ isSeen }) => isSeen)
  const healed = seen.filter(({ isHealed }) => isHealed)
  const exact = healed.filter(({ touched, broken }) => touched.every((path) => path === broken))
  const healRate = healed.length / seen.length
  const wellAgain = seen.filter(({ isWellAgain }) => isWellAgain).length / seen.length
  const exactRate = exact.length / healed.length
  const toBlame = healed.length / healed.reduce((sum, { anew }) => sum + anew, 0)
  return [
    { name: 'seeded faults in generated services, seen by their scenarios', value: seen.length, unit: 'faults', control: trials.length, ratio: ratioOf(seen.length, trials.length), goal: 'told, of all that were seeded', met: true },
    { name: 'healed without a model', value: healRate, unit: 'of those seen', control: wellAgain, ratio: ratioOf(healRate, wellAgain), goal: '≥ 0.9; the control is playing them again', met: healRate >= 0.9 },
    { name: 'patches that touch only the file to blame', value: exactRate, unit: 'of those healed', control: toBlame, ratio: ratioOf(exactRate, toBlame), goal: '≥ 0.95; the control makes the service anew', met: exactRate >= 0.95 },
  ]
}

function say({ isSeen, isHealed, isWellAgain, touched }: Trial): string {
  if (!isSeen) return 'no scenario sees it'
  return `${isHealed ? `healed, ${touched.join(', ')}` : 'not healed'}; played again it is ${isWellAgain ? '' : 'not '}well`
}

interface Place { component: string; path: string; fault: CodeFault; seed: number }

function placesOf({ registry }: Made, count: number, salt: number): Place[] {
  const random = seededRandom(1_000 + salt)
  const files = registry.components.flatMap(({ id, files: all }) => Object.keys(all).filter(isText).map((path) => ({ component: id, path })))
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  return Array.from({ length: count }, () => ({ ...pick(files), fault: pick(codeFaults), seed: Math.floor(random() * 1e6) }))
}

/** null where the file offers no place for this fault. */
async function breakAndMend(sandbox: Sandbox, { root, registry }: Made, { component, path, fault, seed }: Place): Promise<Trial | null> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-fault-'))
  const [copy, untouched] = [join(folder, 'copy'), join(folder, 'untouched')]
  try {
    cpSync(root, copy, { recursive: true })
    const registered = registry.components.find(({ id }) => id === component)
    if (registered === undefined) return null
    const file = fileIn(copy, registry.iterations, registered, path)
    const mutation = fault.mutate(readFileSync(file, 'utf8'), { random: seededRandom(seed), intensity: 1 })
    if (mutation === null) return null
    writeFileSync(file, mutation.source)
    const edited = await keepEdits(copy, registry, new Date(clock.now()))
    cpSync(copy, untouched, { recursive: true })
    const mendIn = (where: string, ports: MendPorts): Promise<MendEnd> => mendApp(where, edited, readTests(where, edited), ports)
    const { end, registry: after } = await mendIn(copy, mending(sandbox, budgetMs))
    const patches = after.iterations.filter(({ kind }) => kind === 'patch')
    const isSeen = end !== 'well' || patches.length > 0
    return {
      isSeen, isHealed: end === 'well', touched: patches.flatMap(({ folder: patch }) => textsBelow(join(copy, 'iterations', patch))),
      isWellAgain: !isSeen || (await mendIn(untouched, { ...mending(sandbox, budgetMs), iterations: 0 })).end === 'well',
      broken: `${registered.layer}/${component}/${path}`, anew: Object.keys(registered.files).filter(isText).length,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const isText = (path: string): boolean => path.endsWith('.js')
const textsBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isText)
