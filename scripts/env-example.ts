// Writes .env.example from the schema of the settings, so that the two cannot tell different things.
// Run it after changing lib/config.ts: `npm run env-example`.
import { writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { z } from 'zod'
import { configSchema, rootDir, variableOf } from '../lib/config.ts'

const head = `Every setting, with its default. Made by \`npm run env-example\` from the schema in lib/config.ts.

Take away the # before a line to change that setting. A flag goes before the environment, the environment before
ouroboros.json in the working folder. Copied to .env, ./run.sh reads it; a container takes it by
  docker run --env-file .env …`

/** The text of .env.example. Every line is a comment: a copy of it changes nothing. */
export function envExample(): string {
  const { properties = {} } = z.toJSONSchema(configSchema) as z.core.JSONSchema.ObjectSchema
  const settings = Object.entries(properties).map(([name, setting]) => {
    if (typeof setting === 'boolean' || !setting.description) throw new Error(`${name} has no description in lib/config.ts`)
    return [setting.description, ...allowed(setting), `${variableOf(name)}=${shown(setting.default)}`]
  })
  return [head.split('\n'), ...settings].map((lines) => lines.map((line) => `# ${line}`.trimEnd()).join('\n')).join('\n\n') + '\n'
}

function allowed({ enum: choices, minimum, maximum }: z.core.JSONSchema.BaseSchema): string[] {
  if (choices) return [`One of: ${choices.join(', ')}.`]
  return minimum === undefined || maximum === undefined ? [] : [`From ${minimum} to ${maximum}.`]
}

/** As it is written in an environment; a folder of the checkout as it is called from there. */
function shown(value: unknown): string {
  if (typeof value === 'string' && isAbsolute(value)) return relative(rootDir, value)
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? String(value) : ''
}

if (import.meta.main) writeFileSync(join(rootDir, '.env.example'), envExample())
