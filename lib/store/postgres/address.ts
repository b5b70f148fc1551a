import { inspect } from 'node:util'
import pg from 'pg'
import { ConfigError } from '../../contract/errors.ts'

/** Where the database is. The URL holds a password, so it is kept where nothing prints it, and is never part of a text. */
export class Address {
  /** For people: host, port and database. */
  readonly name: string
  readonly #url: string
  readonly #secrets: string[]

  /** @throws ConfigError without a cause: a parser quotes what it was given */
  constructor(url: string) {
    const read = readUrl(url)
    if (read === null) {
      throw new ConfigError('DATABASE_URL cannot be read: it has to be like postgres://user:password@host/database, where a / @ : # ? or % in a password is written %2F %40 %3A %23 %3F %25.')
    }
    this.name = read.name
    this.#url = url
    this.#secrets = read.secrets
  }

  /** What a connection is made from. */
  get connectionString(): string {
    return this.#url
  }

  /** Whether it tells what nobody may be told. */
  isSecret(said: unknown): boolean {
    const text = typeof said === 'string' ? said : inspect(said, { depth: 6, showHidden: true })
    return this.#secrets.some((secret) => text.includes(secret))
  }
}

function readUrl(url: string): { name: string; secrets: string[] } | null {
  try {
    const parsed = new URL(url)
    // An @ behind the host is one of a password with characters that end an address: what stands before them would be taken for the host, and told.
    if (/@/.test(`${parsed.pathname}${parsed.search}${parsed.hash}`)) return null
    const { host, port, database, password } = new pg.Client({ connectionString: url })
    const secrets = [password, parsed.password, parsed.searchParams.get('password')].filter((secret) => typeof secret === 'string' && secret !== '') as string[]
    return { name: `${host.startsWith('/') ? host : `${host}:${port}`}/${database ?? ''}`, secrets }
  } catch {
    return null
  }
}
