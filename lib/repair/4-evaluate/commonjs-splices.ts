import type { AnyNode, ExportDefaultDeclaration, ExportNamedDeclaration, ImportDeclaration, Pattern, Program } from 'acorn'
import { full } from 'acorn-walk'
import type { Splice } from './spliced-text.ts'

/** What the text becomes when it is run as a function with `exports` and `require`, as CommonJS is. */
export interface CommonJs {
  splices: Splice[]
  /** It awaits at its top level: it has to be run as an async function. */
  isAsync: boolean
}

/**
 * A module's imports and exports, as splices. Exports are getters, set before anything runs, so that cycles and
 * reassigned bindings behave; imports are taken once, which differs from ESM only for a binding that is reassigned
 * after it was imported.
 */
export function commonJsSplices(source: string, ast: Program): CommonJs {
  const splices: Splice[] = []
  const exported: string[] = []
  let reexports = 0
  const getter = (name: string, expression: string): void => void exported.push(`${JSON.stringify(name)}:()=>${expression}`)

  const takeImport = (node: ImportDeclaration): void => {
    const from = `require(${JSON.stringify(node.source.value)})`
    const named: string[] = []
    const whole: string[] = []
    for (const specifier of node.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') whole.push(`const ${specifier.local.name}=${from};`)
      else if (specifier.type === 'ImportDefaultSpecifier') whole.push(`const ${specifier.local.name}=require.default(${from});`)
      else named.push(`${JSON.stringify(nameOf(specifier.imported))}:${specifier.local.name}`)
    }
    const wanted = node.specifiers.flatMap((specifier) => (specifier.type === 'ImportSpecifier' ? [nameOf(specifier.imported)] : []))
    // What is not there is missed at once, and not where it is first used.
    const taken = `require.named(${from},${JSON.stringify(node.source.value)},${JSON.stringify(wanted)})`
    const text = node.specifiers.length === 0 ? `${from};` : whole.join('') + (named.length > 0 ? `const{${named.join(',')}}=${taken};` : '')
    // Imports run before everything else, wherever they stand.
    splices.push({ start: 0, end: 0, text }, { start: node.start, end: node.end, text: '' })
  }

  const takeNamed = (node: ExportNamedDeclaration): void => {
    if (node.declaration) {
      splices.push({ start: node.start, end: node.declaration.start, text: '' })
      const { declaration } = node
      if (declaration.type === 'VariableDeclaration') for (const { id } of declaration.declarations) for (const name of boundNames(id)) getter(name, name)
      else getter(declaration.id.name, declaration.id.name)
      return
    }
    const from = node.source ? `$from${(reexports += 1)}` : null
    if (from !== null && node.source) splices.push({ start: 0, end: 0, text: `const ${from}=require(${JSON.stringify(node.source.value)});` })
    for (const { local, exported: name } of node.specifiers) getter(nameOf(name), from === null ? nameOf(local) : `${from}[${JSON.stringify(nameOf(local))}]`)
    splices.push({ start: node.start, end: node.end, text: '' })
  }

  const takeDefault = (node: ExportDefaultDeclaration): void => {
    const { declaration } = node
    const name = 'id' in declaration && declaration.id ? declaration.id.name : null
    if (name !== null && declaration.type.endsWith('Declaration')) {
      splices.push({ start: node.start, end: declaration.start, text: '' })
      getter('default', name)
      return
    }
    getter('default', '$default')
    const isHoisted = declaration.type === 'FunctionDeclaration'
    // Parentheses around an expression are no part of it, and have to stay.
    const keywords = isHoisted ? null : /^export\s+default\b/.exec(source.slice(node.start))
    splices.push({ start: node.start, end: keywords ? node.start + keywords[0].length : declaration.start, text: isHoisted ? '' : 'const $default=' })
    if (isHoisted) splices.push({ start: source.indexOf('(', declaration.start), end: source.indexOf('(', declaration.start), text: ' $default' })
    else if (declaration.type === 'ClassDeclaration') splices.push({ start: declaration.end, end: declaration.end, text: ';' })
  }

  for (const node of ast.body) {
    if (node.type === 'ImportDeclaration') takeImport(node)
    else if (node.type === 'ExportNamedDeclaration') takeNamed(node)
    else if (node.type === 'ExportDefaultDeclaration') takeDefault(node)
    else if (node.type === 'ExportAllDeclaration') {
      const from = `require(${JSON.stringify(node.source.value)})`
      if (node.exported) getter(nameOf(node.exported), from)
      splices.push({ start: node.start, end: node.end, text: node.exported ? '' : `require.all(exports,${from});` })
    }
  }
  full(ast, (found) => {
    const node = found
    if (node.type === 'ImportExpression') splices.push({ start: node.start, end: node.start + 'import'.length, text: 'require.async' })
    if (node.type === 'MetaProperty' && node.meta.name === 'import') splices.push({ start: node.start, end: node.end, text: 'require.meta' })
  })
  const head = exported.length > 0 ? `require.exports(exports,{${exported.join(',')}});` : ''
  return { splices: [{ start: 0, end: 0, text: head }, ...splices], isAsync: awaitsAtTop(ast) }
}

const nameOf = (node: { type: string; name?: string; value?: unknown }): string => node.name ?? String(node.value)

function* boundNames(pattern: Pattern): Generator<string> {
  switch (pattern.type) {
    case 'Identifier': yield pattern.name; break
    case 'ObjectPattern': for (const property of pattern.properties) yield* boundNames(property.type === 'RestElement' ? property.argument : property.value); break
    case 'ArrayPattern': for (const element of pattern.elements) if (element) yield* boundNames(element); break
    case 'RestElement': yield* boundNames(pattern.argument); break
    case 'AssignmentPattern': yield* boundNames(pattern.left); break
    case 'MemberExpression': break
  }
}

/** Whether an `await` stands outside of every function. */
function awaitsAtTop(ast: Program): boolean {
  const visit = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(visit)
    if (typeof value !== 'object' || value === null || !('type' in value)) return false
    const node = value as AnyNode
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true
    if (/Function/.test(node.type) || node.type === 'ClassBody') return false
    return Object.values(node).some(visit)
  }
  return visit(ast)
}
