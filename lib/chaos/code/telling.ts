import type { AnyNode } from 'acorn'
import { type Binding, bindNames } from './bindings.ts'
import type { Entry } from './entry.ts'
import { isFunction, type Place } from './place.ts'

/**
 * Code that only tells people something, so that a fault there changes no answer: log calls and texts of errors, and
 * then whatever serves nothing else: a branch that logs, a counter that is only logged, a function that draws a chart.
 *
 * @returns whether a place lies in such code
 */
export function findTelling(places: readonly Place[], entry: Entry): (place: Place) => boolean {
  const telling = new Set<AnyNode>()
  const tells = ({ node, parents }: Place) =>
    telling.has(node.type === 'ExpressionStatement' ? node.expression : node) || parents.some((parent) => telling.has(parent))
  for (const { node } of places) {
    if (isLogCall(node, entry.answersByStdout)) telling.add(node)
    if (node.type === 'ThrowStatement') telling.add(node.argument)
  }
  const bound = bindNames(places)
  const bindings = [...new Set(bound.values())].filter(({ id }) => !(id.type === 'Identifier' && entry.names.has(id.name)))
  const branches = places.map(({ node }) => node).filter(({ type }) => /^(If|For|ForOf|ForIn|While)Statement$/.test(type))
  // `const timer = setInterval(() => …)`: nobody reads the timer, and all the work is in there.
  const functions = places.map(({ node }) => node).filter(isFunction)
  const holdsFunction = (outer: AnyNode) => functions.some((inner) => within(inner, outer))
  const acts = places.filter(isAct)
  const onlyTells = (outer: AnyNode) =>
    acts.every((act) => !within(act.node, outer) || staysInside(act, outer, bound) || tells(act))

  for (let known = -1; known < telling.size;) {
    known = telling.size
    for (const { id, declaration, uses } of bindings) {
      const unit = functionNamed(id, declaration)
      const isVariable = unit === null && declaration.type === 'VariableDeclarator' && declaration.id === id && !holdsFunction(declaration)
      if (!isVariable && !(unit && onlyTells(unit))) continue
      const isOwn = isVariable ? isOwnStep : isOwnCall
      if (!uses.every((use) => tells(use) || isOwn(use))) continue
      telling.add(unit ?? declaration)
      for (const { parents } of uses.filter(isOwn)) telling.add(parents.at(-1) as AnyNode)
    }
    for (const branch of branches) {
      if ([...telling].some((node) => within(node, branch)) && onlyTells(branch)) telling.add(branch)
    }
  }
  return tells
}

/** The function that a name is declared for, if it is one. */
function functionNamed(id: AnyNode, declaration: AnyNode): AnyNode | null {
  if (declaration.type === 'FunctionDeclaration') return declaration.id === id ? declaration : null
  return declaration.type === 'VariableDeclarator' && declaration.id === id && declaration.init && isFunction(declaration.init) ? declaration.init : null
}

const within = (inner: AnyNode, outer: AnyNode) => inner.start >= outer.start && inner.end <= outer.end

/** What does something, as far as one can tell without running it: a call within a value is taken to ask only. */
const isAct = ({ node, parents }: Place) =>
  /^(Return|Break|Continue|Throw)Statement$|^(Assignment|Update)Expression$/.test(node.type) || parents.at(-1)?.type === 'ExpressionStatement'

/** Nothing outside of `outer` can notice it: its own variables, and its own ways out. */
function staysInside({ node }: Place, outer: AnyNode, bound: ReadonlyMap<AnyNode, Binding>): boolean {
  if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression') {
    const owner = bound.get(node.type === 'AssignmentExpression' ? node.left : node.argument)
    return owner !== undefined && within(owner.declaration, outer)
  }
  if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') return outer.type !== 'IfStatement'
  return node.type === 'ReturnStatement' && isFunction(outer)
}

/** `name += 1` and `name++` as statements of their own. */
function isOwnStep({ node, parents }: Place): boolean {
  const [statement, step] = parents.slice(-2)
  const isStep = (step?.type === 'AssignmentExpression' && step.left === node) || step?.type === 'UpdateExpression'
  return isStep && statement?.type === 'ExpressionStatement'
}

/** `name(…)` as a statement of its own. */
function isOwnCall({ node, parents }: Place): boolean {
  const [statement, call] = parents.slice(-2)
  return call?.type === 'CallExpression' && call.callee === node && statement?.type === 'ExpressionStatement'
}

function isLogCall(node: AnyNode, answersByStdout: boolean): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false
  const { object, property } = node.callee
  if (property.type !== 'Identifier') return false
  if (object.type === 'Identifier' && object.name === 'console') return !answersByStdout || ['error', 'warn', 'debug', 'trace'].includes(property.name)
  return property.name === 'write' && object.type === 'MemberExpression' && object.property.type === 'Identifier' &&
    (object.property.name === 'stderr' || (!answersByStdout && object.property.name === 'stdout'))
}
