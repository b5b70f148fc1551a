import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { unusedWords } from '../unused.ts'
import { member } from '../precedence.ts'
import { anything, object } from '../value-types.ts'
import { sentencesFor, type Word, wordsFor } from '../vocabulary.ts'

/** How many sentences for one empty place. */
const most = { 2: 60, 3: 300 } as const

/** A value where there is none: `null` and `undefined` are seldom written, and often what is left of something. */
export const fillNull: Family = {
  kinds: ['fill-null'],
  tiers: [1, 2, 3],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      if (!isEmpty(site)) continue
      if (tier === 1) {
        const { names, members } = wordsFor(part, context)
        for (const word of [...namesakes(site, names), ...unusedWords(part, context), ...names, ...members]) yield { kind: 'fill-null', cost: 2, changes: [context.put(site, word)] }
      } else if (tier === 2 || tier === 3) {
        let left: number = most[tier]
        for (const sentence of sentencesFor(part, context.typesAt(site), context)) {
          yield { kind: 'fill-null', cost: tier, changes: [context.put(site, sentence)] }
          left -= 1
          if (left === 0) break
        }
      }
    }
  },
}

/** Fields that are called like what is to be filled: `const accounts = state.accounts`, or a copy of it. */
function namesakes({ parent }: Site, names: readonly Word[]): Word[] {
  const target = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' ? parent.left : null
  if (target?.type !== 'Identifier') return []
  const holders = names.filter(({ text, types }) => text !== target.name && (types & object) !== 0).slice(0, 4)
  return holders.flatMap(({ text }) => [`${text}.${target.name}`, `{ ...${text}.${target.name} }`, `[...${text}.${target.name}]`].map((made): Word => ({ text: made, precedence: member, types: anything })))
}

/** A comparison with null asks for it. */
function isEmpty({ node, parent, role }: Site): boolean {
  if (role !== 'value' || (parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator))) return false
  return (node.type === 'Literal' && node.raw === 'null') || (node.type === 'Identifier' && node.name === 'undefined')
}
