import { z } from 'zod'
import { OuroborosError } from '../../contract/errors.ts'

const farErrorSchema = z.strictObject({
  name: z.string(),
  message: z.string(),
  /** Of an error raised on purpose; null of any other. */
  code: z.string().nullable(),
  isRetryable: z.boolean(),
})

/** What a task failed with in another process: callers branch on the same code, and people read the same message. */
class FarError extends OuroborosError {
  readonly code: string
  override readonly isRetryable: boolean

  constructor({ name, message, isRetryable }: z.infer<typeof farErrorSchema>, code: string) {
    super(message)
    this.name = name
    this.code = code
    this.isRetryable = isRetryable
  }
}

export function packError(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  const { isRetryable } = Object(error) as { isRetryable?: unknown }
  const far: z.infer<typeof farErrorSchema> = { name, message, code: error instanceof OuroborosError ? error.code : null, isRetryable: isRetryable === true }
  return JSON.stringify(far)
}

/** @throws ZodError where the text is not what {@link packError} gave */
export function unpackError(text: string): Error {
  const far = farErrorSchema.parse(JSON.parse(text))
  if (far.code !== null) return new FarError(far, far.code)
  return Object.assign(new Error(far.message), { name: far.name, isRetryable: far.isRetryable })
}
