import type { z } from 'zod'
import type { scenarioSchema } from '../../contract/factory/scenario.ts'

/** A scenario before it is known which iteration brings it. */
export type Draft = Omit<z.input<typeof scenarioSchema>, 'iteration'>
export type Step = Draft['steps'][number]
type Request = Extract<Step, { ask: string }>

/** A request and the status that it has to come to. */
export const asks = (ask: string, line: string, status: number, more: Partial<Omit<Request, 'ask' | 'expect'>> & { json?: Request['json']; expect?: Partial<Request['expect']> } = {}): Request => {
  const [method, path = '/'] = line.split(' ')
  const { expect, ...rest } = more
  return { ask, method: method as Request['method'], path, ...rest, expect: { status, ...expect } }
}
