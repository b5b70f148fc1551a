import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { presets } from '../lib/llm/presets.ts'
import { coreEnvironment, configEnvironment, configSchema, describeSettings, exportConfig, loadConfig, loadPasswords, modelKeyVariables, rootDir, variableOf, watchingEnvironment, type Config } from '../lib/config.ts'
import { ConfigError } from '../lib/contract/errors.ts'

const cwd = mkdtempSync(join(tmpdir(), 'config-'))
const file = join(cwd, 'ouroboros.json')
const write = (content: unknown): void => writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
beforeEach(() => rmSync(file, { force: true, recursive: true }))
afterAll(() => rmSync(cwd, { recursive: true }))

const load = (argv: string[] = [], env: Record<string, string> = {}): Config => loadConfig({ argv, env, cwd })
function refusal(argv: string[] = [], env: Record<string, string> = {}): string {
  try {
    load(argv, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

describe('where a value comes from', () => {
  test('flags > environment > file > default, for every mix, and it says so', () => {
    const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined })
    fc.assert(fc.property(port, port, port, (flag, environment, inFile) => {
      write(inFile === undefined ? {} : { port: inFile })
      const config = load(flag === undefined ? [] : ['--port', String(flag)], environment === undefined ? {} : { PORT: String(environment) })
      expect(config.port).toBe(flag ?? environment ?? inFile ?? 3000)
      expect(config.origins.port).toBe(flag !== undefined ? 'flag' : environment !== undefined ? 'environment' : inFile !== undefined ? 'file' : 'default')
    }), { numRuns: 60 })
  })

  test('an empty variable is none', () => {
    expect(load([], { PORT: '', OUROBOROS_SEED: '' })).toMatchObject({ port: 3000, seed: 1 })
  })

  test('short flags', () => {
    expect(load(['-p', '81', '-d', 'elsewhere'])).toMatchObject({ port: 81, dataDir: join(cwd, 'elsewhere') })
  })

  test('lists and switches from the environment', () => {
    expect(load([], { OUROBOROS_ALLOWED_ORIGINS: ' https://a.example, http://b.example:81 ,', OUROBOROS_DEV: '1' })).toMatchObject({ allowedOrigins: ['https://a.example', 'http://b.example:81'], dev: true })
    expect(load([], { OUROBOROS_DEV: 'false' }).dev).toBe(false)
    expect(load(['--dev']).dev).toBe(true)
  })
})

describe('folders', () => {
  test('given ones are meant from where one stands, default ones belong to the checkout', () => {
    expect(load()).toMatchObject({ dataDir: join(rootDir, 'data'), genomesDir: join(rootDir, 'genomes'), organismsDir: join(rootDir, 'organism'), ledgerPath: join(rootDir, 'data', 'ledger.sqlite') })
    expect(load(['--data', 'd'])).toMatchObject({ dataDir: join(cwd, 'd'), genomesDir: join(cwd, 'd', 'genomes'), ledgerPath: join(cwd, 'd', 'ledger.sqlite') })
    write({ genomes: '../g', organisms: 'mine' })
    expect(load(['--data', '/abs'])).toMatchObject({ dataDir: '/abs', genomesDir: join(cwd, '../g'), organismsDir: join(cwd, 'mine') })
  })
})

describe('nonsense is refused in one line that names the setting and where it was given', () => {
  const cases: [string, RegExp, string[], Record<string, string>, unknown][] = [
    ['a flag that there is not', /^Unknown option '--prot'; the flags are --port, --data, --host, --dev$/, ['--prot', '1'], {}, {}],
    ['a word that is no flag', /^Unexpected argument 'up'/, ['up'], {}, {}],
    ['a flag without its value', /'-p, --port <value>' argument missing/, ['--port'], {}, {}],
    ['a flag where a value should be', /--port/, ['--port', '--data'], {}, {}],
    ['a value for a switch', /--dev/, ['--dev=yes'], {}, {}],
    ['a port that is no number', /^--port "abc": /, ['--port', 'abc'], {}, {}],
    ['an empty port', /^--port "": /, ['--port', ''], {}, {}],
    ['a blank port', /^PORT " ": /, [], { PORT: ' ' }, {}],
    ['a port beyond all ports', /^--port "65536": /, ['--port=65536'], {}, {}],
    ['a negative port', /^PORT "-1": /, [], { PORT: '-1' }, {}],
    ['half a port', /^--port "80.5": /, ['--port', '80.5'], {}, {}],
    ['a port in another notation', /^--port "0x50": /, ['--port', '0x50'], {}, {}],
    ['an empty folder', /^--data "": /, ['--data', ''], {}, {}],
    ['an unknown level', /^OUROBOROS_LOG_LEVEL "loud": /, [], { OUROBOROS_LOG_LEVEL: 'loud' }, {}],
    ['a switch that is neither', /^OUROBOROS_DEV "yes": /, [], { OUROBOROS_DEV: 'yes' }, {}],
    ['an origin with a path', /^OUROBOROS_ALLOWED_ORIGINS "https:\/\/a\.example\/x": an origin like/, [], { OUROBOROS_ALLOWED_ORIGINS: 'https://a.example/x' }, {}],
    ['true for a number', /^ouroboros\.json: port true: /, [], {}, { port: true }],
    ['null for a number', /^ouroboros\.json: seed null: /, [], {}, { seed: null }],
    ['a list for a number', /^ouroboros\.json: faultTtlMs \[\]: /, [], {}, { faultTtlMs: [] }],
    ['a number for a list', /^ouroboros\.json: allowedOrigins 7: /, [], {}, { allowedOrigins: 7 }],
    ['a setting that there is not', /^ouroboros\.json: there is no setting prot; the settings are port, /, [], {}, { prot: 1 }],
    ['a file that is no JSON', /ouroboros\.json is not a JSON object; correct it or remove it$/, [], {}, '{ port: 1 }'],
    ['a file that is no object', /ouroboros\.json is not a JSON object/, [], {}, [1]],
  ]
  test.each(cases)('%s', (_what, message, argv, env, inFile) => {
    write(inFile)
    const said = refusal(argv, env)
    expect(said).toMatch(message)
    expect(said).not.toContain('\n')
  })

  test('whatever is given for a setting, there is a configuration or a ConfigError of one line', () => {
    const names = Object.keys(configSchema.shape)
    const anything = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object())
    fc.assert(fc.property(fc.constantFrom(...names), anything, fc.string(), (name, inFile, variable) => {
      write({ [name]: inFile })
      expect(refusal()).not.toContain('\n')
      rmSync(file)
      expect(refusal([], { [variableOf(name)]: variable })).not.toContain('\n')
      expect(refusal(['--port', variable])).not.toContain('\n')
    }), { numRuns: 150 })
  })

  test('numbers are whole and plain, whatever else JavaScript would make of the text', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const said = refusal([], { OUROBOROS_SEED: text })
      expect(said === 'accepted').toBe(text === '' || (/^\d+$/.test(text) && Number(text) <= 0xffff_ffff))
    }), { examples: [['1e3'], [' 7'], ['+7'], ['٣'], ['7n'], ['Infinity'], ['007']] })
  })
})

describe('handing it on', () => {
  const values = (config: Config) => ({ ...config, origins: null })

  test('the environment of a child gives the same settings, from any folder', () => {
    write({ allowedOrigins: ['https://a.example', 'https://b.example'], seed: 7, tier: '1', keepLogMb: 5 })
    const config = load(['--port', '0', '--data', 'd', '--dev'])
    expect(values(loadConfig({ env: configEnvironment(config), cwd: '/' }))).toEqual(values(config))
    const plain = loadConfig({ env: {}, cwd: tmpdir() })
    expect(values(loadConfig({ env: configEnvironment(plain), cwd: '/' }))).toEqual(values(plain))
  })

  test('a child gets the settings and what a program needs, and nobody’s secret', () => {
    Object.assign(process.env, { SOME_API_KEY: 'secret', OUROBOROS_OPERATOR_PASSWORD: 'secret too', OPENAI_API_KEY: 'for the core' })
    const { OPENAI_API_KEY, ...given } = coreEnvironment(load())
    for (const name of ['SOME_API_KEY', 'OUROBOROS_OPERATOR_PASSWORD', 'OPENAI_API_KEY']) delete process.env[name]
    expect(OPENAI_API_KEY, 'the core alone asks models').toBe('for the core')
    expect(Object.values(given).join()).not.toContain('secret')
    expect(given['PATH']).toBe(process.env['PATH'])
    expect(Object.keys(given).filter((name) => name !== 'PATH' && name !== 'NODE_ENV' && !Object.keys(configSchema.shape).map(variableOf).includes(name))).toEqual([])
  })

  test('a core is given the keys that providers look for, and no other', () => {
    expect(modelKeyVariables.toSorted()).toEqual(Object.values(presets).flatMap(({ keyVariables }) => keyVariables).sort())
  })

  test('in this very process, where it came from comes along', () => {
    const before = { ...process.env }
    try {
      exportConfig(load(['--port', '81'], { OUROBOROS_SEED: '5' }))
      expect(loadConfig({ cwd }).origins).toMatchObject({ port: 'flag', seed: 'environment', keepLogMb: 'default' })
      process.env['OUROBOROS_ORIGINS'] = '{"port":"god"}'
      expect(loadConfig({ cwd }).origins).toMatchObject({ port: 'environment' })
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })

  test('in words: every setting, and of a secret only whether it is set', () => {
    const rows = describeSettings({ ...load(), operatorPassword: 'hunter2' } as Config)
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(configSchema.shape))
    expect(JSON.stringify(rows)).not.toContain('hunter2')
    expect(rows.find(({ name }) => name === 'port')).toMatchObject({ value: '3000', origin: 'default', how: expect.stringContaining('--port, PORT in the environment') })
  })

  test('every setting says what it is for', () => {
    for (const [name, schema] of Object.entries(configSchema.shape)) expect(schema.description, name).toMatch(/\.$/)
  })
})

describe('passwords', () => {
  const given = { OUROBOROS_OPERATOR_PASSWORD: 'from the environment' }

  test('come from the environment or the file, and reach nobody but who asks for them', () => {
    write({ playerPassword: 'from the file' })
    expect(loadPasswords({ env: given, cwd })).toEqual({ operator: 'from the environment', player: 'from the file' })
    const config = load([], given)
    expect(config.isOpen).toBe(false)
    expect(JSON.stringify([config, configEnvironment(config), coreEnvironment(config)])).not.toContain('from the')
    expect(config.origins).toMatchObject({ operatorPassword: 'environment', playerPassword: 'file', viewerPassword: 'default' })
  })

  test('never come by a flag, and a refusal never tells one', () => {
    for (const flag of ['--operatorPassword=hush-hush', '--operator-password=hush-hush']) expect(refusal([flag])).not.toMatch(/hush|accepted/)
    expect(refusal([], { OUROBOROS_PLAYER_PASSWORD: 'hush' })).toBe('OUROBOROS_PLAYER_PASSWORD: a password has at least 8 characters')
    write({ viewerPassword: ['hush-hush'] })
    expect(refusal()).toMatch(/^ouroboros.json: viewerPassword: /)
    expect(refusal()).not.toContain('hush')
  })

  test('of two roles are two', () => {
    const same = { OUROBOROS_OPERATOR_PASSWORD: 'the same one', OUROBOROS_VIEWER_PASSWORD: 'the same one' }
    expect(() => loadPasswords({ env: same, cwd })).toThrow(ConfigError)
    expect(() => loadPasswords({ env: same, cwd })).not.toThrow(/the same one/)
  })

  test('a watched script does not get them with the rest of the environment; the server that watches does', () => {
    for (const name of ['OUROBOROS_OPERATOR_PASSWORD', 'MINE_TOO']) process.env[name] = 'hush-hush'
    const environment = watchingEnvironment(load())
    for (const name of ['OUROBOROS_OPERATOR_PASSWORD', 'MINE_TOO']) delete process.env[name]
    expect(environment).toMatchObject({ OUROBOROS_OPERATOR_PASSWORD: 'hush-hush', OUROBOROS_WATCHED_MINE_TOO: 'hush-hush' })
    expect(environment).not.toHaveProperty('OUROBOROS_WATCHED_OUROBOROS_OPERATOR_PASSWORD')
  })

  test.each([
    ['127.0.0.1', true], ['127.0.0.53', true], ['localhost', true], ['::1', true],
    ['0.0.0.0', false], ['::', false], ['192.168.7.7', false], ['lab.example', false], ['127.0.0.1.evil.example', false], ['localhost.evil.example', false],
  ])('without one, a server on %s is open: %s', (host, isOpen) => expect(load(['--host', host]).isOpen).toBe(isOpen))
})
