import { createParser } from 'nuqs/server'

/** The state of the room of the ledger that is worth a link. */
export const askAddress = {
  /** The question. */
  q: createParser({ parse: (value) => (value.trim() !== '' && value.length <= 500 ? value : null), serialize: (value: string) => value }),
}
