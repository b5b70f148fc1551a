import type { AnyNode, Program } from 'acorn'
import type { Entry } from './entry.ts'
import type { Place } from './place.ts'

/**
 * Which functions and classes run, judged by names: a named one runs when code that runs mentions its name; one
 * without a name runs with what contains it. Errs on the side of running.
 *
 * @returns whether a node, taken as a function or class, runs; true for every other node
 */
export function runningUnits(program: Program, places: readonly Place[], entry: Entry): (node: AnyNode) => boolean {
  const units = new Map<AnyNode, string>()
  for (const { node, parents } of places) {
    const name = unitName(node, parents.at(-1))
    if (name !== null) units.set(node, name)
  }
  const mentions = new Map<AnyNode, Set<string>>([[program, new Set(entry.names)]])
  for (const { node, parents, written } of places) {
    if (node.type !== 'Identifier' || written || parents.some((parent) => entry.handing.has(parent))) continue
    const owner = parents.findLast((parent) => units.has(parent)) ?? program
    mentions.set(owner, (mentions.get(owner) ?? new Set()).add(node.name))
  }
  const running = new Set<AnyNode>()
  const queue: AnyNode[] = [program]
  for (let owner = queue.pop(); owner; owner = queue.pop()) {
    const names = mentions.get(owner)
    for (const [unit, name] of units) {
      if (running.has(unit) || !names?.has(name)) continue
      running.add(unit)
      queue.push(unit)
    }
  }
  return (node) => !units.has(node) || running.has(node)
}

/** Statements behind a return, throw, break or continue of their own block. Declared functions are hoisted out of it. */
export function unreachableStatements(places: readonly Place[]): Set<AnyNode> {
  const dead = new Set<AnyNode>()
  for (const { node } of places) {
    const list = node.type === 'BlockStatement' || node.type === 'Program' ? node.body : node.type === 'SwitchCase' ? node.consequent : []
    const end = list.findIndex(({ type }) => ['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'].includes(type))
    if (end === -1) continue
    for (const statement of list.slice(end + 1)) if (statement.type !== 'FunctionDeclaration') dead.add(statement)
  }
  return dead
}

/** The name under which a function or class is called, where it has one; a method goes with its class or object. */
export function unitName(node: AnyNode, parent: AnyNode | undefined): string | null {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return node.id?.name ?? null
  const isValue = node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'ClassExpression'
  return isValue && parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null
}
