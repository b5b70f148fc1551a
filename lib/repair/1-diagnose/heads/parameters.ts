/** One way to write the parameters of a function. */
export interface Parameters {
  text: string
  cost: number
  /** The last of them is given a default value, in a slot. */
  hasSlot: boolean
}

/** More orders than these of names that no call tells the order of are not tried. */
const mostOrders = 24
const collective = /^(?:args|rest|others|values|items|parts|params|numbers|list|fns)$/

/**
 * The ways in which names that a body uses may have been its parameters, likeliest first.
 *
 * @param names in order of use
 * @param calls arguments of the calls that are known, as they are written
 */
export function parametersFor(names: readonly string[], calls: readonly (readonly string[])[]): Parameters[] {
  const found = new Map<string, Parameters>()
  const add = (parts: readonly string[], cost: number, hasSlot = false): void => {
    const text = parts.join(', ')
    if (!found.has(text)) found.set(text, { text, cost, hasSlot })
  }
  const counts = calls.filter((args) => !args.some((arg) => arg.startsWith('...'))).map(({ length }) => length)
  const [least, most] = counts.length > 0 ? [Math.min(...counts), Math.max(...counts)] : [names.length, names.length]
  const optional = (parts: readonly string[]): string[] => parts.map((part, index) => (part.startsWith('{') && index >= least ? `${part} = {}` : part))
  const told = calls.map((args) => fromCall(args, names)).filter(({ known }) => known > 0).sort((a, b) => b.known - a.known || a.parts.length - b.parts.length)
  for (const { parts, known } of told.slice(0, 4)) add(optional(parts), known >= Math.min(names.length, most) ? 0 : 0.1)
  const isRest = collective.test(names.at(-1) ?? '') && (most > names.length || least !== most || calls.some((args) => args.some((arg) => arg.startsWith('...'))) || names.at(-1) === 'args')
  if (isRest) add([...names.slice(0, -1), `...${names.at(-1) ?? ''}`], 0.05)
  add(names, 0.2)
  const [last] = names.slice(-1)
  const lists = [...found.values()].slice(0, 2).map(({ text }) => text)
  const orders = permutations(names, mostOrders)
  for (const order of orders) add(order, 0.5)
  if (most < names.length && most > 0) for (const order of orders.slice(0, 6)) add(optional([...order.slice(0, most - 1), `{ ${order.slice(most - 1).join(', ')} }`]), 0.45)
  if (least < names.length) {
    for (const text of lists) {
      const filled = text.endsWith('} = {}') ? text.replace(/ \} = \{\}$/, ' = ‹undefined› } = {}') : /[\w$]$/.test(text) && !text.includes('...') ? `${text} = ‹undefined›` : null
      if (filled !== null) add([filled], 0.8, true)
    }
  }
  if (last !== undefined && !isRest) add([...names.slice(0, -1), `...${last}`], 1.5)
  if (names.length > 0) add([`{ ${names.join(', ')} }`], most === 1 && names.length > 1 ? 0.4 : 1.1)
  if (names.length > 1) add([`[${names.join(', ')}]`], 1.2)
  return [...found.values()].sort((a, b) => a.cost - b.cost)
}

/** Arguments that go by the name of a parameter are that parameter, fields of an object are taken out of it; the others share what is left. */
function fromCall(args: readonly string[], names: readonly string[]): { parts: string[]; known: number } {
  const left = new Set(names)
  const take = (name: string | undefined): string | null => (name !== undefined && left.delete(name) ? name : null)
  const given = args.map((arg): string | null => {
    if (arg.startsWith('...')) { const name = take(arg.slice(3)); return name === null ? null : `...${name}` }
    const fields = arg.startsWith('{') ? [...arg.matchAll(/[{,]([\w$]+)(?=[:,}])/g)].flatMap(([, field]) => take(field) ?? []) : []
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : take(/(?:^|[.#])([\w$]+)$/.exec(arg)?.[1])
  })
  const known = given.filter((part) => part !== null).length
  const free = [...left]
  const parts = given.map((part) => part ?? free.shift() ?? null)
  // Arguments that nothing is left for are not used; those behind the last used one need no name.
  while (parts.at(-1) === null) parts.pop()
  const last = parts.at(-1)
  if (last?.startsWith('{') && free.length > 0) parts[parts.length - 1] = `${last.slice(0, -2)}, ${free.splice(0).join(', ')} }`
  return { parts: [...parts.map((part, index) => part ?? `_${index}`), ...free].sort((a, b) => Number(a.startsWith('...')) - Number(b.startsWith('...'))), known }
}

function permutations(names: readonly string[], most: number): string[][] {
  if (names.length < 2) return [[...names]]
  const found: string[][] = []
  for (const [index, name] of names.entries()) {
    for (const rest of permutations([...names.slice(0, index), ...names.slice(index + 1)], most)) {
      found.push([name, ...rest])
      if (found.length >= most) return found
    }
  }
  return found
}
