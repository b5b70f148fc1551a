import { calleeName, isFunction, nodesIn } from '../../tree.ts'
import type { Edit } from '../../edit.ts'
import type { MissingName } from './missing-name.ts'

/** A parameter that a function around the use has lost; where a call gives more than the function takes, that is likely. */
export function* declareParameter({ name, first, file }: MissingName): Generator<Edit> {
  for (const [depth, outer] of first.parents.filter(isFunction).reverse().entries()) {
    const open = file.code.indexOf('(', outer.start)
    const isBare = outer.type === 'ArrowFunctionExpression' && outer.params.length === 1 && outer.params[0] !== undefined && !file.code.slice(outer.start, outer.params[0].start).includes('(')
    if (isBare || open === -1) continue
    const own = outer.type === 'FunctionDeclaration' ? outer.id.name : ''
    const given = Math.max(0, ...[...nodesIn(file.ast)].flatMap((node) => (node.type === 'CallExpression' && own !== '' && calleeName(node.callee) === own ? [node.arguments.length] : [])))
    const cost = 2 + depth * 0.5 - (given > outer.params.length ? 0.8 : 0)
    const last = outer.params.at(-1)
    if (!last) {
      yield { kind: 'declare-name', changes: [{ start: open + 1, end: open + 1, text: name }], at: outer.start, cost }
      continue
    }
    yield { kind: 'declare-name', changes: [{ start: last.end, end: last.end, text: `, ${name}` }], at: outer.start, cost }
    for (const [order, param] of outer.params.entries()) {
      yield { kind: 'declare-name', changes: [{ start: param.start, end: param.start, text: `${name}, ` }], at: outer.start, cost: cost + 0.3 + order * 0.1 }
      if (param.type === 'ObjectPattern') yield { kind: 'declare-name', changes: [{ start: param.start + 1, end: param.start + 1, text: ` ${name},` }], at: outer.start, cost: cost - 0.2 }
    }
  }
}
