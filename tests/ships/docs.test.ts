// The pages for people say what the program is: every link leads somewhere, every setting, address, command and fault
// that they name exists, and the tables leave none out.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faults } from '../../lib/chaos/faults.ts'
import { configSchema, rootDir, variableOf } from '../../lib/config.ts'
import { manifestSchema } from '../../lib/contract/organism.ts'
import { operations } from '../../lib/gate/openapi.ts'

const pages = ['README.md', 'ARCHITECTURE.md', 'organism/README.md', 'genomes/README.md', ...readdirSync(join(rootDir, 'docs')).map((name) => `docs/${name}`)]
const read = (path: string): string => readFileSync(join(rootDir, path), 'utf8')
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
const readme = read('README.md')
const section = (title: string): string => readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''
/** What stands in backticks in the first column of a section's table. */
const firstColumn = (title: string): string[] => [...section(title).matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell!)

/** As GitHub makes them from headings. */
const anchors = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w\s-]/g, '').replaceAll(' ', '-'))

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('leads nowhere in vain', () => {
    const dead = [...withoutCode(text.replaceAll(/\[`([^`]*)`\]/g, '[$1]')).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].flatMap(([, path = '', anchor]) => {
      const target = path === '' ? page : join(dirname(page), path)
      if (!existsSync(join(rootDir, target))) return [target]
      return anchor === undefined || anchors(target).includes(anchor) ? [] : [`${target}#${anchor}`]
    })
    expect(dead).toEqual([])
  })

  test('names settings, addresses and files that exist', () => {
    const known = Object.keys(configSchema.shape).map(variableOf)
    expect([...text.matchAll(/\b(OUROBOROS_[A-Z_]+|WATCHER_URL)\b/g)].map(([, name]) => name!).filter((name) => !known.includes(name))).toEqual([])
    const paths = operations.map(({ path }) => path as string)
    const asked = [...text.matchAll(/(?<![\w/])(\/(?:api|healthz|readyz|metrics)\b[\w/{}.-]*)/g)].map(([, path]) => path!.replace(/[.-]$/, ''))
    expect(asked.filter((path) => path !== '/api' && !paths.includes(path))).toEqual([])
    const files = [...text.matchAll(/`((?:lib|bin|tests|scripts|docs|app|organism)\/[\w./-]+\w\.\w+)`/g)].map(([, path]) => path!)
    // The README makes these two.
    expect(files.filter((path) => !existsSync(join(rootDir, path)) && !/roman-numerals|code\/assignment\.ts/.test(path))).toEqual([])
  })
})

test('the README names every organism, and says of each what it says itself', () => {
  const folders = readdirSync(join(rootDir, 'organism'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const rows = folders.map(({ name }) => {
    const { kind, teaches } = manifestSchema.parse(JSON.parse(read(`organism/${name}/organism.json`)))
    return `| [\`${name}\`](organism/${name}) | ${kind} | ${teaches} |`
  })
  expect(section('The organisms').split('\n').filter((line) => line.startsWith('| ['))).toEqual(rows)
})

test('the README names every command', () => {
  const programs = read('bin/ouroboros.ts').match(/of \[([\w, ]+)\]\) add\(program\)/)?.[1]?.split(', ')
  expect(firstColumn('Command line').map((cell) => /^`(\w+)/.exec(cell)?.[1]).filter((name) => name !== undefined).toSorted()).toEqual(programs?.toSorted())
  const run = [...pages.map(read).join('\n').matchAll(/bin\/ouroboros (\w+)/g)].map(([, name]) => name!)
  expect(run.filter((name) => !programs?.includes(name))).toEqual([])
})

test('the README names every address of the API', () => {
  const told = firstColumn('API').flatMap((cell) => {
    let base = ''
    let method = 'GET'
    return cell.split(', ').map((part) => {
      const [, verb, path] = /^`(?:(GET|POST|PUT|DELETE) )?(\/[^`]+)`$/.exec(part) ?? []
      method = verb ?? method
      // `POST /api/organisms/{id}/pause`, `/resume`: beside the one before.
      const whole = path === undefined ? part : /^\/(api|healthz|readyz|metrics)/.test(path) ? path : dirname(base) + path
      base = whole
      return `${method} ${whole}`
    })
  }).filter((line) => line.includes(' /'))
  expect(told.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('faults are called by their names', () => {
  const ids = faults.map(({ id }) => id)
  const injected = [...`${readme}\n${read('organism/README.md')}`.matchAll(/(?:ouroboros chaos [a-z-]+ |"fault":")([a-z]+(?:-[a-z]+)*)/g)].map(([, id]) => id!)
  expect(injected.length).toBeGreaterThan(1)
  expect(injected.filter((id) => !ids.includes(id))).toEqual([])
  const loop = /for fault in (.+); do/.exec(read('organism/README.md'))?.[1]?.split(' ') ?? []
  expect(loop.filter((id) => !ids.includes(id))).toEqual([])
})

test('every field of a manifest is explained, with its default', () => {
  const table = [...read('organism/README.md').matchAll(/^\| `(\w+)` \|.*\| ?`?(.*?)`? \|$/gm)].map(([, name, value]) => [name!, value!.replaceAll(' ', '')] as const)
  expect(table.map(([name]) => name)).toEqual(Object.keys(manifestSchema.shape))
  const needed = { kind: 'task', title: 'x', teaches: 'x', entry: 'x.js' }
  const defaults = Object.entries(manifestSchema.parse(needed)).filter(([name]) => !(name in needed))
  expect(Object.fromEntries(table)).toMatchObject(Object.fromEntries(defaults.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])))
})
