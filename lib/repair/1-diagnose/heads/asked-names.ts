import { basename } from 'node:path'
import type { GenomeFiles } from '../../../contract/genome.ts'
import { type Token, tokenise } from '../tokens.ts'

/** What a file and those that use it ask of it. */
export interface Asked {
  /** Names that others take from the file; `default` for the whole of it. */
  imported: ReadonlySet<string>
  /** Arguments of each call of a name, as they are written; calls of members by the member's name. */
  calls: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Names that those who use the file read after a dot, in order. */
  members: readonly string[]
  /** Names that the file itself reads after a dot. */
  reads: readonly string[]
}

/** What tests call that is no part of the program, besides what they import from elsewhere. */
const testWords = ['expect', 'assert', 'jest', 'vi', 't', 'console', 'Math', 'Object', 'Array', 'JSON', 'Promise', 'Number', 'String']

const stemOf = (path: string): string => basename(path).replace(/\.\w+$/, '')

const clause = /(?:import|export)\s+(?:type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"]+)['"]|(?:const|let|var)\s+(\{[^}]*\}|[\w$]+)\s*=\s*(?:await\s+import|require)\(\s*['"]([^'"]+)['"]/g

/** @param users texts of other files, tests among them */
export function askedOf(path: string, text: string, users: GenomeFiles): Asked {
  const imported = new Set<string>()
  const calls = new Map<string, string[][]>()
  const members = new Set<string>()
  const reads = new Set<string>()
  const others = Object.values(users)
  const foreign = new Set(testWords)
  for (const other of others) {
    for (const [, what = '', from = '', taken = what, required = from] of other.matchAll(clause)) {
      if (!required.startsWith('.')) for (const [name] of taken.matchAll(/[\w$]+/g)) foreign.add(name)
      else if (stemOf(required) === stemOf(path)) for (const name of importsIn(taken, other)) imported.add(name)
    }
  }
  for (const one of [...others, text]) {
    const { tokens } = tokenise(one)
    for (const [index, { value, type }] of tokens.entries()) {
      if (type !== 'IdentifierName' && type !== 'PrivateIdentifier') continue
      const before = tokens[index - 1]?.value
      const isMember = before === '.' || before === '?.'
      if (isMember && one !== text && foreign.has(holderOf(tokens, index))) continue
      if (isMember) (one === text ? reads : members).add(value)
      if (tokens[index + 1]?.value === '(' && before !== 'function') calls.set(value, [...calls.get(value) ?? [], argumentsAt(tokens, index)])
    }
  }
  return { imported, calls, members: [...members], reads: [...reads] }
}

/** `{ a, b as c }`, `{ a: b }`, `def, { a }`, `* as all` → what is taken of the other file. */
function importsIn(taken: string, text: string): string[] {
  const [, whole, , named = ''] = /^([\w$]+)?(\s*,\s*)?(?:\{([^}]*)\})?/.exec(taken) ?? []
  const names = named.split(',').flatMap((one) => /[\w$]+/.exec(one.trim().replace(/^type\s+/, ''))?.[0] ?? [])
  const [, all] = /\*\s+as\s+([\w$]+)/.exec(taken) ?? []
  const read = all === undefined ? [] : [...text.matchAll(/([\w$]+)\.([\w$]+)/g)].flatMap(([, holder, name = '']) => (holder === all ? [name] : []))
  return [...names, ...read, ...(whole === undefined ? [] : ['default'])]
}

/** The arguments of a call, as they are written, spaces left out. */
function argumentsAt(tokens: readonly Token[], callee: number): string[] {
  const args = ['']
  let depth = 0
  for (let index = callee + 1; index < tokens.length; index += 1) {
    const value = tokens[index]?.value ?? ''
    if (/^[)\]}]/.test(value)) {
      depth -= 1
      if (depth === 0) break
    }
    if (value === ',' && depth === 1) args.push('')
    else if (depth > 0) args.push((args.pop() ?? '') + value)
    if (/[([{]$/.test(value)) depth += 1
  }
  return args.filter((arg) => arg !== '')
}

/** What a member is read from in the end: `expect(list).not.toBe` → expect. */
function holderOf(tokens: readonly Token[], member: number): string {
  let index = member
  while (/^\??\.$/.test(tokens[index - 1]?.value ?? '')) {
    index -= 2
    for (let depth = 0; index > 0; index -= 1) {
      const value = tokens[index]?.value ?? ''
      if (/^[)\]}]/.test(value)) depth += 1
      else if (/[([{]$/.test(value)) depth -= 1
      else if (depth === 0) break
    }
  }
  return tokens[index]?.value ?? ''
}
