import type { Edit } from '../../edit.ts'
import type { Stranger } from '../undeclared.ts'
import { isWritten, lineBefore, listedStatements, type MissingName, parentOf } from './missing-name.ts'

/** The line that gave the name its first value was lost: what is done with it tells what that may have been. */
export function* declareByUse(missing: MissingName): Generator<Edit> {
  const { name, uses, file } = missing
  const keyword = uses.some(isWritten) ? 'let' : 'const'
  const values = [...new Set([...boundsFor(name), ...uses.flatMap(valuesFor)])]
  if (keyword === 'let') {
    for (const [depth, statement] of placesFor(missing).entries()) yield { kind: 'declare-name', changes: [lineBefore(file.text, statement, `let ${name}`)], at: statement.start, cost: 1.3 + depth * 0.3 }
  }
  for (const [order, value] of [...values, ...['[]', '0', '\'\'', 'null', '{}', 'new Map()', 'new Set()', 'false'].filter((one) => !values.includes(one))].entries()) {
    const isGuess = order >= values.length
    for (const [depth, statement] of placesFor(missing).entries()) {
      yield {
        kind: 'declare-name', changes: [lineBefore(file.text, statement, `${keyword} ${name} = ${value}`)], at: statement.start,
        cost: 1.6 + order * 0.2 + depth * 0.4 + (isGuess ? 1.5 : 0),
      }
    }
  }
}

/** Before the outermost statement of the function that holds all uses; where they share a block deeper inside, there too. */
function placesFor({ first, uses, home }: MissingName) {
  const shared = listedStatements(first).filter((statement) => home === null || statement.start > home.start)
  const isShared = (index: number): boolean => {
    const block = shared[index] && first.parents[first.parents.indexOf(shared[index]) - 1]
    return block !== undefined && uses.every(({ parents }) => parents.includes(block))
  }
  return shared.filter((_, index) => index === 0 || isShared(index)).slice(0, 3)
}

/** A bound that lets everything through does least harm. */
const boundsFor = (name: string): string[] => (/^(?:max|most|largest|limit|longest|upper)/i.test(name) ? ['Infinity'] : /^(?:min|least|smallest|lower)/i.test(name) ? ['-Infinity'] : [])

const lists = /^(?:push|pop|shift|unshift|slice|splice|map|filter|forEach|reduce|join|sort|concat|includes|some|every|reverse|at|find|findIndex|flatMap|flat|fill)$/
const texts = /^(?:split|trim|toUpperCase|toLowerCase|padStart|padEnd|charCodeAt|charAt|startsWith|endsWith|replace|match)$/

/** First values that go with one use, likeliest first. */
function valuesFor(use: Stranger): string[] {
  const parent = parentOf(use)
  const outer = use.parents.at(-2)
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== use.node) return ['0']
      if (parent.computed) return outer?.type === 'AssignmentExpression' && outer.left === parent ? ['{}', '[]', 'new Array()'] : ['[]', '{}']
      const property = parent.property.type === 'Identifier' ? parent.property.name : ''
      if (lists.test(property)) return ['[]']
      if (texts.test(property)) return ['\'\'']
      if (property === 'set' || property === 'get' || property === 'entries') return ['new Map()']
      if (property === 'add') return ['new Set()']
      if (property === 'has' || property === 'delete' || property === 'size') return ['new Set()', 'new Map()']
      if (property === 'length') return ['[]', '\'\'']
      return ['{}', '[]']
    }
    case 'AssignmentExpression':
      if (parent.left !== use.node || parent.operator === '=') return []
      return parent.operator === '+=' && /^(?:Literal|TemplateLiteral)$/.test(parent.right.type) && !(parent.right.type === 'Literal' && typeof parent.right.value === 'number') ? ['\'\'', '0'] : parent.operator === '*=' ? ['1'] : ['0', '\'\'']
    case 'UpdateExpression': return ['0']
    case 'BinaryExpression': return parent.operator === 'instanceof' ? ['class extends Error {}'] : ['0', '1']
    case 'NewExpression': return parent.callee === use.node ? ['class extends Error {}', 'class {}'] : []
    case 'CallExpression': return parent.callee === use.node ? ['(value) => value', '() => {}'] : []
    case 'SpreadElement': case 'ForOfStatement': return ['[]']
    case 'IfStatement': case 'UnaryExpression': case 'WhileStatement': return ['false', 'true']
    default: return []
  }
}
