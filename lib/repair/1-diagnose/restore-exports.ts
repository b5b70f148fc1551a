import type { AnyNode } from 'acorn'
import type { Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'

/**
 * What a file declares at its top level and others miss, exported again: what they ask for, and for a file that gives
 * nothing away any more, everything.
 * @param wanted names that others ask for and do not get
 */
export function* restoreExports(file: SourceFile, wanted: readonly string[]): Generator<Edit> {
  const names = file.ast.body.flatMap((node) => namesOf(node))
  const asked = names.filter((name) => wanted.includes(name))
  // Whoever lost one of them in a list has lost the list.
  const hidden = file.ast.body.flatMap((node) => (node.type.startsWith('Export') ? [] : namesOf(node)))
  if (asked.length > 0) for (const list of new Set([asked.join(', '), hidden.join(', ')])) yield atEnd(file, `export { ${list} }`)
  if (names.length === 0 || /\bexports\b|^export\b/m.test(file.code.replace(/\bmodule\.exports\s*=\s*(?:null|undefined|\{\s*\})/, ''))) return
  const list = `{ ${names.join(', ')} }`
  const emptied = /\bmodule\.exports\s*=\s*(null|undefined|\{\s*\})/.exec(file.code)
  if (emptied) {
    const start = emptied.index + emptied[0].length - (emptied[1]?.length ?? 0)
    yield { kind: 'restore-exports', cost: 1, at: start, changes: [{ start, end: emptied.index + emptied[0].length, text: list }] }
  } else if (file.sourceType === 'script') {
    yield atEnd(file, `module.exports = ${list}`)
    const last = names.at(-1)
    if (last !== undefined) yield atEnd(file, `module.exports = ${last}`)
  }
  if (!emptied && !/\brequire\s*\(/.test(file.code)) yield atEnd(file, `export ${list}`)
}

function atEnd({ text: { length: end }, text }: SourceFile, line: string): Edit {
  return { kind: 'restore-exports', cost: 1, at: end, changes: [{ start: end, end, text: `${text.endsWith('\n') ? '' : '\n'}${line}\n` }] }
}

function namesOf(node: AnyNode): string[] {
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) return [node.id.name]
  return node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])) : []
}
