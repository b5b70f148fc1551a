import type { AnyNode, Program } from 'acorn'
import { boundBy, childrenOf, isFunction } from './tree.ts'

export type NameKind = 'param' | 'let' | 'const' | 'var' | 'function' | 'class' | 'import' | 'catch'

/** One declared name. */
export interface Name {
  name: string
  kind: NameKind
  /** Whether `name = …` is allowed. */
  isMutable: boolean
  /** What declares it: the declarator, function, class, clause or import. */
  declaration: AnyNode
  /** What it is bound to when it is a whole declarator's: else it is a part of something. */
  init: AnyNode | null
  /** From here on it can be used within its own function: 0 where it is hoisted. */
  from: number
  scope: Scope
  reads: AnyNode[]
  writes: AnyNode[]
}

export interface Scope {
  parent: Scope | null
  /** The function it belongs to; null at the top level. */
  fn: AnyNode | null
  /** The function that `this` comes from, arrows looked through. */
  thisFn: AnyNode | null
  names: Map<string, Name>
}

/** The scope that each function, block, loop, switch, clause and class opens; the program's own is under the program. */
export function scopesOf(ast: Program): Map<AnyNode, Scope> {
  const scopes = new Map<AnyNode, Scope>()
  const top = open(ast, null, null)

  function open(node: AnyNode, parent: Scope | null, fn: AnyNode | null): Scope {
    const thisFn = fn === null || fn.type !== 'ArrowFunctionExpression' ? fn : (parent?.thisFn ?? null)
    const scope: Scope = { parent, fn, thisFn, names: new Map() }
    scopes.set(node, scope)
    return scope
  }

  function declare(scope: Scope, pattern: AnyNode, kind: NameKind, declaration: AnyNode, from: number, init: AnyNode | null = null): void {
    for (const { name } of boundBy(pattern)) {
      if (scope.names.has(name) && kind === 'var') continue
      const isMutable = kind === 'let' || kind === 'var' || kind === 'param' || kind === 'catch'
      scope.names.set(name, { name, kind, isMutable, declaration, init: pattern.type === 'Identifier' ? init : null, from, scope, reads: [], writes: [] })
    }
  }

  const functionScope = (scope: Scope): Scope => {
    let found = scope
    while (found.parent !== null && found.parent.fn === found.fn) found = found.parent
    return found
  }

  function visit(node: AnyNode, scope: Scope, loopEnd?: number): void {
    let inner = scope
    if (isFunction(node)) {
      if (node.type === 'FunctionDeclaration') { const id = node.id as AnyNode | null; if (id) declare(scope, id, 'function', node, 0) }
      inner = open(node, scope, node)
      if (node.type === 'FunctionExpression' && node.id) declare(inner, node.id, 'function', node, 0)
      for (const param of node.params) declare(inner, param, 'param', node, param.end)
      // The body's own block is no scope of its own: its names and the parameters are one family.
      for (const param of node.params) visit(param, inner)
      if (node.body.type === 'BlockStatement') for (const statement of node.body.body) visit(statement, inner)
      else visit(node.body, inner)
      return
    }
    switch (node.type) {
      case 'ClassDeclaration': { const id = node.id as AnyNode | null; if (id) declare(scope, id, 'class', node, node.end); break }
      case 'ImportDeclaration': for (const specifier of node.specifiers) declare(scope, specifier.local, 'import', specifier, 0); return
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          const kind = node.kind === 'var' ? 'var' : node.kind === 'let' ? 'let' : 'const'
          declare(kind === 'var' ? functionScope(scope) : scope, declarator.id, kind, declarator, loopEnd ?? declarator.end, declarator.init ?? null)
        }
        break
      case 'BlockStatement': case 'ForStatement': case 'SwitchStatement': case 'StaticBlock': inner = open(node, scope, scope.fn); break
      case 'ForOfStatement': case 'ForInStatement':
        inner = open(node, scope, scope.fn)
        visit(node.left, inner, node.right.end)
        visit(node.right, inner)
        visit(node.body, inner)
        return
      case 'CatchClause':
        inner = open(node, scope, scope.fn)
        if (node.param) declare(inner, node.param, 'catch', node, node.param.end)
        break
      default: break
    }
    for (const [, child] of childrenOf(node)) visit(child, inner)
  }

  for (const statement of ast.body) visit(statement, top)
  return scopes
}

export function resolve(scope: Scope, name: string): Name | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const found = at.names.get(name)
    if (found) return found
  }
  return undefined
}

/** The names that can be used at an offset of a scope, innermost first, those that are hidden by others left out. */
export function visibleAt(scope: Scope, offset: number): Name[] {
  const seen = new Set<string>()
  const visible: Name[] = []
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const own = [...at.names.values()]
    // The latest first; but parameters as they are written, for that is how they are compared and passed on.
    for (const name of [...own.filter(({ kind }) => kind !== 'param').reverse(), ...own.filter(({ kind }) => kind === 'param')]) {
      if (seen.has(name.name)) continue
      seen.add(name.name)
      if (name.from <= offset || at.fn !== scope.fn) visible.push(name)
    }
  }
  return visible
}
