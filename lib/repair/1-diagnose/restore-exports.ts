import type { AnyNode } from 'acorn'
import type { Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'

/** For a file that gives nothing away any more: everything that it declares at its top level, exported again. */
export function* restoreExports(file: SourceFile): Generator<Edit> {
  const names = file.ast.body.flatMap((node) => namesOf(node))
  if (names.length === 0 || /\bexports\b|^export\b/m.test(file.code.replace(/\bmodule\.exports\s*=\s*(?:null|undefined|\{\s*\})/, ''))) return
  const end = file.text.length
  const list = `{ ${names.join(', ')} }`
  const emptied = /\bmodule\.exports\s*=\s*(null|undefined|\{\s*\})/.exec(file.code)
  const add = (text: string): Edit => ({ kind: 'restore-exports', cost: 1, at: end, changes: [{ start: end, end, text: `${file.text.endsWith('\n') ? '' : '\n'}${text}\n` }] })
  if (emptied) {
    const start = emptied.index + emptied[0].length - (emptied[1]?.length ?? 0)
    yield { kind: 'restore-exports', cost: 1, at: start, changes: [{ start, end: emptied.index + emptied[0].length, text: list }] }
  } else if (file.sourceType === 'script') {
    yield add(`module.exports = ${list}`)
    const last = names.at(-1)
    if (last !== undefined) yield add(`module.exports = ${last}`)
  }
  if (!emptied && !/\brequire\s*\(/.test(file.code)) yield add(`export ${list}`)
}

function namesOf(node: AnyNode): string[] {
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) return [node.id.name]
  return node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])) : []
}
