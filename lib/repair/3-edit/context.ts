import type { AnyNode } from 'acorn'
import type { Change } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import { type Name, type Scope, visibleAt } from '../scopes.ts'
import { type FunctionNode, isFunction, isLoop } from '../tree.ts'
import type { Focus } from './generate-edits.ts'
import { type Outline, outlineOf, type Part, type Site } from './outline.ts'
import { precedenceAt, precedenceOf } from './precedence.ts'
import { anything, fn, type Known, narrowed, object, type Types, typesNamed, typesOf, typesOfName, undef, wantedAt } from './value-types.ts'

/** A piece of an expression, ready to be put somewhere. */
export interface Piece {
  text: string
  precedence: number
}

/** What every family needs to know of the file and of what was seen when it ran. */
export class Context {
  readonly file: SourceFile
  readonly focus: Focus
  readonly outline: Outline
  /** Statements end with semicolons here. */
  readonly semicolons: boolean
  readonly eol: '\n' | '\r\n'
  readonly #types = new Map<unknown, Types>()
  readonly #names = new Map<Part, Name[]>()

  constructor(file: SourceFile, focus: Focus) {
    this.file = file
    this.focus = focus
    this.outline = outlineOf(file)
    this.semicolons = this.outline.parts.filter(({ statement: { node } }) => /^(Expression|Return|Throw)Statement$/.test(node.type) && file.code[node.end - 1] === ';').length * 2 >= this.outline.parts.length / 2
    this.eol = file.text.includes('\r\n') ? '\r\n' : '\n'
  }

  text(node: { start: number; end: number }): string {
    return this.file.text.slice(node.start, node.end)
  }

  piece(node: AnyNode): Piece {
    return { text: this.text(node), precedence: precedenceOf(node) }
  }

  parent(node: AnyNode): AnyNode | undefined {
    return this.outline.parents.get(node)
  }

  /** A piece's text, in parentheses where the place needs them. */
  fit(piece: Piece, least: number): string {
    return piece.precedence < least ? `(${piece.text})` : piece.text
  }

  /** The piece in place of what stands there. */
  put(site: Site, piece: Piece): Change {
    const { node, parent, key } = site
    const least = precedenceAt(parent, key)
    const around = this.#parentheses(node)
    if (parent.type === 'Property' && parent.shorthand) return { start: node.start, end: node.end, text: `${this.text(node)}: ${this.fit(piece, 2)}` }
    // Parentheses that were there for the old expression's sake go with it.
    const isSuperfluous = around !== null && piece.precedence >= least && !belongsToParent(around, site, this.file.code) && !piece.text.startsWith('{')
    const { start, end } = isSuperfluous ? around : node
    const text = isSuperfluous ? this.#apart(piece.text, start) : this.fit(piece, around ? Math.min(2, least) : least)
    const isRisky = /^([{[(`]|function\b|class\b)/.test(text) && (isSuperfluous || !around)
    const begins = isRisky ? this.#begins(node) : null
    if (begins === null || (begins === 'body' && !text.startsWith('{'))) return { start, end, text }
    const guarded = /^[[(`]/.test(text) ? text : `(${text})`
    return { start, end, text: begins === 'body' || this.semicolons ? guarded : `;${guarded}` }
  }

  /** Whether a brace there would open a block, and a bracket join the line above. */
  #begins(node: AnyNode): 'statement' | 'body' | null {
    for (let [at, parent] = [node, this.parent(node)]; parent; [at, parent] = [parent, this.parent(parent)]) {
      if (parent.type === 'ArrowFunctionExpression') return parent.body === at && at.start === node.start ? 'body' : null
      if (parent.start !== node.start) return null
      if (parent.type === 'ExpressionStatement') return 'statement'
    }
    return null
  }

  /** Words must not grow together: `return(a)` → `return a`. */
  #apart(text: string, start: number): string {
    return /[\w$]/.test(this.file.code.charAt(start - 1)) && /^[\w$]/.test(text) ? ` ${text}` : text
  }

  /** The pair that stands directly around a node. */
  #parentheses({ start, end }: { start: number; end: number }): { start: number; end: number } | null {
    const { code } = this.file
    let before = start - 1
    while (before >= 0 && /\s/.test(code.charAt(before))) before -= 1
    let after = end
    while (after < code.length && /\s/.test(code.charAt(after))) after += 1
    return code.charAt(before) === '(' && code.charAt(after) === ')' ? { start: before, end: after + 1 } : null
  }

  /** Where an operator stands between two offsets, comments and parentheses left out. */
  operatorBetween(start: number, end: number, operator: string): { start: number; end: number } | null {
    const { code } = this.file
    for (let at = start; at < end; at += 1) {
      if (code.startsWith('//', at)) at = code.indexOf('\n', at)
      else if (code.startsWith('/*', at)) at = code.indexOf('*/', at) + 1
      else if (code.startsWith(operator, at)) return { start: at, end: at + operator.length }
    }
    return null
  }

  typesOf(node: AnyNode): Types {
    return typesOf(node, this.#known)
  }

  readonly #known = (node: Known): Types => {
    if (node.type === 'Identifier') {
      const name = this.outline.names.get(node)
      return name ? this.typesOfName(name) : anything
    }
    if (node.type === 'MemberExpression') return !node.computed && node.property.type === 'Identifier' ? this.typesOfField(node.property.name) : anything
    const callee = node.callee.type === 'Identifier' ? this.outline.names.get(node.callee) : undefined
    const declared = callee?.kind === 'function' ? callee.declaration : callee?.init
    return declared && isFunction(declared) ? this.typesOfResult(declared) : anything
  }

  /** What is kept under a property's name anywhere in the file. */
  typesOfField(name: string): Types {
    return this.#once(name, () => {
      const field = this.outline.fields.get(name)
      if (!field) return anything
      const given = field.values.reduce((types, value) => types | this.typesOf(value), 0) || anything
      return narrowed(given, field.reads, this.#usedAs)
    })
  }

  /** What a function of the file gives back. */
  typesOfResult(declared: FunctionNode): Types {
    if (declared.async || declared.generator) return object
    return this.#once(declared, () => (this.outline.returns.get(declared) ?? []).reduce((types, value) => types | this.typesOf(value), 0) || undef)
  }

  readonly #usedAs = (read: AnyNode): Types => {
    const parent = this.parent(read)
    return parent ? wantedAt(read, parent, keyOf(parent, read), (other) => (other === read ? anything : typesOf(other, () => anything))) : anything
  }

  /** While the types of something are being found out, they may be any: it may hang on itself. */
  #once(key: unknown, find: () => Types): Types {
    const known = this.#types.get(key)
    if (known !== undefined) return known
    this.#types.set(key, anything)
    const types = find()
    this.#types.set(key, types)
    return types
  }

  typesOfName(name: Name): Types {
    return this.#once(name, () => {
      const seen = this.focus.types?.get(name.name)
      return seen ? typesNamed(seen) : typesOfName(name, this.#known, this.#usedAs)
    })
  }

  /** What may stand in a place: as the place asks, else like what it is kept in, else like what stands there now. */
  typesAt({ node, parent, key }: Site): Types {
    const wanted = wantedAt(node, parent, key, (other) => this.typesOf(other))
    if (wanted !== anything && wanted !== (anything & ~fn)) return wanted
    const target = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' && key === 'right' ? parent.left : null
    const kept = target?.type === 'Identifier' ? this.#namedBy(target, parent) : undefined
    const types = kept ? this.typesOfName(kept) : anything
    return types === anything && !(node.type === 'Literal' && node.raw === 'null') ? this.typesOf(node) : types
  }

  #namedBy(target: AnyNode & { type: 'Identifier' }, declaration: AnyNode): Name | undefined {
    const known = this.outline.names.get(target)
    return known ?? this.outline.declared.get(declaration)
  }

  /** The names to use in a place, innermost first. */
  namesAt(site: { scope: Site['scope']; node: { start: number } }): Name[] {
    return visibleAt(site.scope, site.node.start)
  }

  /** The names that a statement's expressions can use, a loop's own included, innermost first. */
  namesFor(part: Part): Name[] {
    const known = this.#names.get(part)
    if (known) return known
    const { node } = part.statement
    const names = visibleAt(part.scope, isLoop(node) && 'body' in node ? (node.body as AnyNode).start : node.start)
    this.#names.set(part, names)
    return names
  }

  /** The scope that a node's neighbours in its list are in. */
  scopeAt(node: AnyNode): Scope {
    // A body is in the scope that it opens itself.
    for (let at: AnyNode | undefined = node.type === 'BlockStatement' ? node : this.parent(node); at; at = this.parent(at)) {
      const found = this.outline.scopes.get(at)
      if (found) return found
    }
    return this.outline.scopes.get(this.file.ast) as Scope
  }

  functionAround(node: AnyNode): AnyNode | null {
    for (let at = this.parent(node); at; at = this.parent(at)) if (isFunction(at)) return at
    return null
  }
}

/** Whether a pair of parentheses is a call's or a statement's own. */
function belongsToParent({ start }: { start: number }, { parent, key }: Site, code: string): boolean {
  if ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && key === 'arguments') return start >= parent.callee.end && !/\(\s*$/.test(code.slice(parent.callee.end, start))
  if (/^(If|While|DoWhile|Switch|ForOf|ForIn|For)Statement$/.test(parent.type)) return /\b(if|while|switch)\s*$/.test(code.slice(Math.max(0, start - 12), start)) || parent.type.startsWith('For')
  return !/^(Binary|Logical|Member|Conditional|Unary|Await|Assignment|Array|ArrowFunction)Expression$|^(ReturnStatement|VariableDeclarator|SpreadElement|Property|TemplateLiteral|ThrowStatement)$/.test(parent.type)
}

function keyOf(parent: AnyNode, child: AnyNode): string {
  for (const [key, value] of Object.entries(parent)) if (value === child || (Array.isArray(value) && value.includes(child))) return key
  return ''
}
