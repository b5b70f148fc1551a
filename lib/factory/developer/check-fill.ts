import { parse, type AnyNode, type FunctionDeclaration, type Program } from 'acorn'
import { full } from 'acorn-walk'
import { strangersIn } from '../../repair/1-diagnose/undeclared.ts'
import type { Gap } from './gap.ts'

/** What a fill may use beside its parameters: what it comes to follows from them alone. */
const allowed: ReadonlySet<string> = new Set([
  'Array', 'BigInt', 'Boolean', 'Date', 'Infinity', 'Intl', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'RegExp', 'Set', 'String', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'undefined',
])
/** Ways out of a function to what it was not given. */
const barred: ReadonlySet<string> = new Set(['constructor', '__proto__', 'prototype', 'now', 'random'])

/**
 * Whether what a model has written may stand in a gap: one function of its name and parameters, that parses, asks for
 * nothing that it was not given, and keeps its hands off everything around it.
 * @param answer the function alone, or the whole file with the function in it
 * @param file the file as it was shown
 */
export function checkFill(gap: Gap, answer: string, file: string): { fill: string } | { refused: string } {
  const ast = parsed(answer)
  if (typeof ast === 'string') return { refused: `it does not parse: ${ast}` }
  const fn = functionOf(ast, gap.name)
  if (fn === null) return { refused: `there is no function ${gap.name} in it` }
  const fill = answer.slice(fn.start, fn.end)
  if (ast.body.length > 1 && bare(answer.replace(fill, () => '')) !== bare(file.replace(gap.own, () => ''))) return { refused: `it changes more than the function ${gap.name}: answer with that function alone` }
  const wrong = contractFault(gap, fn, fill)
  return wrong === null ? { fill } : { refused: wrong }
}

/** What stands in a gap of a file now; null where the file has no such function. */
export function fillIn(text: string, name: string): string | null {
  const ast = parsed(text)
  const fn = typeof ast === 'string' ? null : functionOf(ast, name)
  return fn === null ? null : text.slice(fn.start, fn.end)
}

function contractFault({ name, params }: Gap, fn: FunctionDeclaration, fill: string): string | null {
  if (fn.async || fn.generator) return `${name} must be a plain function`
  if (fn.params.length > params.length || fn.params.some(({ type }) => type !== 'Identifier' && type !== 'ObjectPattern')) return `${name} takes ${params.join(' and ')}, and nothing else`
  const alone = parsed(fill)
  if (typeof alone === 'string') return alone
  const [stranger] = strangersIn(alone, allowed)
  if (stranger !== undefined) return `${name} may use what it is given, and no ${stranger.node.name}`
  let fault: string | null = null
  full(alone, (node: AnyNode) => {
    if (node.type === 'ThisExpression' || node.type === 'ImportExpression' || node.type === 'MetaProperty' || node.type === 'AwaitExpression') fault ??= `${name} may use what it is given alone`
    if (node.type === 'MemberExpression' && barred.has(propertyOf(node))) fault ??= `${name} may not use .${propertyOf(node)}: what it comes to follows from what it is given`
    if ((node.type === 'NewExpression' || node.type === 'CallExpression') && node.callee.type === 'Identifier' && node.callee.name === 'Date' && (node.type === 'CallExpression' || node.arguments.length === 0)) fault ??= `${name} is told the time, and may not look at a clock`
  })
  return fault
}

const propertyOf = ({ property, computed }: Extract<AnyNode, { type: 'MemberExpression' }>): string =>
  property.type === 'Identifier' && !computed ? property.name : property.type === 'Literal' ? String(property.value) : ''

function functionOf({ body }: Program, name: string): FunctionDeclaration | null {
  const found = body.filter((node): node is FunctionDeclaration => node.type === 'FunctionDeclaration' && node.id.name === name)
  return found.length === 1 ? (found[0] ?? null) : null
}

/** @returns what is wrong, as a text */
function parsed(text: string): Program | string {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** How it is laid out does not count. */
const bare = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
