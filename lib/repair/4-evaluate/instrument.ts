import type { SourceFile } from '../source-file.ts'
import { commonJsSplices } from './commonjs-splices.ts'
import { fuelSplices } from './fuel-splices.ts'
import { SplicedText, type Splice } from './spliced-text.ts'

/** A file as a candidate host runs it: the body of a function of `exports`, `require`, `module` and the fuel. */
export interface Instrumented {
  spliced: SplicedText
  /** Its function is to be an async one. */
  isAsync: boolean
}

/** @param more splices beside those that every file gets: counters for coverage, softened checks */
export function instrument(file: SourceFile, more: readonly Splice[] = []): Instrumented {
  const { splices, isAsync } = file.sourceType === 'module' ? commonJsSplices(file.code, file.ast) : { splices: [], isAsync: false }
  const strict = file.sourceType === 'module' ? [{ start: 0, end: 0, text: "'use strict';" }] : []
  const hashbang = /^#!.*/.exec(file.code)?.[0]
  const noHashbang = hashbang === undefined ? [] : [{ start: 0, end: hashbang.length, text: '' }]
  const outside = splices.filter(({ start, end }) => start !== end)
  // What an import or export statement is replaced by has nothing left to be counted.
  const inside = [...fuelSplices(file.ast), ...more].filter(({ start }) => !outside.some((splice) => splice.start < start && start < splice.end))
  return { spliced: new SplicedText(file.code, [...strict, ...splices, ...noHashbang, ...nested(inside)]), isAsync }
}

/** In an order in which pairs of several makers hold each other: what was opened last at a place is closed first. */
function nested(splices: readonly Splice[]): Splice[] {
  const pairs = [...Map.groupBy(splices.filter(({ pair }) => pair !== undefined), ({ pair }) => pair).values()]
    .flatMap(([open, close]) => (open && close ? [{ open, close }] : []))
    .sort((a, b) => a.open.start - b.open.start || b.close.start - a.close.start)
  return [...pairs.map(({ close }) => close).reverse(), ...splices.filter(({ pair }) => pair === undefined), ...pairs.map(({ open }) => open)]
}
