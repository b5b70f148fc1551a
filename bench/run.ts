import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Figure } from './figure.ts'
import { table } from './table.ts'

/**
 * npm run bench -- NAME [--full] [--json]: runs bench/NAME.ts, whose `run` gives the figures. With --json, one row a
 * figure; with --full, all that a benchmark which draws samples could measure.
 */

const supporting = ['run', 'figure', 'table']
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => !supporting.includes(name))

const usage = `usage: npm run bench -- NAME [--full] [--json]\nnames: ${names.join(', ')}\n`

function readArguments(): { name: string; full: boolean; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ options: { full: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } }, allowPositionals: true })
    const [name, ...rest] = positionals
    return name === undefined || rest.length > 0 ? null : { name, full: values.full, json: values.json }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const wanted = readArguments()
  if (wanted === null) {
    process.stderr.write(usage)
    return 2
  }
  if (!names.includes(wanted.name)) {
    process.stderr.write(`There is no benchmark ${wanted.name}.\n${usage}`)
    return 1
  }
  const { run } = (await import(join(import.meta.dirname, `${wanted.name}.ts`))) as { run: (isFull: boolean) => Promise<Figure[]> }
  const figures = await run(wanted.full)
  process.stdout.write(`${wanted.json ? figures.map((figure) => JSON.stringify(figure)).join('\n') : table(figures)}\n`)
  return 0
}

process.exitCode = await main()
