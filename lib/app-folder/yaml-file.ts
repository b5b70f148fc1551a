import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument, stringify } from 'yaml'
import type { z } from 'zod'
import { AppInvalidError } from '../contract/errors.ts'

const widest = 120

/** @returns null where there is no such file. @throws AppInvalidError that says where in the file it is wrong */
export function readYaml<T extends z.ZodType>(root: string, name: string, schema: T): z.infer<T> | null {
  const path = join(root, name)
  if (!existsSync(path)) return null
  const document = parseDocument(readFileSync(path, 'utf8'), { prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw new AppInvalidError(`${path} is not YAML: ${error.message.split('\n')[0]} Mend it, or take it from an iteration's folder, where each one has its own.`)
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 20 }))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppInvalidError(`${path} is not right at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message ?? 'something is missing'}. Mend it, or take it from an iteration's folder, where each one has its own.`)
}

/** @param about what stands above it, for whoever opens the file */
export const yamlText = (value: unknown, about: string): string => `# ${about}\n${stringify(value, { lineWidth: widest, aliasDuplicateObjects: false })}`
