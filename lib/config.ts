import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { actionProgramSchema } from './contract/action.ts'
import { ConfigError } from './contract/errors.ts'

/** The checkout. Next's bundler rewrites import.meta.url, so there the working folder, which run.sh sets, decides. */
const here = join(fileURLToPath(import.meta.url), '../..')
const root = existsSync(join(here, 'organism')) ? here : process.cwd()

const commaList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((item) => item.trim()).filter(Boolean) : value),
  z.array(z.string()),
)
const flag = z.preprocess((value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' || value === '' ? false : value), z.boolean())
/** Plain digits: what else JavaScript takes for a number (an empty text, true, null, 1e3) nobody means here. */
const integer = (min: number, max: number) =>
  z.preprocess((value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value), z.number().int().min(min).max(max))
const origin = z.string().regex(/^https?:\/\/[^/]+$/, 'an origin like https://lab.example.org, without a path')
/** What may come from the environment or the file, and goes no further than the functions that load it: {@link loadPasswords}, {@link loadModelKey}, {@link loadDatabaseUrl}, {@link loadRedisUrl}, {@link loadOtlpHeaders}. */
const secretNames = ['operatorPassword', 'playerPassword', 'viewerPassword', 'mindKey', 'teacherKey', 'databaseUrl', 'redisUrl', 'otlpHeaders'] as const
const modelName = z.string().max(200).regex(/^[a-z][a-z0-9-]*(\/\S+)?$/, 'provider/model, like ollama/qwen3-coder, or none')
const baseUrl = z.string().max(300).regex(/^https?:\/\/[^/\s]+(\/\S*)?$/, 'an address like http://127.0.0.1:11434')
const price = z.string().regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'US dollars for a million tokens, of questions and of answers, like 0.5/1.5')
const key = z.string().max(500).optional()
const password = z.string().min(8, 'a password has at least 8 characters').max(200, 'a password has at most 200 characters').optional()

/**
 * Every setting there is: its check, its default and what it is for. The environment variable is
 * OUROBOROS_<NAME_IN_CAPITALS>, but for PORT, as hosting platforms have it, and WATCHER_URL. .env.example is made from
 * this.
 */
export const configSchema = z.strictObject({
  port: integer(0, 65_535).default(3000).describe('Port of the page, the API and the stream. 0: any free one.'),
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on. Anything but loopback lets others reach it: set passwords, or take the one-time link that it prints at its start.'),
  data: z.string().min(1).default('data').describe('Folder of the ledger and, unless genomes says otherwise, of the genomes.'),
  genomes: z.string().min(1).optional().describe('Folder of the genome versions. Default: genomes/ in the data folder; with the default data folder, genomes/ in the checkout.'),
  organisms: z.string().min(1).default(join(root, 'organism')).describe('Folder whose sub-folders are organisms.'),
  seed: integer(0, 0xffff_ffff).default(1).describe('Seed of every random choice that is not given one of its own.'),
  tier: z.enum(['auto', '1', '2']).default('auto').describe('Sandbox tier: auto takes the strongest that works here.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is said on stderr.'),
  allowedOrigins: commaList.pipe(z.array(origin)).default([]).describe('Other origins, comma-separated, that may use the API and the stream: a front end deployed elsewhere, a name behind a proxy.'),
  watcherUrl: origin.optional().describe('Where the engine is, for a page that is served apart from it, as on Vercel. Left out: where the page comes from.'),
  faultTtlMs: integer(1000, 3_600_000).default(60_000).describe('A fault is taken back after this long, unless its request says otherwise. Milliseconds.'),
  keepLogHours: integer(1, 24 * 365).default(72).describe('Raw output older than this is dropped; events stay.'),
  keepLogMb: integer(1, 1_000_000).default(512).describe('Raw output beyond this is dropped, oldest first.'),
  cores: integer(1, 2).default(2).describe('How many cores there are: with two, one stands by and takes the lead when the other ends or hangs.'),
  coreRestarts: integer(0, 10_000).default(5).describe('So often within a minute a core that fell is started again without a longer wait.'),
  leaseMs: integer(1000, 600_000).default(15_000).describe('A core on another host takes the lead when nothing was heard of the leading one for this long. Milliseconds.'),
  // Looked at where it is used: in the environment of a user's own script this variable may name anything.
  databaseUrl: z.string().max(1_000).optional().describe('PostgreSQL that keeps the ledger, for cores on several hosts. Left out: a SQLite file in the data folder.'),
  redisUrl: z.string().max(1_000).optional().describe('Redis that keeps the flows of the factory, for workers on several machines: ouroboros worker. Left out: the process that makes an app does all of it.'),
  actions: commaList.pipe(z.array(actionProgramSchema)).default([]).describe('Programs of this machine, comma-separated, that an operator may run from the page: shell, git, docker, ollama. None unless named.'),
  otlpEndpoint: z.string().max(300).optional().describe('Where OpenTelemetry traces go, one for each incident: the base address of an OTLP/HTTP collector, like http://127.0.0.1:4318.'),
  otlpHeaders: z.string().max(2_000).regex(/^[\w-]+=[^,]*(,[\w-]+=[^,]*)*$/, 'name=value, comma-separated').optional().describe('Headers for that collector, as name=value, comma-separated.'),
  watch: z.string().min(1).optional().describe('What `ouroboros watch` was asked to watch, a file that it writes: then that script is the only organism. Not to be set by hand.'),
  mind: modelName.default('none').describe('The language model that writes versions when the embedded healer finds none: provider/model, as in ollama/qwen3-coder, or a provider alone for its usual one. Providers: ollama, openai, gemini, anthropic, groq, vllm, llamacpp, lmstudio, openai-compatible, replay. none: no model is asked.'),
  mindUrl: baseUrl.optional().describe('Where that provider is, if not at its usual address.'),
  mindKey: key.describe('Key of that provider. Left out: what the provider’s own variable says, as OPENAI_API_KEY. Read when it is needed, and told to nobody else.'),
  mindPrice: price.optional().describe('What it costs: US dollars for a million tokens, of questions and of answers, like 0.5/1.5. Left out: nothing for one that runs here, else unknown.'),
  mindCallsPerHour: integer(0, 100_000).default(120).describe('So often it is asked within any hour, at most.'),
  mindTokensPerHour: integer(0, 1_000_000_000).default(2_000_000).describe('So many tokens it may use within any hour, questions and answers together.'),
  mindCentsPerHour: integer(0, 1_000_000).default(100).describe('So much it may cost within any hour, US cents.'),
  mindCentsPerApp: integer(0, 1_000_000).default(100).describe('So much it may cost while an app is made or mended, US cents.'),
  teacher: modelName.default('none').describe('The model that is asked where the other has failed, in a learning window only. What it gets right becomes a lesson.'),
  teacherUrl: baseUrl.optional().describe('Where the teacher’s provider is, if not at its usual address.'),
  teacherKey: key.describe('Key of the teacher’s provider.'),
  teacherPrice: price.optional().describe('What the teacher costs, like mindPrice. A teacher whose price is unknown is not asked.'),
  teacherOpen: flag.default(false).describe('Lets the teacher rung ask at any time, without a learning window.'),
  teacherCallsPerHour: integer(0, 100_000).default(20).describe('So often a teacher is asked within any hour, at most.'),
  teacherTokensPerHour: integer(0, 1_000_000_000).default(400_000).describe('So many tokens a teacher may use within any hour.'),
  teacherCentsPerHour: integer(0, 1_000_000).default(100).describe('So much a teacher may cost within any hour, US cents.'),
  mindHosts: commaList.pipe(z.array(z.string().max(300))).default([]).describe('Private addresses, comma-separated, that models may be asked at: host, or host:port. Local providers at their usual address need no word.'),
  mindRecord: z.string().min(1).optional().describe('A file that every call of a model is recorded in, to be played again by mind=replay/FILE.'),
  mindTrusted: flag.default(false).describe('Lets code that a model wrote run at sandbox tier 1 too, which is no wall against code that means harm.'),
  dev: flag.default(false).describe('Hot reload, for work on Ouroboros itself.'),
  operatorPassword: password.describe('Lets in who may do everything. Never as a flag, which others on the machine can read.'),
  playerPassword: password.describe('Lets in who may look, and break things within limits.'),
  viewerPassword: password.describe('Lets in who may look. With none of the three, on loopback, whoever reaches the port may do everything.'),
})

type Values = z.infer<typeof configSchema>
type SecretName = (typeof secretNames)[number]
const isSecret = (name: string): name is SecretName => (secretNames as readonly string[]).includes(name)
export type Origin = 'flag' | 'environment' | 'file' | 'default'

export interface Config extends Omit<Values, 'genomes' | 'data' | 'organisms' | SecretName> {
  /** Absolute paths. */
  dataDir: string
  genomesDir: string
  organismsDir: string
  ledgerPath: string
  /** Sessions, links and what passwords come to: beside the ledger, and nothing that a ledger may hold. */
  accessPath: string
  /** Whoever passes the door may do everything: it listens on loopback alone, and no password is set. */
  isOpen: boolean
  /** Where each value came from. */
  origins: Record<keyof Values, Origin>
}

const flags = {
  port: { type: 'string', short: 'p' },
  data: { type: 'string', short: 'd' },
  host: { type: 'string' },
  dev: { type: 'boolean' },
} as const

/** Names that are everybody's, where all of ours begin alike. */
const usualVariables: Record<string, string> = {
  port: 'PORT', watcherUrl: 'WATCHER_URL', databaseUrl: 'DATABASE_URL', redisUrl: 'REDIS_URL', otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT', otlpHeaders: 'OTEL_EXPORTER_OTLP_HEADERS',
}

export function variableOf(name: string): string {
  const inCapitals = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return usualVariables[name] ?? `OUROBOROS_${inCapitals}`
}

/** Where the values of this process came from, when they reach a part of it by the environment. */
const originsVariable = 'OUROBOROS_ORIGINS'

/** What the environment says is what a flag or a file said, where this very program put it there. */
function trueOrigin(env: Record<string, string | undefined>, name: string): Origin {
  try {
    const told = z.record(z.string(), z.enum(['flag', 'environment', 'file', 'default'])).parse(JSON.parse(env[originsVariable] ?? '{}'))
    return told[name] ?? 'environment'
  } catch {
    return 'environment'
  }
}

function readFlags(argv: string[]): Record<string, unknown> {
  try {
    return { ...parseArgs({ args: argv, options: flags, strict: true, allowPositionals: false }).values }
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split(/\.\s/)[0] ?? '') : String(cause)
    throw new ConfigError(`${message}; the flags are ${Object.keys(flags).map((name) => `--${name}`).join(', ')}`, { cause })
  }
}

function readFile(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new ConfigError(`${path} is not a JSON object; correct it or remove it`, { cause })
  }
}

/**
 * The settings: flags > environment > file (ouroboros.json in the working folder) > default.
 * @throws ConfigError that names the setting, what was wrong with it and where it came from
 */
export function loadConfig({ argv = [], env = process.env, cwd = process.cwd() }: Sources = {}): Config {
  const { values, origins } = readSettings({ argv, env, cwd })
  const { data, genomes, organisms, operatorPassword, playerPassword, viewerPassword, mindKey: _mindKey, teacherKey: _teacherKey, databaseUrl: _databaseUrl, redisUrl: _redisUrl, otlpHeaders: _otlpHeaders, ...rest } = values
  // A path that somebody gave is meant from where they stand; a default belongs to the checkout.
  const dataDir = resolve(origins.data === 'default' ? root : cwd, data)
  return {
    ...rest,
    dataDir,
    genomesDir: genomes !== undefined ? resolve(cwd, genomes) : origins.data === 'default' ? join(root, 'genomes') : join(dataDir, 'genomes'),
    organismsDir: resolve(cwd, organisms),
    ledgerPath: join(dataDir, 'ledger.sqlite'),
    accessPath: join(dataDir, 'access.sqlite'),
    isOpen: isLoopback(rest.host) && [operatorPassword, playerPassword, viewerPassword].every((each) => each === undefined),
    origins,
  }
}

interface Sources { argv?: string[]; env?: Record<string, string | undefined>; cwd?: string }

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** Of each role that has one. Only the gate asks, once, at its start: what it keeps cannot be turned back into them. */
export function loadPasswords({ env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): Partial<Record<'operator' | 'player' | 'viewer', string>> {
  const { operatorPassword: operator, playerPassword: player, viewerPassword: viewer } = readSettings({ argv: [], env, cwd }).values
  const given = { ...(operator !== undefined && { operator }), ...(player !== undefined && { player }), ...(viewer !== undefined && { viewer }) }
  if (new Set(Object.values(given)).size < Object.keys(given).length) throw new ConfigError('two roles have the same password; give each one its own')
  return given
}

/** The usual variables of providers are theirs; all of ours go before. Read each time that a model is asked. */
export function loadModelKey(seat: 'resident' | 'teacher', usual: readonly string[], { env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): string | undefined {
  const { mindKey, teacherKey } = readSettings({ argv: [], env, cwd }).values
  return (seat === 'resident' ? mindKey : teacherKey) ?? usual.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}

/** Where the ledger is kept, with the password to it; undefined: in SQLite. Only who opens the store asks. */
export function loadDatabaseUrl({ env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): string | undefined {
  const { databaseUrl } = readSettings({ argv: [], env, cwd }).values
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new ConfigError(`${variableOf('databaseUrl')}: an address like postgres://user:password@host/database; left out, the ledger is a SQLite file`)
  return databaseUrl
}

/** Where the factory's flows are kept, with the password to it; undefined: in this process. Only who opens an engine asks. */
export function loadRedisUrl({ env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): string | undefined {
  const { redisUrl } = readSettings({ argv: [], env, cwd }).values
  if (redisUrl !== undefined && (!/^rediss?:\/\//.test(redisUrl) || !URL.canParse(redisUrl))) throw new ConfigError(`${variableOf('redisUrl')}: an address like redis://user:password@host:6379/0; left out, flows run in one process`)
  return redisUrl
}

export function loadOtlpHeaders({ env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): Record<string, string> {
  const { otlpHeaders } = readSettings({ argv: [], env, cwd }).values
  return Object.fromEntries((otlpHeaders ?? '').split(',').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]))
}

/** Every secret that this process has been given, for those who see to it that none is ever told. */
export function loadSecrets({ env = process.env, cwd = process.cwd() }: Omit<Sources, 'argv'> = {}): string[] {
  const { values } = readSettings({ argv: [], env, cwd })
  return [...secretNames.map((name) => values[name]), ...modelKeyVariables.map((name) => env[name])].filter((value) => value !== undefined && value !== '') as string[]
}

/** @throws ConfigError */
function readSettings({ argv, env, cwd }: Required<Sources>): { values: Values; origins: Record<keyof Values, Origin> } {
  const names = Object.keys(configSchema.shape) as (keyof Values)[]
  const fromFlags = readFlags(argv)
  const fromFile = readFile(join(cwd, 'ouroboros.json'))
  const stranger = Object.keys(fromFile).find((name) => !names.includes(name as keyof Values))
  if (stranger !== undefined) throw new ConfigError(`ouroboros.json: there is no setting ${stranger}; the settings are ${names.join(', ')}`)

  const origins = {} as Record<keyof Values, Origin>
  const given: Record<string, unknown> = {}
  for (const name of names) {
    const variable = env[variableOf(name)]
    const [value, from]: [unknown, Origin] =
      fromFlags[name] !== undefined ? [fromFlags[name], 'flag']
      : variable !== undefined && variable !== '' ? [variable, trueOrigin(env, name)]
      : fromFile[name] !== undefined ? [fromFile[name], 'file']
      : [undefined, 'default']
    origins[name] = from
    if (value !== undefined) given[name] = value
  }

  const parsed = configSchema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? '') as keyof Values
    const where = { flag: `--${name}`, environment: variableOf(name), file: `ouroboros.json: ${name}`, default: name }[origins[name]]
    const shown = isSecret(name) ? '' : ` ${JSON.stringify(given[name])}`
    throw new ConfigError(`${where}${shown}: ${issue?.message ?? 'is not valid'}`, isSecret(name) ? {} : { cause: parsed.error })
  }
  return { values: parsed.data, origins }
}

/** The same settings as environment variables, for a child process and for Next's route handlers. */
export function configEnvironment(config: Config): Record<string, string> {
  const { dataDir, genomesDir, organismsDir, ledgerPath: _path, accessPath: _access, isOpen: _isOpen, origins: _origins, ...rest } = config
  const values = { ...rest, data: dataDir, genomes: genomesDir, organisms: organismsDir }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [variableOf(name), String(value)]))
}

/** Makes `loadConfig()` give these settings everywhere in this process and in the children that inherit from it. */
export function exportConfig(config: Config): void {
  // Next and React choose their builds by NODE_ENV when they are loaded; no report of theirs leaves the machine.
  Object.assign(process.env, configEnvironment(config), { [originsVariable]: JSON.stringify(config.origins) }, { NODE_ENV: config.dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
}

/** A setting in words. */
export interface SettingText {
  name: string
  /** null: none, or a secret. */
  value: string | null
  isSet: boolean
  isSecret: boolean
  origin: Origin
  about: string
  /** How it is changed from outside. */
  how: string
}

/** Every setting, as it was when this process began. */
export function describeSettings(config: Config): SettingText[] {
  const { dataDir: data, genomesDir: genomes, organismsDir: organisms, ledgerPath: _path, origins, ...rest } = config
  const values: Record<string, unknown> = { ...rest, data, genomes, organisms }
  return Object.entries(configSchema.shape).map(([name, schema]) => {
    const value = values[name]
    // A secret's value is not here to be told.
    const isSet = isSecret(name) ? origins[name] !== 'default' : value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
    const flag = name in flags ? `--${name}, ` : ''
    return {
      name, isSet, isSecret: isSecret(name), origin: origins[name as keyof Values], about: schema.description ?? '',
      value: isSet && !isSecret(name) ? (Array.isArray(value) ? value.join(', ') : String(value)) : null,
      how: name === 'watch' ? 'By `ouroboros watch` alone.' : `${flag}${variableOf(name)} in the environment, or ${name} in ouroboros.json; then start again.`,
    }
  })
}

/** Where providers of models look for their keys. */
export const modelKeyVariables = [
  'OPENAI_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_API_KEY', 'ANTHROPIC_API_KEY', 'GROQ_API_KEY',
  'OLLAMA_API_KEY', 'VLLM_API_KEY', 'LLAMA_API_KEY', 'LM_API_TOKEN', 'OPENAI_COMPATIBLE_API_KEY',
]
const isModelKey = (name: string): boolean => [variableOf('mindKey'), variableOf('teacherKey'), ...modelKeyVariables].includes(name)
/** What a core needs of the secrets, and gives to no child. */
const isCoreSecret = (name: string): boolean => isModelKey(name) || [variableOf('databaseUrl'), variableOf('redisUrl'), variableOf('otlpHeaders')].includes(name)

/** The environment of a core: the settings, what a program needs to run, and the keys of models, which go no further; no password. */
export function coreEnvironment(config: Config): Record<string, string> {
  const path = process.env['PATH']
  const watched = config.watch === undefined ? {} : only((name) => name.startsWith(watchedPrefix))
  return { ...configEnvironment(config), ...watched, ...only(isCoreSecret), ...(path === undefined ? {} : { PATH: path }) }
}

/** Before each variable of a user's own environment, on its way through processes of ours that it does not concern. */
const watchedPrefix = 'OUROBOROS_WATCHED_'

const only = (isWanted: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.keys(process.env).filter(isWanted).map((name) => [name, process.env[name] ?? ''] as const))

/** The environment of the server that watches for `ouroboros watch`: what this process was given comes along, for the script alone. */
export function watchingEnvironment(config: Config): Record<string, string> {
  // Variables of everybody's are the script's own.
  const isOurs = (name: string): boolean => name.startsWith('OUROBOROS_') && secretNames.map(variableOf).includes(name)
  const given = Object.entries(only((name) => !isOurs(name))).map(([name, value]) => [watchedPrefix + name, value] as const)
  return { ...commandEnvironment(), ...configEnvironment(config), ...only((name) => isOurs(name) || isModelKey(name)), ...Object.fromEntries(given) }
}

/** What a watched script sees: the environment that `ouroboros watch` was called in, and nothing of ours. */
export function watchedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(only((name) => name.startsWith(watchedPrefix))).map(([name, value]) => [name.slice(watchedPrefix.length), value]))
}

/** Where programs keep what they remember of a user's things, by the XDG rules. */
export const stateFolder = (): string => process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state')

/** What a command that the user gave us sees: what any program needs to find its way, and none of our secrets. */
export function commandEnvironment(): Record<string, string> {
  const wanted = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SHELL', 'SystemRoot']
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** What the docker command line sees: what any program needs, and which engine the user has chosen. */
export const dockerEnvironment = (): Record<string, string> => ({ ...commandEnvironment(), ...only((name) => name.startsWith('DOCKER_') || name === 'XDG_RUNTIME_DIR') })

/** The checkout's own folder. */
export const rootDir = resolve(root)
