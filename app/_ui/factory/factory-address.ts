import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const appTabs = ['agents', 'services', 'files', 'tests', 'iterations'] as const
export type AppTab = (typeof appTabs)[number]

const slugPattern = /^[a-z][a-z0-9-]{0,39}$/

/** What of the factory is worth a link. */
export const factoryAddress = {
  app: createParser({ parse: (value) => (slugPattern.test(value) ? value : null), serialize: (value: string) => value }),
  look: parseAsStringLiteral(appTabs).withDefault('services'),
  /** component/path. */
  file: parseAsString,
  iteration: parseAsInteger,
}

