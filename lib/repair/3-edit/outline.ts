import type { AnyNode } from 'acorn'
import type { SourceFile } from '../source-file.ts'
import { type Statement, statementsOf } from '../statements.ts'
import { type Name, resolve, type Scope, scopesOf } from '../scopes.ts'
import { childrenOf, isFunction } from '../tree.ts'

/** An expression and where it stands. */
export interface Site {
  node: AnyNode
  parent: AnyNode
  /** The parent's property that holds it. */
  key: string
  /** A target is assigned to; all others are read. */
  role: 'value' | 'target' | 'callee'
  scope: Scope
}

/** One statement with all that belongs to it and to no statement inside it. */
export interface Part {
  statement: Statement
  /** Its expressions, outermost first. */
  sites: Site[]
  scope: Scope
  /** Of a gap's part, what really stands there. */
  anchor?: AnyNode
  /** Parameters of functions whose first statement this is. */
  heads: AnyNode[]
}

export interface Outline {
  file: SourceFile
  /** By the statements' ids. */
  parts: Part[]
  /** Every node's parent, but that of the program. */
  parents: Map<AnyNode, AnyNode>
  /** The name that an identifier stands for, where it is declared in this file. */
  names: Map<AnyNode, Name>
  /** The name that a declarator, function, class or clause declares, where it is a single one. */
  declared: Map<AnyNode, Name>
  /** By property name: what is kept under it, and where it is read. */
  fields: Map<string, Field>
  /** What each function gives back. */
  returns: Map<AnyNode, AnyNode[]>
  scopes: Map<AnyNode, Scope>
}

export interface Field {
  values: AnyNode[]
  reads: AnyNode[]
  /** It is declared as a method, or only ever called. */
  isMethod: boolean
}

const outlines = new WeakMap<SourceFile, Outline>()

/** Made once for a file, and kept as long as the file is. */
export function outlineOf(file: SourceFile): Outline {
  const known = outlines.get(file)
  if (known) return known
  const made = makeOutline(file)
  outlines.set(file, made)
  return made
}

function makeOutline(file: SourceFile): Outline {
  const scopes = scopesOf(file.ast)
  const top = scopes.get(file.ast) as Scope
  const statements = statementsOf(file.ast)
  const parts: Part[] = statements.map((statement) => ({ statement, sites: [], scope: top, heads: [] }))
  const byNode = new Map(parts.map((part) => [part.statement.node, part]))
  const parents = new Map<AnyNode, AnyNode>()
  const names = new Map<AnyNode, Name>()

  const firstInside = (outer: AnyNode): Part | undefined => parts.find(({ statement }) => statement.start >= outer.start && statement.end <= outer.end)

  function add(node: AnyNode, parent: AnyNode, key: string, role: Site['role'], scope: Scope, part: Part | null): void {
    const name = node.type === 'Identifier' ? resolve(scope, node.name) : undefined
    // `Math` in `Math.max` is a word of the language more than a value.
    if (!(key === 'object' && node.type === 'Identifier' && !name && node.name in globalThis)) part?.sites.push({ node, parent, key, role, scope })
    if (!name) return
    names.set(node, name)
    if (role === 'target') name.writes.push(node)
    if (role !== 'target' || parent.type === 'UpdateExpression' || (parent.type === 'AssignmentExpression' && parent.operator !== '=')) name.reads.push(node)
  }

  function pattern(node: AnyNode, parent: AnyNode, key: string, scope: Scope, part: Part | null, declares: boolean): void {
    parents.set(node, parent)
    switch (node.type) {
      case 'Identifier': if (!declares) add(node, parent, key, 'target', scope, part); break
      case 'ObjectPattern':
        for (const property of node.properties) {
          parents.set(property, node)
          if (property.type !== 'Property') { pattern(property.argument, property, 'argument', scope, part, declares); continue }
          if (property.computed) expression(property.key, property, 'key', scope, part)
          pattern(property.value, property, 'value', scope, part, declares)
        }
        break
      case 'ArrayPattern': for (const element of node.elements) if (element) pattern(element, node, 'elements', scope, part, declares); break
      case 'AssignmentPattern': pattern(node.left, node, 'left', scope, part, declares); expression(node.right, node, 'right', scope, part); break
      case 'RestElement': pattern(node.argument, node, 'argument', scope, part, declares); break
      case 'MemberExpression': expression(node, parent, key, scope, part, 'target'); break
      default: break
    }
  }

  function expression(node: AnyNode, parent: AnyNode, key: string, scope: Scope, outer: Part | null, role: Site['role'] = 'value'): void {
    const part = byNode.get(node) ?? outer
    if (part && part.statement.node === node) part.scope = scope
    if (isFunction(node) || node.type === 'ClassExpression' || node.type === 'ClassDeclaration') { add(node, parent, key, role, scope, part); visit(node, parent, scope, part); return }
    parents.set(node, parent)
    if (node.type !== 'SpreadElement') add(node, parent, key, role, scope, part)
    switch (node.type) {
      case 'MemberExpression':
        expression(node.object, node, 'object', scope, part)
        if (node.computed) expression(node.property, node, 'property', scope, part)
        else parents.set(node.property, node)
        return
      case 'ObjectExpression':
        for (const property of node.properties) {
          parents.set(property, node)
          if (property.type === 'SpreadElement') { expression(property.argument, property, 'argument', scope, part); continue }
          if (property.computed) expression(property.key, property, 'key', scope, part)
          expression(property.value, property, 'value', scope, part)
        }
        return
      case 'AssignmentExpression':
        pattern(node.left, node, 'left', scope, part, false)
        expression(node.right, node, 'right', scope, part)
        return
      case 'UpdateExpression': pattern(node.argument, node, 'argument', scope, part, false); return
      case 'CallExpression': case 'NewExpression':
        expression(node.callee, node, 'callee', scope, part, 'callee')
        for (const argument of node.arguments) expression(argument, node, 'arguments', scope, part)
        return
      case 'MetaProperty': return
      case 'TemplateLiteral': for (const inner of node.expressions) expression(inner, node, 'expressions', scope, part); return
      default: break
    }
    for (const [childKey, child] of childrenOf(node)) if (child.type !== 'PrivateIdentifier') expression(child, node, childKey, scope, part)
  }

  function visit(node: AnyNode, parent: AnyNode | null, scope: Scope, outer: Part | null): void {
    if (parent) parents.set(node, parent)
    const part = byNode.get(node) ?? outer
    const inner = scopes.get(node) ?? scope
    if (part && part.statement.node === node) part.scope = inner
    if (isFunction(node)) {
      const first = firstInside(node.body) ?? null
      if (first && node.params.length > 0) first.heads.push(node)
      for (const param of node.params) pattern(param, node, 'params', inner, first, true)
      if (node.body.type === 'BlockStatement') { parents.set(node.body, node); for (const statement of node.body.body) visit(statement, node.body, inner, null) }
      else expression(node.body, node, 'body', inner, part)
      return
    }
    switch (node.type) {
      case 'ImportDeclaration': case 'ExportAllDeclaration': case 'BreakStatement': case 'ContinueStatement': case 'EmptyStatement': case 'DebuggerStatement': return
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration, node, inner, part)
        for (const { local } of node.specifiers) if (local.type === 'Identifier') resolve(scope, local.name)?.reads.push(local)
        return
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          parents.set(declarator, node)
          pattern(declarator.id, declarator, 'id', inner, part, true)
          if (declarator.init) expression(declarator.init, declarator, 'init', inner, part)
        }
        return
      case 'ForOfStatement': case 'ForInStatement':
        if (node.left.type === 'VariableDeclaration') visit(node.left, node, inner, part)
        else pattern(node.left, node, 'left', inner, part, false)
        expression(node.right, node, 'right', inner, part)
        visit(node.body, node, inner, null)
        return
      case 'MethodDefinition': case 'PropertyDefinition':
        if (node.computed) expression(node.key, node, 'key', inner, part)
        if (node.value) expression(node.value, node, 'value', inner, part)
        return
      case 'ClassDeclaration': case 'ClassExpression':
        if (node.superClass) expression(node.superClass, node, 'superClass', inner, part)
        visit(node.body, node, inner, part)
        return
      case 'LabeledStatement': visit(node.body, node, inner, part); return
      case 'CatchClause':
        if (node.param) pattern(node.param, node, 'param', inner, null, true)
        visit(node.body, node, inner, null)
        return
      default: break
    }
    for (const [key, child] of childrenOf(node)) {
      if (isFunction(child) && child.type !== 'FunctionDeclaration') expression(child, node, key, inner, part)
      else if (/Statement$|Declaration$|^(ClassBody|MethodDefinition|PropertyDefinition|StaticBlock|CatchClause|SwitchCase)$/.test(child.type)) visit(child, node, inner, child.type === 'SwitchCase' || child.type === 'ClassBody' ? part : null)
      else expression(child, node, key, inner, part)
    }
  }

  for (const statement of file.ast.body) visit(statement, file.ast, top, null)
  const declared = new Map<AnyNode, Name>()
  for (const scope of scopes.values()) for (const name of scope.names.values()) if (name.kind !== 'param') declared.set(name.declaration, name)
  return { file, parts, parents, names, declared, scopes, fields: fieldsIn(parents), returns: returnsIn(parents) }
}

function fieldsIn(parents: ReadonlyMap<AnyNode, AnyNode>): Map<string, Field> {
  const fields = new Map<string, Field>()
  const field = (name: string): Field => {
    const known = fields.get(name) ?? { values: [], reads: [], isMethod: false }
    fields.set(name, known)
    return known
  }
  for (const [node, parent] of parents) {
    if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
      const own = field(node.property.name)
      if (parent.type === 'AssignmentExpression' && parent.left === node) {
        if (parent.operator === '=') own.values.push(parent.right)
      } else if (parent.type === 'CallExpression' && parent.callee === node) own.isMethod ||= own.values.length === 0 && own.reads.length === 0
      else own.reads.push(node)
    } else if ((node.type === 'Property' && parent.type === 'ObjectExpression') || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
      if (node.computed || node.key.type !== 'Identifier') continue
      const own = field(node.key.name)
      if (node.type === 'MethodDefinition') own.isMethod ||= node.kind === 'method'
      else if (node.value) own.values.push(node.value)
    }
  }
  return fields
}

function returnsIn(parents: ReadonlyMap<AnyNode, AnyNode>): Map<AnyNode, AnyNode[]> {
  const returns = new Map<AnyNode, AnyNode[]>()
  for (const node of parents.keys()) {
    if (node.type === 'ArrowFunctionExpression' && node.expression) returns.set(node, [node.body])
    if (node.type !== 'ReturnStatement' || !node.argument) continue
    let at: AnyNode | undefined = parents.get(node)
    while (at && !isFunction(at)) at = parents.get(at)
    if (at) returns.set(at, [...(returns.get(at) ?? []), node.argument])
  }
  return returns
}
