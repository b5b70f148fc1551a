import type { AnyNode } from 'acorn'
import type { Change } from '../edit.ts'
import { isFunction, isLoop } from '../tree.ts'
import type { Context } from './context.ts'
import type { Part } from './outline.ts'
import { remembered } from './remembered.ts'
import { endOf, insertAfter, insertBefore, insertFirst, insertLast, listIn } from './statement-text.ts'

/** A place for one more statement. */
export interface Gap {
  put: (statement: string) => Change
  where: 'before' | 'after' | 'inside' | 'else'
  /** What is around the place: its parents are the gap's. */
  anchor: AnyNode
  /** The statement's own part, with the names that can be used at the gap. */
  part: Part
  /** It is the end of a function's body, or of the file. */
  isEnd: boolean
  /** It is the first of a function's body. */
  isStart: boolean
}

/** The places around a statement: before it, behind it, at the ends of its bodies, and the `else` that it lacks. */
export const gapsAt = remembered((part: Part, context): Gap[] => [...makeGaps(part, context)])

/** The gaps around statements at which something can be asked, with the statements that they are told by. */
export function gapsIn(statements: readonly number[], context: Context): { gap: Gap; statement: Part['statement'] }[] {
  return statements.flatMap((id) => {
    const part = context.outline.parts[id]
    return part ? gapsAt(part, context).filter(({ where }) => where !== 'else').map((gap) => ({ gap, statement: part.statement })) : []
  })
}

function* makeGaps(part: Part, context: Context): Generator<Gap> {
  const { node, place } = part.statement
  if (place === 'head' || place === 'expression') return
  const parent = context.parent(node)
  const list = parent ? listIn(parent) : null
  const isBody = parent !== undefined && (parent.type === 'Program' || isFunction(context.parent(parent) ?? parent))
  const gap = (where: Gap['where'], anchor: AnyNode, offset: number, put: Gap['put']): Gap => ({
    where, anchor, put,
    isEnd: where === 'after' && isBody && list?.at(-1) === node,
    isStart: where === 'before' && isBody && list?.[0] === node,
    part: { ...part, anchor, scope: context.scopeAt(anchor), statement: { ...part.statement, node: { type: 'EmptyStatement', start: offset, end: offset } } },
  })
  yield gap('before', node, node.start, (text) => insertBefore(node, text, context))
  // Before the next one is the next one's to propose.
  const isLast = !list || list.at(-1) === node
  if (!/^(Return|Throw|Break|Continue)Statement$/.test(node.type) && (isLast || node.type === 'VariableDeclaration')) yield gap('after', node, node.end, (text) => insertAfter(node, text, context))
  for (const body of bodiesOf(node)) {
    const inner = listIn(body)
    const last = inner?.at(-1)
    if (body.type === 'EmptyStatement') yield gap('inside', body, body.start, (text) => ({ start: body.start, end: body.end, text: `${text};` }))
    else if (inner && !last) yield gap('inside', body, body.end - 1, (text) => insertFirst(body, text, context))
    else if (last && !/^(Return|Throw|Break|Continue)Statement$/.test(last.type)) yield gap('inside', last, last.end, (text) => insertLast(body, text, context))
    else if (!inner && !/^(Return|Throw|Break|Continue)Statement$/.test(body.type)) yield gap('inside', body, body.end, (text) => insertAfter(body, text, context))
  }
  if (node.type === 'IfStatement' && !node.alternate) yield gap('else', node, node.end, (text) => ({ start: endOf(node, context), end: endOf(node, context), text: `${endsItself(node.consequent, context) ? '' : ';'} else ${text}` }))
}

/** Whether `else` may follow without a semicolon. */
const endsItself = (body: AnyNode, context: Context): boolean =>
  context.file.code.charAt(body.end - 1) === ';' || body.type === 'BlockStatement' || (isLoop(body) && 'body' in body && endsItself(body.body as AnyNode, context))

function bodiesOf(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'IfStatement': return [node.consequent, ...(node.alternate && node.alternate.type !== 'IfStatement' ? [node.alternate] : [])]
    case 'ForStatement': case 'ForOfStatement': case 'ForInStatement': case 'WhileStatement': case 'DoWhileStatement': return [node.body]
    case 'TryStatement': return [node.block, ...(node.handler ? [node.handler.body] : []), ...(node.finalizer ? [node.finalizer] : [])]
    default: return []
  }
}
