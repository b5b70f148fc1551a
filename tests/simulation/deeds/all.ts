import fc from 'fast-check'
import type { Story } from './deed.ts'
import { processDeeds } from './processes.ts'
import { requestDeeds } from './requests.ts'
import { splitDeeds, strikeDeeds } from './strikes.ts'
import { surroundingDeeds } from './surroundings.ts'
import { waits } from './time.ts'
import type { World } from '../world.ts'

/** Some of them several times: they are drawn more often. */
const all = [
  ...requestDeeds, ...processDeeds, ...surroundingDeeds,
  ...strikeDeeds, ...strikeDeeds, ...strikeDeeds, ...splitDeeds, ...splitDeeds,
  ...Array<typeof waits>(26).fill(waits),
]
const mostDeeds = 26

/** Without bias: short stories are no likelier than long ones. */
export const stories: fc.Arbitrary<Iterable<fc.AsyncCommand<Story, World>>> = fc.noBias(fc.commands(all, { maxCommands: mostDeeds, size: 'max' }))
