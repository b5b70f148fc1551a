import type { AnyNode } from 'acorn'
import { calleeName, holds, isFunction, nodesIn } from '../tree.ts'
import type { Context } from './context.ts'
import type { Outline } from './outline.ts'
import { remembered } from './remembered.ts'

/** Methods that change what they are called on. */
const changing = 'push|pop|shift|unshift|splice|sort|reverse|set|add|delete|clear|next|fill|copyWithin|assign|write|end'
const changes = new RegExp(`^(?:${changing})$`)
const acts = new RegExp(`\\+\\+|--|(?<![=!<>])=(?![=>])|<<=|>>=|\\.(?:${changing})\\(|\\b(?:await|yield|super|new|delete)\\b`)

/** Whether an expression can be asked by the way: it changes nothing, waits for nothing, and calls nobody here who does. */
export function isHarmless(text: string, context: Context): boolean {
  if (acts.test(text)) return false
  const acting = actingIn(context.outline, context)
  return acting.size === 0 || !text.matchAll(/(this\.|\.)?([\w$]+)\(/g).some(([, holder, name = '']) => acting.has(name) && !(holder === '.' && isCommon(name)))
}

/** What is called like this, and not on `this`, is hardly the file's own. */
const isCommon = (name: string): boolean => [Map, Set, Array, String, RegExp].some(({ prototype }) => name in prototype)

/** The names of functions and methods of the file that change what is not their own, or call such. */
const actingIn = remembered((_outline: Outline, context): Set<string> => {
  const acting = new Set<string>()
  let open: { name: string; calls: Set<string> }[] = []
  for (const node of nodesIn(context.file.ast)) {
    if (!isFunction(node)) continue
    const name = nameOf(node, context)
    if (name === '') continue
    if (node.async || node.generator || changesOthers(node, context)) acting.add(name)
    else open.push({ name, calls: new Set(nodesIn(node).flatMap((inner) => (inner.type === 'CallExpression' ? [calledIn(inner.callee)] : []))) })
  }
  for (let before = -1; before !== acting.size;) {
    before = acting.size
    open = open.filter(({ name, calls }) => { if (calls.values().some((called) => acting.has(called))) acting.add(name); return !acting.has(name) })
  }
  return acting
})

function calledIn(callee: AnyNode): string {
  const name = calleeName(callee)
  return callee.type === 'MemberExpression' && callee.object.type !== 'ThisExpression' && isCommon(name) ? '' : name
}

/** What a function is called by: its own name, or that of what it is kept in. */
function nameOf(fn: AnyNode, context: Context): string {
  if (fn.type === 'FunctionDeclaration') return context.outline.declared.get(fn)?.name ?? ''
  const parent = context.parent(fn)
  if (parent?.type === 'VariableDeclarator') return calleeName(parent.id)
  if (parent?.type === 'AssignmentExpression') return calleeName(parent.left)
  return parent && 'key' in parent ? calleeName(parent.key) : ''
}

function changesOthers(fn: AnyNode, context: Context): boolean {
  return nodesIn(fn).some((node) => {
    switch (node.type) {
      case 'AssignmentExpression': return !isOwn(node.left, fn, context)
      case 'UpdateExpression': return !isOwn(node.argument, fn, context)
      case 'UnaryExpression': return node.operator === 'delete' && !isOwn(node.argument, fn, context)
      case 'CallExpression': return node.callee.type === 'MemberExpression' && changes.test(calleeName(node.callee)) && !isOwn(node.callee, fn, context)
      default: return false
    }
  })
}

/** Whether what is assigned to, or into, was made in the function itself. */
function isOwn(target: AnyNode, fn: AnyNode, context: Context): boolean {
  if (target.type === 'ArrayPattern') return target.elements.every((element) => element === null || isOwn(element, fn, context))
  let root = target
  while (root.type === 'MemberExpression' || root.type === 'ChainExpression') root = root.type === 'MemberExpression' ? root.object : root.expression
  const name = context.outline.names.get(root)
  if (root === target) return name !== undefined && holds(fn, name.declaration)
  return isNew(root) || (name?.init != null && holds(fn, name.declaration) && isNew(name.init))
}

const isNew = (node: AnyNode): boolean =>
  /^(?:Array|Object|New)Expression$/.test(node.type) || (node.type === 'CallExpression' && /^(?:map|filter|slice|split|flatMap|from|keys|values|entries|toSorted|toReversed)$/.test(calleeName(node.callee)))
