import type { Stranger } from '../../1-diagnose/undeclared.ts'
import { isFilled, isWritten, type MissingName, parentOf } from './missing-name.ts'
import type { Value } from './value.ts'

const others = ['[]', '0', "''", 'null', '{}', 'new Map()', 'new Set()', 'false', 'true', '-1', 'Infinity', '-Infinity', '1', '[[]]']

/** What a variable begins with that is filled afterwards: what is done with it tells what that may be. */
export function* startValues({ name, uses }: MissingName): Generator<Value> {
  const told = [...new Set([...boundsFor(name), ...uses.flatMap(valuesFor)])]
  const isChanged = uses.some((use) => isWritten(use) || isFilled(use))
  for (const [order, text] of told.entries()) yield { text, cost: (isChanged ? 1.3 : 2) + order * 0.12 }
  for (const [order, text] of others.filter((text) => !told.includes(text)).entries()) yield { text, cost: (isChanged ? 2 : 3.2) + order * 0.1 }
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
