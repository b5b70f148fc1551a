import type { Draft } from '../draft.ts'
import type { Hole } from '../holes.ts'
import { isName, type Token } from '../tokens.ts'

/** Lines that begin a function, class or object of which the file has the body and the uses, likeliest first. */
export function declarationHeads({ around: { tokens, declared } }: Draft, hole: Hole, body: readonly Token[]): string[] {
  const params = hole.names.filter((name) => !declared.has(name))
  const missing = missingNames(tokens)
  if (hole.body === 'class') {
    const parent = body.some(({ value }) => value === 'super') ? ' extends Error' : ''
    return [...new Set(missing.map(({ name }) => name))].filter((name) => /^[A-Z]/.test(name)).map((name) => `class ${name}${parent} {`)
  }
  if (hole.body === 'object') return [...new Set(missing.map(({ name }) => name))].map((name) => `const ${name} = {`)
  const keyword = body.some(({ value }) => value === 'await') ? 'async function' : 'function'
  const isExported = tokens.some(({ value }) => value === 'export')
  const heads = missing.filter(({ args }) => args !== null).map(({ name, args }) => `${keyword} ${name}(${paramsFor(args ?? [], params)}) {`)
  const perform = declared.has('perform') || hole.indent !== '' ? [] : [`export ${keyword} perform(${params.join(', ')}) {`]
  const byUse = [...new Set(heads)].sort((a, b) => Number(hasAll(b, params)) - Number(hasAll(a, params)))
  return [...(isExported ? byUse : [...perform, ...byUse]), ...(isExported ? perform : [])]
}

const hasAll = (head: string, params: readonly string[]): boolean => params.every((name) => head.includes(name))

/** `constructor(a) {` and `name(a) {`, for what is called on an object and no class has yet. */
export function methodHeads({ around: { tokens, declared } }: Draft, hole: Hole, body: readonly Token[]): string[] {
  const params = hole.names.filter((name) => !declared.has(name))
  const called = tokens.flatMap((token, index) => (tokens[index - 1]?.value === '.' && tokens[index + 1]?.value === '(' ? [{ name: token.value, args: argumentsAt(tokens, index) }] : []))
  const defined = new Set(tokens.filter((token, index) => tokens[index - 1]?.value !== '.' && tokens[index + 1]?.value === '(').map(({ value }) => value))
  const keyword = body.some(({ value }) => value === 'await') ? 'async ' : ''
  const methods = called.filter(({ name }) => !defined.has(name) && !(name in Array.prototype)).map(({ name, args }) => `${keyword}${name}(${paramsFor(args, params)}) {`)
  const made = `constructor(${params.join(', ')}) {`
  return [...new Set(body.some(({ value }) => value === 'super') || !defined.has('constructor') ? [made, ...methods] : methods)]
}

/** What is called, made, caught or exported, but declared nowhere; `args` where it is called. */
function missingNames(tokens: readonly Token[]): { name: string; args: string[] | null }[] {
  const declared = new Set<string>()
  for (const [index, token] of tokens.entries()) if (/^(?:const|let|var|function|class|\*|import)$/.test(tokens[index - 1]?.value ?? '')) declared.add(token.value)
  return tokens.flatMap((token, index) => {
    if (!isName(token) || tokens[index - 1]?.value === '.' || declared.has(token.value) || token.value in globalThis) return []
    const isCall = tokens[index + 1]?.value === '(' && tokens[index - 1]?.value !== 'new'
    return [{ name: token.value, args: isCall ? argumentsAt(tokens, index) : isShown(tokens, token) ? [] : null }]
  })
}

/** Whether a name stands in a list of what the file gives to others. */
const isShown = (tokens: readonly Token[], { line }: Token): boolean => /^(?:exports?|module)$/.test(tokens.find((token) => token.line === line)?.value ?? '')

/** The arguments of a call, as they are written. */
function argumentsAt(tokens: readonly Token[], callee: number): string[] {
  const args = ['']
  let depth = 0
  for (let index = callee + 1; index < tokens.length; index += 1) {
    const value = tokens[index]?.value ?? ''
    if (/^[)\]}]/.test(value)) depth -= 1
    if (depth === 0) break
    if (value === ',' && depth === 1) args.push('')
    else if (depth > 0) args.push((args.pop() ?? '') + value)
    if (/[([{]$/.test(value)) depth += 1
  }
  return args.filter((arg) => arg !== '')
}

/** Arguments that go by the name of a parameter are that parameter; the others share what is left. */
function paramsFor(args: readonly string[], names: readonly string[]): string {
  const left = names.filter((name) => !args.includes(name))
  const free = args.filter((arg) => !names.includes(arg)).length
  if (free === 0) return [...args, ...left].join(', ')
  const spread = free === 1 && left.length > 1 ? [`{ ${left.join(', ')} }`] : left
  return [...args.map((arg) => (names.includes(arg) ? arg : (spread.shift() ?? '_'))), ...spread].join(', ')
}
