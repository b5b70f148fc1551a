import type { Verdict } from './verdict.ts'

/** Whether a verdict opens an incident. */
export const isBad = (verdict: Pick<Verdict, 'kind'>): boolean => verdict.kind !== 'healthy' && verdict.kind !== 'slow'
