import { createRequire } from 'node:module'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

interface Loader { load: (path: string) => unknown }
interface Hosted { text: string; isAsync: boolean; isFresh: boolean }

const require = createRequire(import.meta.url)
const { Loader } = require('../../../lib/repair/host/loader.cjs') as { Loader: new (modules: Map<string, Hosted>, options: object) => Loader }
const { Realm } = require('../../../lib/repair/host/realm.cjs') as { Realm: new (options: object) => object }

/** Files as a candidate host runs them, here. */
export function openHost(files: Record<string, string>): Loader {
  const fuel = { left: 100_000, out: () => { throw new Error('out') }, charge: () => undefined }
  const modules = Object.entries(files).map(([path, text]): [string, Hosted] => {
    const { spliced, isAsync } = instrument(readSource(path, text))
    return [path, { text: spliced.text, isAsync, isFresh: false }]
  })
  return new Loader(new Map(modules), { realm: new Realm({ fuel, timers: null }), main: Object.keys(files)[0] ?? '', given: () => undefined, wrap: undefined, hooks: { fuel } })
}
