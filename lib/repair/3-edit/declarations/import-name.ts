import { builtinModules } from 'node:module'
import type { Edit } from '../../edit.ts'
import { type MissingName, parentOf } from './missing-name.ts'

const popular = ['fs', 'path', 'assert', 'util', 'events', 'crypto', 'os', 'url', 'child_process', 'http', 'fs/promises', 'timers/promises', 'perf_hooks', 'stream', 'readline', 'worker_threads', 'buffer', 'zlib']

/** The name of a module that comes with Node, or of what one gives, that is no longer imported. */
export function* importName({ name, uses, file }: MissingName): Generator<Edit> {
  if (!uses.some((use) => /^(?:CallExpression|NewExpression|MemberExpression)$/.test(parentOf(use)?.type ?? '') || use.parents.some(({ type }) => /^Class/.test(type)))) return
  const at = startOf(file.ast.body[0]?.start, file.text)
  const isModule = file.sourceType === 'module'
  const line = (what: string, from: string): string => (isModule ? `import ${what} from 'node:${from}'\n` : `const ${what} = require('node:${from}')\n`)
  if (builtinModules.includes(name)) yield { kind: 'declare-name', changes: [{ start: at, end: at, text: line(name, name) }], at, cost: 1.2 }
  for (const module of popular) {
    const given: unknown = process.getBuiltinModule(`node:${module}`)
    if (typeof given !== 'object' && typeof given !== 'function') continue
    if (given !== null && Object.hasOwn(given, name)) yield { kind: 'declare-name', changes: [{ start: at, end: at, text: line(`{ ${name} }`, module) }], at, cost: 1.4 }
  }
}

/** Before the first statement; never before a line that must be the first. */
const startOf = (first: number | undefined, text: string): number => (first ?? (text.startsWith('#!') ? text.indexOf('\n') + 1 : 0))
