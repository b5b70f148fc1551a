import type { AnyNode } from 'acorn'
import { type Name, visibleAt } from '../../3-edit/scopes.ts'
import { holds, isFunction, nodesIn } from '../../3-edit/tree.ts'
import type { Edit } from '../../edit.ts'
import { isWritten, lineBefore, listedStatements, type MissingName } from './missing-name.ts'

/** A first value for one name, or for all that are missing here: then they are taken out of it together. */
interface Value { text: string; cost: number; isForAll?: boolean }

/**
 * The line that gave the name its first value was lost, and with it the use of something: a function that nobody calls
 * now, a name that nobody reads, the element of the loop around.
 */
export function* declareFromScope(missing: MissingName, together: readonly string[]): Generator<Edit & { covers: number }> {
  const { name, first, file, uses } = missing
  const place = innermost(first.parents, listedStatements(first))
  if (!place) return
  const keyword = uses.some(isWritten) ? 'let' : 'const'
  const seen = visibleAt(first.scope, first.node.start)
  for (const { text, cost, isForAll } of [...fromLoop(missing), ...fromElsewhere(missing), ...fromCalls(missing, seen, together), ...fromNames(missing, seen, together)]) {
    const target = isForAll ? `{ ${together.join(', ')} }` : name
    yield { kind: 'declare-name', changes: [lineBefore(file.text, place, `${keyword} ${target} = ${text}`)], at: place.start, cost, covers: isForAll ? together.length : 1 }
  }
}

/** The first statement of the nearest loop's or function's own list that leads to the use. */
function innermost(parents: readonly AnyNode[], listed: readonly AnyNode[]): AnyNode | undefined {
  const home = parents.findLast((node) => isFunction(node) || /^For|^While/.test(node.type))
  return listed.find((statement) => home === undefined || statement.start > home.start) ?? listed.at(-1)
}

function* fromLoop({ first, file: { code } }: MissingName): Generator<Value> {
  const loop = first.parents.findLast(({ type }) => type === 'ForStatement')
  const [, counter, list] = /let (\w+) = .*?[<>]=? *([\w.]+?)\.length/.exec(loop ? code.slice(loop.start, loop.end) : '') ?? []
  if (counter !== undefined && list !== undefined) yield { text: `${list}[${counter}]`, cost: 1.5 }
}

/** What the same name is first in another function. */
function* fromElsewhere({ name, file }: MissingName): Generator<Value> {
  for (const node of nodesIn(file.ast)) {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === name && node.init) yield { text: file.text.slice(node.init.start, node.init.end), cost: 1.7 }
  }
}

function* fromCalls({ file, first }: MissingName, seen: readonly Name[], together: readonly string[]): Generator<Value> {
  const called = new Set([...nodesIn(file.ast)].flatMap((node) => (node.type === 'CallExpression' && node.callee.type === 'Identifier' ? [node.callee.name] : [])))
  const own = seen.filter(({ kind, scope }) => kind !== 'function' && kind !== 'import' && kind !== 'class' && scope.fn !== null).map((one) => one.name)
  const shown = file.ast.body.filter(({ type }) => /^Export/.test(type))
  for (const { name: callee, kind, declaration, init } of seen) {
    const fn = kind === 'function' ? declaration : init
    // One that is there for others need not be called here; one that calls itself would be no first value.
    if (!fn || !isFunction(fn) || holds(fn, first.node) || shown.some((one) => holds(one, fn))) continue
    const params = fn.params.map((param) => (param.type === 'Identifier' ? param.name : ''))
    // Their own names where they are known here, and for the rest what is nearest.
    const others = own.filter((one) => !params.includes(one))
    const args = params.map((param) => (seen.some((one) => one.name === param) ? param : (others.shift() ?? 'undefined')))
    const cost = called.has(callee) ? 2.6 : 1.5
    const text = `${fn.async ? 'await ' : ''}${callee}(${args.join(', ')})`
    const body = file.code.slice(fn.start, fn.end)
    if (together.length > 1 && together.every((one) => body.includes(one))) yield { text, cost: cost - 0.4, isForAll: true }
    yield { text, cost }
    for (const one of params.length === 1 ? own.slice(0, 4) : []) yield { text: `${callee}(${one})`, cost: cost + 0.2 }
  }
}

/** What can be made of one name of the function: those first that nothing reads. */
function* fromNames({ file, name, uses }: MissingName, seen: readonly Name[], together: readonly string[]): Generator<Value> {
  const own = seen.filter(({ kind, scope }) => kind !== 'function' && kind !== 'import' && kind !== 'class' && scope.fn !== null).slice(0, 8)
  for (const [order, { name: other, scope }] of own.entries()) {
    const home = scope.fn ?? file.ast
    // Short for a property, one place counts as two.
    const places = new Set([...nodesIn(home)].flatMap((node) => (node.type === 'Identifier' && node.name === other ? [node.start] : [])))
    const isIdle = places.size === 1
    const cost = (isIdle ? 1.4 : 2.6) + order * 0.05
    if (together.length > 1) for (const text of [other, `Object(${other})`]) yield { text, cost: cost - 0.2, isForAll: true }
    const shapes = [other, `${other}.${name}`, `[...${other}]`, `{ ...${other}.${name} }`, `${other}.length - 1`, `${other}.length`, `${other} - 1`, `${other} + 1`, `JSON.stringify(${other})`, `Number(${other})`, `String(${other})`, `Object.keys(${other})`,
      `Object.entries(${other})`, `Object.values(${other})`, `${other}.slice()`, `new Set([${other}])`, `new Set(${other})`, `JSON.parse(${other})`, `{ ...${other} }`, `Math.floor(${other} / 2)`, `${other}[0]`, `${other}.toLowerCase()`, `new Date(${other})`, `${other}.split('')`]
    for (const [rank, text] of shapes.entries()) yield { text, cost: cost + rank * 0.05 }
    for (const second of isIdle && uses.length > 0 ? own.filter((one) => one.name !== other).slice(0, 4) : []) {
      for (const [rank, text] of [`${other}[${second.name}]`, `${second.name}[${other}]`, `${second.name}.get(${other})`, `${other}.get(${second.name})`, `${other} + ${second.name}`, `${other} - ${second.name}`].entries()) yield { text, cost: cost + 0.6 + rank * 0.05 }
    }
  }
}
