// Holds who may import whom. A violation is one line that says what may be done instead.
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** A part of the project, and the parts that it may import besides itself. */
const mayImport: Record<string, readonly string[]> = {
  contract: [],
  config: ['contract'],
  log: [],

  // Files that survive a power cut.
  disk: [],
  process: ['contract'],
  store: ['contract', 'disk'],
  llm: ['contract'],
  chaos: ['contract'],
  repair: ['contract'],

  // Words of English and Polish: pure.
  language: [],
  ask: ['contract', 'process', 'language'],

  // What app a sentence asks for: pure.
  planner: ['contract', 'language'],

  // What a model is asked, and what is made of its answer: pure.
  mind: ['contract'],

  // Never each other. Store and model arrive as ports.
  watcher: ['contract', 'process', 'chaos', 'repair'],
  healing: ['contract', 'process', 'chaos', 'repair', 'mind'],
  evolution: ['contract', 'process', 'chaos', 'repair'],
  'app-folder': ['contract', 'disk'],
  factory: ['contract', 'disk', 'app-folder', 'planner', 'process', 'chaos', 'repair', 'mind'],

  core: [
    ...['contract', 'config', 'log', 'disk', 'app-folder', 'planner', 'process', 'store', 'ask', 'llm', 'chaos', 'repair'],
    ...['mind', 'watcher', 'healing', 'evolution', 'factory'],
  ],
  // Chaos without injecting: its list and its previews are pure.
  gate: ['contract', 'config', 'log', 'app-folder', 'planner', 'store', 'ask', 'chaos'],

  server: ['contract', 'config', 'log', 'process', 'gate', 'store'],
  bin: [
    ...['contract', 'config', 'disk', 'app-folder', 'planner', 'process', 'store', 'ask', 'llm', 'chaos', 'repair'],
    ...['mind', 'watcher', 'healing', 'evolution', 'factory', 'core', 'gate', 'server'],
  ],
  proxy: ['contract', 'config', 'gate'],
  'instrumentation-client': [],
  'app/api': ['contract', 'config', 'log', 'process', 'gate', 'store', 'chaos'],
  // Their data comes through /api and the socket.
  app: ['contract'],
  organism: ['contract'],
}

/** Packages, where a part may not have just any. `node:` stands for all that is Node's own. */
const mayUsePackages: Record<string, readonly string[]> = {
  // fast-check only for the types of a spec: the browser shares this part.
  contract: ['zod', 'fast-check'],
  organism: ['fast-check'],
}
const runsInBrowser = ['contract', 'app']

const readsEnvironment = ['lib/config.ts']
const vagueWords = ['util', 'utils', 'helper', 'helpers', 'manager']

/** What the tests need of one file. */
interface Source {
  imports: string[]
  reexports: boolean
  readsEnvironment: boolean
}

type Tree = ReadonlyMap<string, string>

function partOf(path: string): string | undefined {
  // A route answers requests wherever it lies.
  if (path.startsWith('app/api/') || /^app\/.*\broute\.ts$/.test(path)) return 'app/api'
  const [first, second] = path.split('/')
  const name = first === 'lib' ? second : first
  const part = name?.replace(/\.tsx?$/, '')
  return part !== undefined && part in mayImport ? part : undefined
}

function readSource(path: string, text: string): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind)
  const found: Source = { imports: [], reexports: false, readsEnvironment: false }
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.imports.push(specifier.text)
      found.reexports ||= ts.isExportDeclaration(node)
      found.readsEnvironment ||=
        /^(node:)?process$/.test(specifier.text) && /\benv\b/.test(text.slice(node.pos, node.end))
    }
    found.readsEnvironment ||=
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'env' &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'process'
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function checkImport(path: string, specifier: string): string | undefined {
  const part = partOf(path)
  if (part === undefined) return `${path} is in no known part: add it to the table in this test`

  if (!specifier.startsWith('.')) {
    const known = mayUsePackages[part]
    if (known && !known.includes(specifier.split('/')[0]!))
      return `${path} imports ${specifier}: ${part} may use ${known.join(', ')}`
    if (runsInBrowser.includes(part) && specifier.startsWith('node:'))
      return `${path} imports ${specifier}: ${part} runs in the browser too`
    return undefined
  }

  const target = posix.normalize(posix.join(posix.dirname(path), specifier))
  if (!/\.(tsx?|cjs|css|json)$/.test(target))
    return `${path} imports ${specifier}: Node needs the extension`
  const other = partOf(target)
  if (other === part || (other !== undefined && mayImport[part]!.includes(other))) return undefined
  return `${path} imports ${target}: ${part} may import ${mayImport[part]!.join(', ') || 'nothing'}`
}

function checkName(path: string): string[] {
  // Next's own: [id], (group), _ui.
  const names = path.split('/').map((name) => name.replace(/^\[+(\.{3})?|\]+$|^[(_]|\)$/g, ''))
  return names.flatMap((name) => {
    const stem = name.replace(/\.tsx?$/, '')
    if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(stem)) return [`${path}: '${name}' is not kebab-case`]
    const vague = stem.split(/[-.]/).find((word) => vagueWords.includes(word))
    return vague ? [`${path}: '${vague}' says nothing; name the one idea that it is`] : []
  })
}

/** Goes through the folders of lib and names each cycle of imports between them once. */
function findCycles(tree: Tree): string[] {
  const edges = new Map<string, Set<string>>()
  for (const [path, text] of tree) {
    const from = path.startsWith('lib/') ? partOf(path) : undefined
    if (from === undefined) continue
    for (const specifier of readSource(path, text).imports.filter((name) => name.startsWith('.'))) {
      const to = partOf(posix.normalize(posix.join(posix.dirname(path), specifier)))
      if (to !== undefined && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (part: string, trail: readonly string[]): void => {
    const start = trail.indexOf(part)
    if (start >= 0) cycles.push(`cycle: ${[...trail.slice(start), part].join(' → ')}`)
    if (start >= 0 || done.has(part)) return
    for (const next of edges.get(part) ?? []) visit(next, [...trail, part])
    done.add(part)
  }
  for (const part of edges.keys()) visit(part, [])
  return cycles
}

function checkTree(tree: Tree): string[] {
  const violations = [...tree].flatMap(([path, text]) => {
    const source = readSource(path, text)
    const found = source.imports.map((specifier) => checkImport(path, specifier))
    if (source.reexports && /(^|\/)index\.tsx?$/.test(path))
      found.push(`${path} is a barrel: import the files themselves`)
    if (source.readsEnvironment && !readsEnvironment.includes(path))
      found.push(`${path} reads process.env: only ${readsEnvironment.join(', ')} may`)
    return [...found.filter((line) => line !== undefined), ...checkName(path)]
  })
  return [...new Set(violations), ...findCycles(tree)].sort()
}

function readProject(): Tree {
  const root = new URL('../', import.meta.url)
  const tree = new Map<string, string>()
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const paths = ['lib', 'app', 'bin', 'organism'].includes(entry.name)
      ? readdirSync(new URL(entry.name, root), { recursive: true, encoding: 'utf8' }).map(
          (path) => `${entry.name}/${path.replaceAll('\\', '/')}`,
        )
      : ['server.ts', 'proxy.ts', 'instrumentation-client.ts'].includes(entry.name)
        ? [entry.name]
        : []
    for (const path of paths.filter((path) => /\.tsx?$/.test(path)))
      tree.set(path, readFileSync(new URL(path.replace(/[[\]]/g, encodeURIComponent), root), 'utf8'))
  }
  return tree
}

test('the project keeps to its architecture', () => {
  const tree = readProject()
  expect(tree.size).toBeGreaterThan(0)
  expect(checkTree(tree)).toEqual([])
})

describe('the checker', () => {
  const check = (files: Record<string, string>) => checkTree(new Map(Object.entries(files)))

  test.each([
    ['static', `import { y } from '../healing/y.ts'`],
    ['type', `import type { Y } from '../healing/y.ts'`],
    ['side effect', `import '../healing/y.ts'`],
    ['re-export', `export * from '../healing/y.ts'`],
    ['dynamic', `export const y = () => import('../healing/y.ts')`],
    ['inline type', `export type Y = import('../healing/y.ts').Y`],
  ])('reports a forbidden import: %s', (_, text) => {
    expect(check({ 'lib/watcher/x.ts': text })).toEqual([
      'lib/watcher/x.ts imports lib/healing/y.ts: watcher may import contract, process, chaos, repair',
    ])
  })

  test('reports a cycle between folders', () => {
    const violations = check({
      'lib/store/a.ts': `import '../chaos/b.ts'`,
      'lib/chaos/b.ts': `import '../repair/c.ts'`,
      'lib/repair/c.ts': `import '../store/a.ts'`,
    })
    expect(violations).toContain('cycle: store → chaos → repair → store')
  })

  test.each([
    ['app/page.tsx', `import '../lib/store/ledger.ts'`, 'app may import contract'],
    ['app/api/x/route.ts', `import '../../../lib/core/main.ts'`, 'app/api may import contract, config, log, process, gate, store'],
    ['server.ts', `import './lib/core/main.ts'`, 'server may import contract, config, log, process, gate, store'],
    ['bin/ouroboros.ts', `import '../app/page.tsx'`, 'bin may import'],
    ['lib/healing/rungs/1-restart.ts', `import '../../store/x.ts'`, 'healing may import'],
    ['lib/contract/x.ts', `import 'node:fs'`, 'contract may use zod, fast-check'],
    ['app/page.tsx', `import 'node:fs'`, 'app runs in the browser too'],
    ['organism/clock/spec.ts', `import { z } from 'zod'`, 'organism may use fast-check'],
    ['lib/core/x.ts', `import '../../tests/x.ts'`, 'core may import'],
    ['lib/core/x.ts', `import './y'`, 'Node needs the extension'],
    ['lib/misc/x.ts', `import './y.ts'`, 'in no known part'],
    ['lib/core/index.ts', `export { y } from './y.ts'`, 'is a barrel'],
    ['lib/core/x.ts', `export const port = process.env.PORT`, 'reads process.env'],
    ['lib/core/x.ts', `import { env } from 'node:process'`, 'reads process.env'],
    ['lib/core/lease-manager.ts', '', `'manager' says nothing`],
    ['lib/core/leaseRow.ts', '', 'is not kebab-case'],
  ])('reports %s with %s', (path, text, reason) => {
    expect(check({ [path]: text })).toEqual([expect.stringContaining(reason)])
  })

  test('accepts what is allowed', () => {
    const tree = {
      'lib/contract/event.ts': `import { z } from 'zod'`,
      'lib/config.ts': `import './contract/errors.ts'\nexport const port = process.env.PORT`,
      'lib/healing/rungs/1-restart.ts': `import '../ladder.ts'\nimport '../../process/stop.ts'`,
      'lib/core/main.ts': `import '../config.ts'\nimport '../watcher/detect.ts'`,
      'app/api/genomes/[id]/route.ts': `import '../../../../lib/store/read-genomes.ts'`,
      'app/(lab)/page.tsx': `import '../_ui/button.tsx'\nimport '../globals.css'\n// don't import '../lib/core/x.ts'`,
      'organism/clock/spec.ts': `import fc from 'fast-check'\nimport '../../lib/contract/spec.ts'`,
    }
    expect(check(tree)).toEqual([])
  })
})
