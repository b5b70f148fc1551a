import type { AnyNode, Program } from 'acorn'
import type { Place } from './place.ts'

/** From where a file's code is reached. */
export interface Entry {
  /** It exports `perform`: what nothing on the way from there uses is dead. */
  performs: boolean
  /** Names that others call: `perform` alone where there is one, else all that is exported. */
  names: ReadonlySet<string>
  /** What it prints is its answer: it exports no `perform` and listens on no port. */
  answersByStdout: boolean
  /** Statements that only hand out names; what they mention is not used by that. */
  handing: ReadonlySet<AnyNode>
}

/** Reads both module systems: `export …`, `module.exports = …`, `exports.name = …`. */
export function findEntry(program: Program, places: readonly Place[]): Entry {
  const exported = new Map<string, string>()
  const handing = new Set<AnyNode>()
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      for (const { local, exported: as } of statement.specifiers) exported.set(nameOf(as), nameOf(local))
      for (const name of declaredNames(statement.declaration)) exported.set(name, name)
    } else if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement
      if ('id' in declaration && declaration.id) exported.set('default', declaration.id.name)
      else if (declaration.type === 'Identifier') exported.set('default', declaration.name)
    } else if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression') {
      const { left, right } = statement.expression
      if (left.type !== 'MemberExpression') continue
      const pairs = handedOut(left, right)
      if (pairs.length > 0 && pairs.every(([, local]) => local !== '')) handing.add(statement)
      for (const [as, local] of pairs) exported.set(as, local)
    }
  }
  const perform = exported.get('perform')
  return perform === undefined
    ? { performs: false, names: new Set(exported.values()), answersByStdout: !places.some(isListen), handing: new Set() }
    : { performs: true, names: new Set([perform]), answersByStdout: false, handing }
}

const isListen = ({ node }: Place) => node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && nameOf(node.callee.property) === 'listen'

const nameOf = (node: AnyNode): string => (node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '')

function declaredNames(declaration: AnyNode | null | undefined): string[] {
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') return declaration.id ? [declaration.id.name] : []
  return declaration?.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => nameOf(id)) : []
}

/** Exported name and local one, of `module.exports = { a, b: c }`, `exports.a = b` and `module.exports.a = function …`. */
function handedOut(left: AnyNode & { type: 'MemberExpression' }, right: AnyNode): [as: string, local: string][] {
  const ofModule = (node: AnyNode) => node.type === 'MemberExpression' && nameOf(node.object) === 'module' && nameOf(node.property) === 'exports'
  const isExports = (node: AnyNode) => nameOf(node) === 'exports' || ofModule(node)
  if (isExports(left.object)) return [[nameOf(left.property), nameOf(right)]]
  if (!ofModule(left) || right.type !== 'ObjectExpression') return []
  return right.properties.flatMap((property) => (property.type === 'Property' ? [[nameOf(property.key), nameOf(property.value)] as [string, string]] : []))
}
