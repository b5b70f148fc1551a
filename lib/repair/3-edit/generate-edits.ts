import type { Change, Edit } from '../edit.ts'
import type { RowForm } from '../row-forms.ts'
import type { SourceFile } from '../source-file.ts'
import { Context } from './context.ts'
import { families } from './families.ts'
import type { Family, Proposal, Tier } from './family.ts'
import { joinChanges, Unseen } from './unseen.ts'

/** Where to look for edits, and what is known of the values there. */
export interface Focus {
  /** Statement ids worth changing, most suspicious first; all others are left alone. */
  statements: readonly number[]
  /** How suspicious each of them is, in their order: edits of the first tier stand together where it is the same, the likeliest first. Left out: one statement after the other. */
  suspicion?: readonly number[]
  /** Constants that the expected results hold (mined from tests/spec), likeliest first; may be empty. */
  constants: readonly (number | string | boolean | null)[]
  /** Sets of keys that expected results have. */
  shapes?: readonly (readonly string[])[]
  /** Forms that rows of expected texts have. */
  rows?: readonly RowForm[]
  /** What checks that fail want to be refused with, in plain words; '' where any words will do. */
  refusals?: readonly string[]
  /** Kinds of edits to come first (antibodies), may be empty. */
  first: readonly string[]
  /**
   * What was seen in variables at run time, by name: typeof-like words ('number', 'string', 'array', 'object', 'function',
   * 'boolean', 'undefined', 'null', 'map', 'set'); may be empty.
   */
  types?: ReadonlyMap<string, ReadonlySet<string>>
  /**
   * The tiers to propose, both included; all of them where left out. 1 to 3 are slips and what stands elsewhere in the
   * file, some ten edits a statement and tier; 4 puts in what is missing; 5 and 6 are the long tail, ten times as many.
   */
  tiers?: readonly [from: Tier, to: Tier]
}

const allTiers: readonly Tier[] = [1, 2, 3, 4, 5, 6]

const tiersOf = ({ tiers: [from, to] = [1, 6] }: Focus): readonly Tier[] => allTiers.filter((tier) => tier >= from && tier <= to)

/**
 * Every single edit that could heal a file, tier by tier, within a tier by suspicion, those of the first by
 * their cost within that. Lazy: it may be left at any moment. No two of them come to the same text, and none to the
 * text as it is.
 */
export function* generateEdits(file: SourceFile, focus: Focus): Generator<Edit> {
  const context = new Context(file, focus)
  const unseen = new Unseen(file.text)
  if (focus.first.length > 0) yield* proposeKinds(new Set(focus.first), context, unseen)
  for (const tier of tiersOf(focus)) {
    if (tier > 1) yield* proposeAll(families, tier, focus.statements, context, unseen)
    // Few enough to be known all at once.
    else for (const tied of equallySuspicious(focus)) yield* [...proposeAll(families, tier, tied, context, unseen)].sort((a, b) => a.cost - b.cost)
  }
}

/** Statements in sets of which each is as suspicious as the other. */
function equallySuspicious({ statements, suspicion }: Focus): Iterable<number[]> {
  return suspicion ? Map.groupBy(statements, (_, index) => suspicion[index]).values() : statements.map((id) => [id])
}

/** Edits of these kinds alone. */
export function* generateKinds(file: SourceFile, focus: Focus, kinds: ReadonlySet<string>): Generator<Edit> {
  yield* proposeKinds(kinds, new Context(file, focus), new Unseen(file.text))
}

function* proposeKinds(kinds: ReadonlySet<string>, context: Context, unseen: Unseen): Generator<Edit> {
  const known = families.filter((family) => family.kinds.some((kind) => kinds.has(kind)))
  for (const tier of tiersOf(context.focus)) yield* proposeAll(known, tier, context.focus.statements, context, unseen, (kind) => kinds.has(kind))
}

function* proposeAll(asked: readonly Family[], tier: Tier, statements: readonly number[], context: Context, unseen: Unseen, isWanted?: (kind: string) => boolean): Generator<Edit> {
  const inTier = asked.filter((family) => family.tiers.includes(tier))
  for (const id of statements) {
    const part = context.outline.parts[id]
    if (!part) continue
    for (const family of inTier) {
      for (const proposal of family.propose(part, context, tier)) {
        if (isWanted && !isWanted(proposal.kind)) continue
        const changes = inOrder(proposal)
        if (changes && unseen.add(changes)) yield { kind: proposal.kind, changes, at: part.statement.start, cost: proposal.cost }
      }
    }
  }
}

/** @returns null where two of the changes overlap */
function inOrder({ changes }: Proposal): Change[] | null {
  const [first] = changes
  if (changes.length === 1 && first) return changes
  const sorted = changes.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return sorted.some((change, index) => change.start < (sorted[index - 1]?.end ?? 0)) ? null : joinChanges(sorted)
}
