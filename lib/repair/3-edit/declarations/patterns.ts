import type { Lost, Value } from './value.ts'

const most = 4

/** Elements, results of calls, and what gives lists. */
const canBeTaken = /^(?:await )?(?:this\.)?[\w$#]+\([^()]*\)$|\.(?:split|map|slice|filter|match|exec|sort|keys|values|entries|shift|pop|get|at)\(.*\)$|[\w)]\[[^\]]+\]$/

/** Names that are missing at once were taken out of one value: `{ a, b }`, `[a, b]`, `[first, ...rest]`. */
export function* patterns({ nouns, idle, missing: { name, uses }, context }: Lost, together: readonly string[], values: readonly Value[]): Generator<Value> {
  const idleNames = new Set(idle.map((one) => one.name))
  const plain = nouns.map(({ text, cost }): Value => ({ text, cost: (idleNames.has(text) ? 1.3 : 1.5) + cost }))
  const sources: Value[] = [...plain, ...values.filter(({ text }) => canBeTaken.test(text)).map(({ text, cost }) => ({ text, cost: cost + 0.2 }))]
  const all = together.length <= most ? together : together.slice(0, most)
  const isSpread = (one: string): boolean => new RegExp(`\\b${one.replaceAll('$', '\\$')}\\.(?:length|map|filter|some|every|reduce|slice|join|forEach|concat)\\b|\\.\\.\\.${one.replaceAll('$', '\\$')}\\b|of ${one.replaceAll('$', '\\$')}\\b`).test(context.file.code)
  for (const { text, cost } of sources) {
    // A record is told from a list by how it is made.
    const isList = /^\[|\.(?:split|map|slice|filter|match|exec|sort|keys|values|entries|shift|pop|get)\b/.test(text)
    if (all.length > 1) {
      if (!isList || /\.(?:shift|pop|get)\b/.test(text)) yield { text, cost: cost - 0.2, pattern: { text: `{ ${together.join(', ')} }`, covers: together.length } }
      yield { text, cost: cost - (isList ? 0.3 : 0), pattern: { text: `[${all.join(', ')}]`, covers: all.length } }
      const last = all.at(-1) ?? ''
      yield { text, cost: cost + (isSpread(last) ? -0.1 : 0.2), pattern: { text: `[${[...all.slice(0, -1), `...${last}`].join(', ')}]`, covers: all.length } }
      if (all.length === 2) {
        const [one = '', other = ''] = all
        yield { text, cost: cost + 0.3, pattern: { text: `[${other}, ${one}]`, covers: 2 } }
        if (isSpread(one)) yield { text, cost: cost + 0.1, pattern: { text: `[${other}, ...${one}]`, covers: 2 } }
        yield { text, cost: cost + 0.6, pattern: { text: `[, ${one}, ${other}]`, covers: 2 } }
      } else yield { text, cost: cost + 0.3, pattern: { text: `[, ${all.join(', ')}]`, covers: all.length } }
    } else if (uses.length > 0) {
      yield { text, cost: cost + 0.6, pattern: { text: `[${name}]`, covers: 1 } }
      if (!isList) yield { text, cost: cost + 0.5, pattern: { text: `{ ${name} }`, covers: 1 } }
      yield { text, cost: cost + 1, pattern: { text: `[, ${name}]`, covers: 1 } }
    }
  }
}
