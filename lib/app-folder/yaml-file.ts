import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument, stringify } from 'yaml'
import type { z } from 'zod'
import { AppInvalidError } from '../contract/errors.ts'

const widest = 120
/** More is no file that anybody wrote, or this program. */
const mostBytes = 4_000_000

/** @returns null where there is no such file. @throws AppInvalidError that says where in the file it is wrong */
export function readYaml<T extends z.ZodType>(root: string, name: string, schema: T): z.infer<T> | null {
  const path = join(root, name)
  if (!existsSync(path)) return null
  const wayOut = "Mend it, or take it from an iteration's folder, where each one has its own."
  if (statSync(path).size > mostBytes) throw new AppInvalidError(`${path} is larger than ${mostBytes} bytes. ${wayOut}`)
  const parsed = schema.safeParse(valueIn(readFileSync(path, 'utf8'), (why) => new AppInvalidError(`${path} is not YAML: ${why} ${wayOut}`)))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppInvalidError(`${path} is not right at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message ?? 'something is missing'}. ${wayOut}`)
}

function valueIn(text: string, refuse: (why: string) => Error): unknown {
  const document = parseDocument(text, { prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw refuse(error.message.split('\n')[0] ?? '')
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (cause) {
    throw refuse(`${cause instanceof Error ? cause.message : String(cause)}.`)
  }
}

/** @param about what stands above it, for whoever opens the file */
export const yamlText = (value: unknown, about: string): string => `# ${about}\n${stringify(value, { lineWidth: widest, aliasDuplicateObjects: false })}`
