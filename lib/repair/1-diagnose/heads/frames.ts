import type { AnyNode, Program } from 'acorn'
import { scopesOf } from '../../scopes.ts'
import { childrenOf, isFunction, nodesIn } from '../../tree.ts'
import type { Attempt } from '../parse-failure.ts'
import { type Stranger, strangersIn } from '../undeclared.ts'
import type { Hole } from './holes.ts'

/** What the lost line may have been the head of. */
export type FrameKind = 'function' | 'method' | 'constructor' | 'block' | 'loop' | 'try' | 'do' | 'switch' | 'class' | 'object' | 'array' | 'callback'

/** A kind of head with which the whole text parses, and what the tree then tells. */
export interface Frame {
  kind: FrameKind
  hole: Hole
  ast: Program
  /** What is around the head: outermost first, the program. */
  parents: readonly AnyNode[]
  /** Names that the body alone uses and that neither it nor anything around it declares, in order of use. */
  names: string[]
  /** Names of the file's top level that the body uses: a parameter may have hidden one of them. */
  hidden: string[]
  /** Such names as nothing declares elsewhere. */
  elsewhere: string[]
  /** Names declared at the top of the file. */
  declared: ReadonlySet<string>
  /** Names that can be used at the head's place, innermost first. */
  visible: string[]
  body: BodyUse
}

/** What a body does itself, functions inside it left out. */
export interface BodyUse { awaits: boolean; yields: boolean; returns: boolean; this: boolean; super: boolean }

const probes: Readonly<Record<FrameKind, (name: string) => string>> = {
  function: (name) => `async function* ${name}() {`,
  method: (name) => `async *${name}() {`,
  constructor: () => 'constructor() {',
  block: () => 'if (true) {',
  loop: () => 'for (;;) {',
  try: () => 'try {',
  do: () => 'do {',
  switch: () => 'switch (0) {',
  class: (name) => `class ${name} extends Object {`,
  object: (name) => `const ${name} = {`,
  array: (name) => `const ${name} = [`,
  callback: (name) => `${name}(async () => {`,
}

/** A name that no program has. */
const nameless = '$lost$'

/** The kinds of heads that make the whole text parse again. A loop's is left out where any other block will do as well. */
export function framesOf(text: string, hole: Hole, parse: (text: string) => Attempt): Frame[] {
  const frames: Frame[] = []
  for (const kind of Object.keys(probes) as FrameKind[]) {
    if (kind === 'loop' && frames.some((frame) => frame.kind === 'block')) continue
    // Only there may a body call `super`.
    if (kind === 'constructor' && frames.some((frame) => frame.kind === 'method')) continue
    const frame = probe(text, hole, kind, parse, nameless)
    if (frame) frames.push(frame)
  }
  return frames
}

function probe(text: string, hole: Hole, kind: FrameKind, parse: (text: string) => Attempt, name: string): Frame | null {
  const head = `${hole.indent}${probes[kind](name)}\n`
  const { ast, failure } = parse(text.slice(0, hole.at) + head + text.slice(hole.at))
  if (!ast) {
    // Some uses of a name that is declared nowhere are errors already, and tell the name.
    const wanted = name === nameless ? /^(?:Export '([\w$]+)' is not defined|Private field '(#[\w$]+)' must be declared)/.exec(failure.message) : null
    return wanted ? probe(text, hole, kind, parse, wanted[1] ?? wanted[2] ?? '') : null
  }
  const path = pathTo(ast, hole.at + hole.indent.length, hole.at + head.length)
  const node = path.pop()
  const parent = path.at(-1)
  if (!node || !parent || !isListed(parent, node, kind)) return null
  const strangers = strangersIn(ast)
  const isInside = ({ node: { start } }: Stranger): boolean => start >= node.start && start < node.end
  const asked = name === nameless ? [] : [name]
  const declared = new Set([...scopesOf(ast).get(ast)?.names.keys() ?? []].filter((one) => one !== name))
  const namesOf = (some: readonly Stranger[]): string[] => [...new Set(some.map((one) => one.node.name))].filter((one) => one !== nameless)
  const elsewhere = [...asked, ...namesOf(strangers.filter((one) => !isInside(one)))]
  return {
    kind, hole, ast, parents: path, body: usesOf(node), elsewhere, names: namesOf(strangers.filter(isInside)).filter((one) => !elsewhere.includes(one)),
    declared, hidden: [...new Set(hole.body.filter(({ value }, index) => declared.has(value) && hole.body[index - 1]?.value !== '.').map(({ value }) => value))],
    visible: visibleIn(ast, path, node).filter((one) => one !== name),
  }
}

/** The nodes around what begins at an offset, and that itself, outermost first. Of several that begin there, the outermost that reaches as far as `least`. */
function pathTo(ast: Program, start: number, least: number): AnyNode[] {
  const path: AnyNode[] = [ast]
  for (let at: AnyNode | undefined = ast; at; ) {
    const inner: AnyNode | undefined = [...childrenOf(at)].map(([, child]) => child).find((child) => child.start <= start && child.end >= least)
    if (!inner) return path
    path.push(inner)
    if (inner.start === start) return path
    at = inner
  }
  return path
}

/** A whole line was lost, so it has to be one of a list: with a body that belongs to something else, only a bracket is lost. */
function isListed(parent: AnyNode, node: AnyNode, kind: FrameKind): boolean {
  if (kind === 'method' || kind === 'constructor') return node.type === 'MethodDefinition' || node.type === 'Property'
  return /^(?:Program|BlockStatement|StaticBlock|SwitchCase)$/.test(parent.type) && /Statement$|Declaration$/.test(node.type)
}

function usesOf(node: AnyNode): BodyUse {
  const use: BodyUse = { awaits: false, yields: false, returns: false, this: false, super: false }
  const visit = (at: AnyNode, isOwn: boolean, isThisOwn: boolean): void => {
    if (isOwn && (at.type === 'AwaitExpression' || (at.type === 'ForOfStatement' && at.await))) use.awaits = true
    if (isOwn && at.type === 'YieldExpression') use.yields = true
    if (isOwn && at.type === 'ReturnStatement' && at.argument) use.returns = true
    if (isThisOwn && at.type === 'ThisExpression') use.this = true
    if (isThisOwn && at.type === 'Super') use.super = true
    const isInner = isFunction(at)
    for (const [, child] of childrenOf(at)) visit(child, isOwn && !isInner, isThisOwn && !(isInner && at.type !== 'ArrowFunctionExpression'))
  }
  // Of a method or a callback, the function is the head's own.
  const own = node.type === 'MethodDefinition' || node.type === 'Property' ? node.value : callbackIn(node) ?? node
  if (own) for (const [, child] of childrenOf(own)) visit(child, true, true)
  return use
}

function callbackIn(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'ExpressionStatement') return undefined
  for (const inner of nodesIn(node)) if (inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === nameless) return inner.arguments[0]
  return undefined
}

function visibleIn(ast: Program, path: readonly AnyNode[], node: AnyNode): string[] {
  const scopes = scopesOf(ast)
  return [...new Set(path.toReversed().flatMap((one) => [...scopes.get(one)?.names.values() ?? []].filter(({ from }) => from <= node.start).map(({ name }) => name).reverse()))]
}
