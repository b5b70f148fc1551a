import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { organismKinds, organismStates } from '../../../lib/contract/organism.ts'
import { orders } from './arrange.ts'

/** How the fleet is looked at: worth a link, like all of the page's state. */
export const fleetAddress = {
  sort: parseAsStringLiteral(orders).withDefault('name'),
  state: parseAsStringLiteral(organismStates),
  kind: parseAsStringLiteral(organismKinds),
  words: parseAsString.withDefault(''),
}
