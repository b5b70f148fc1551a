import type { AnyNode, Program } from 'acorn'
import { scopesOf } from '../scopes.ts'
import { childrenOf, isFunction } from '../tree.ts'
import type { Surroundings } from './surroundings.ts'
import { type Line, lineAt } from './tokens.ts'
import { strangersIn } from './undeclared.ts'

/**
 * How odd a program is that parses, 0 and up: what nobody writes on purpose, however well it parses. Of two ways to
 * mend a text, the one that leaves less of it is likelier what was meant.
 */
export function oddities(ast: Program, text: string, lines: readonly Line[], { outside, declared }: Surroundings): number {
  const strangers = new Set(strangersIn(ast).map(({ node }) => node.name).filter((name) => !declared.has(name)))
  return strangers.size * 1.5 + unusedIn(ast, outside) * 0.4 + new OddityCount(text, lines).of(ast)
}

/** Names that are declared and not used. Those of parameters may be. */
function unusedIn(ast: Program, outside: ReadonlySet<string>): number {
  const uses = new Map<string, number>()
  const count = (node: AnyNode): void => {
    if (node.type === 'Identifier') uses.set(node.name, (uses.get(node.name) ?? 0) + 1)
    for (const [, child] of childrenOf(node)) count(child)
  }
  count(ast)
  let unused = 0
  for (const scope of scopesOf(ast).values()) for (const { name, declaration } of scope.names.values()) if (uses.get(name) === 1 && !outside.has(name) && !name.startsWith('_') && !isShown(ast, declaration)) unused += 1
  return unused
}

const isShown = (ast: Program, declaration: AnyNode): boolean =>
  ast.body.some((statement) => /^Export/.test(statement.type) && statement.start <= declaration.start && statement.end >= declaration.end)

class OddityCount {
  readonly #text: string
  readonly #lines: readonly Line[]

  constructor(text: string, lines: readonly Line[]) {
    this.#text = text
    this.#lines = lines
  }

  of(node: AnyNode, parent: AnyNode | null = null): number {
    let sum = this.#own(node, parent)
    for (const [, child] of childrenOf(node)) sum += this.of(child, node)
    return sum
  }

  #own(node: AnyNode, parent: AnyNode | null): number {
    switch (node.type) {
      case 'Program': case 'BlockStatement': case 'StaticBlock': case 'ClassBody': return this.#block(node, parent)
      case 'SwitchCase': return unreachable(node.consequent)
      case 'SwitchStatement': return this.#misplaced(node.cases, node.start) + this.#closing(node, node.start)
      case 'ObjectExpression': return this.#misplaced(node.properties, node.start) + this.#closing(node, node.start) + repeatedKeys(node.properties)
      case 'ArrayExpression': return this.#misplaced(node.elements.filter((element) => element !== null), node.start) + this.#closing(node, node.start) + (node.elements.includes(null) ? 1 : 0)
      case 'ExpressionStatement': return node.directive === undefined && !hasEffect(node.expression) ? 2.5 : 0
      case 'SequenceExpression': return parent?.type === 'ForStatement' ? 0 : 2
      case 'LabeledStatement': return 2
      case 'EmptyStatement': return 0.7
      case 'IfStatement': case 'WhileStatement': return unwrap(node.test).type === 'AssignmentExpression' && node.test.type !== 'ParenthesizedExpression' ? 0.8 : /^(Literal|ArrowFunctionExpression|ObjectExpression|ArrayExpression)$/.test(node.test.type) && !(node.type === 'WhileStatement') ? 1 : 0
      case 'ParenthesizedExpression': return this.#parentheses(node.expression, parent)
      case 'BinaryExpression': return comparesTwice(node.left, node.operator) + comparesTwice(node.right, node.operator) + [node.left, node.right].filter((side) => isOddOperand(unwrap(side))).length
      case 'UnaryExpression': return node.operator === '+' ? 0.4 : node.operator === '-' || node.operator === '!' ? (isOddOperand(unwrap(node.argument)) ? 1 : 0) : 0
      case 'CallExpression': return this.#call(node.callee, node.arguments)
      case 'MemberExpression': return (/^(Literal|ObjectExpression|FunctionExpression)$/.test(node.object.type) && node.computed ? 1 : 0) + (node.computed && node.object.end < node.property.start && this.#text.slice(node.object.end, node.property.start).includes('\n') ? 1.5 : 0)
      case 'TaggedTemplateExpression': return 2
      case 'Identifier': return /^(?:of|async|let|get|set|from)$/.test(node.name) && parent?.type !== 'MemberExpression' && parent?.type !== 'Property' && parent?.type !== 'MethodDefinition' ? 0.7 : 0
      case 'VariableDeclaration': return this.#column(node) > 0 && parent !== null && /^(Program|BlockStatement|SwitchCase)$/.test(parent.type) && !this.#isFirst(node) ? 0.5 : 0
      case 'NewExpression': return node.callee.type === 'Identifier' && /^[a-z]/.test(node.callee.name) ? 1 : 0
      default: return 0
    }
  }

  #call(callee: AnyNode, args: readonly AnyNode[]): number {
    const isLoose = this.#text.slice(callee.end, args[0]?.start ?? callee.end + 1).includes('\n') && !/\(\s*$/.test(this.#text.slice(callee.end, args[0]?.start).split('\n')[0] ?? '')
    return (/^(Literal|ObjectExpression|ArrayExpression|TemplateLiteral|BinaryExpression)$/.test(unwrap(callee).type) ? 2 : callee.type === 'CallExpression' ? 0.3 : 0) + (isLoose ? 1.5 : 0)
  }

  /** Parentheses that are not needed, as around a lone name. */
  #parentheses(inner: AnyNode, parent: AnyNode | null): number {
    if (/^(Identifier|Literal|CallExpression|MemberExpression|TemplateLiteral|ArrayExpression|ThisExpression|NewExpression|ParenthesizedExpression)$/.test(inner.type)) return 0.9
    if (parent === null || !/^(CallExpression|NewExpression|VariableDeclarator|ReturnStatement|IfStatement|WhileStatement|Property|TemplateLiteral|ExpressionStatement|AssignmentExpression)$/.test(parent.type)) return 0
    if (inner.type === 'AssignmentExpression' || (parent.type === 'CallExpression' && parent.callee.end >= inner.end)) return 0
    return parent.type === 'VariableDeclarator' || parent.type === 'ReturnStatement' || parent.type === 'AssignmentExpression' || parent.type === 'ExpressionStatement' ? 0.3 : 0.6
  }

  #block(node: AnyNode & { body: AnyNode[] }, parent: AnyNode | null): number {
    const isAlone = node.type === 'BlockStatement' && (parent?.type === 'BlockStatement' || parent?.type === 'Program')
    const isEmpty = node.body.length === 0 && node.type === 'BlockStatement' && parent !== null && !isFunction(parent) && parent.type !== 'CatchClause'
    const outer = node.type === 'Program' ? null : node.start
    const ends = outer === null ? 0 : this.#closing(node, outer)
    return (isAlone ? 2 : 0) + (isEmpty ? 0.6 : 0) + this.#misplaced(node.body, outer) + ends + unreachable(node.body)
  }

  /** Of the parts of a list, those that begin at another depth than the first, or no deeper than what is around them. */
  #misplaced(parts: readonly AnyNode[], outer: number | null): number {
    const firsts = parts.filter((part) => this.#isFirst(part))
    const depth = firsts[0] ? this.#column(firsts[0]) : 0
    const isFlat = outer !== null && firsts[0] !== undefined && depth <= this.#indentAt(outer)
    const isDeep = outer === null && depth > 0
    return firsts.filter((part) => this.#column(part) !== depth).length + (isFlat || isDeep ? 1 : 0)
  }

  /** A closing bracket that begins its line stands as deep as the line that opened it. */
  #closing(node: AnyNode, open: number): number {
    const at = node.end - 1
    const line = this.#lines[lineAt(this.#lines, at)]
    if (!line) return 0
    if (line.start + line.indent === at) return line.indent === this.#indentAt(open) ? 0 : 1
    // One that ends a line of code stands on the line where its own list ends, or the list was on one line.
    return this.#text.slice(open, at).includes('\n') && (node.type === 'BlockStatement' || node.type === 'ClassBody') ? 0.8 : 0
  }

  #indentAt(offset: number): number {
    return this.#lines[lineAt(this.#lines, offset)]?.indent ?? 0
  }

  #column(node: AnyNode): number {
    return node.start - (this.#lines[lineAt(this.#lines, node.start)]?.start ?? 0)
  }

  #isFirst(node: AnyNode): boolean {
    return this.#column(node) === this.#indentAt(node.start)
  }
}

const unwrap = (node: AnyNode): AnyNode => (node.type === 'ParenthesizedExpression' ? unwrap(node.expression) : node)

function hasEffect(node: AnyNode): boolean {
  switch (node.type) {
    case 'ParenthesizedExpression': return hasEffect(node.expression)
    case 'LogicalExpression': return hasEffect(node.right)
    case 'ConditionalExpression': return hasEffect(node.consequent) && hasEffect(node.alternate)
    case 'ChainExpression': return hasEffect(node.expression)
    case 'SequenceExpression': return node.expressions.every(hasEffect)
    case 'UnaryExpression': return node.operator === 'delete' || node.operator === 'void'
    default: return /^(Call|New|Assignment|Update|Await|Yield|Import|TaggedTemplate)Expression$/.test(node.type)
  }
}

/** Statements behind one that ends the list. */
function unreachable(body: readonly AnyNode[]): number {
  const end = body.findIndex(({ type }) => /^(Return|Throw|Break|Continue)Statement$/.test(type))
  return end !== -1 && body.slice(end + 1).some(({ type }) => type !== 'FunctionDeclaration') ? 2 : 0
}

/** `a < b < c` compares a truth with a number. */
function comparesTwice(side: AnyNode, operator: string): number {
  return /^(?:[<>]=?|[=!]==?)$/.test(operator) && side.type === 'BinaryExpression' && /^(?:[<>]=?|[=!]==?)$/.test(side.operator) ? 1.5 : 0
}

const isOddOperand = (node: AnyNode): boolean =>
  /^(Function|ArrowFunction|Class|Object|Array)Expression$/.test(node.type) || (node.type === 'Literal' && 'regex' in node && node.regex != null)

function repeatedKeys(properties: readonly AnyNode[]): number {
  const names = properties.flatMap((property) => (property.type === 'Property' && !property.computed && property.key.type === 'Identifier' && property.kind === 'init' ? [property.key.name] : []))
  return names.length - new Set(names).size
}
