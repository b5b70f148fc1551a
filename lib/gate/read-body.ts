import { RequestInvalidError } from '../contract/errors.ts'
import { archiveLimits } from '../store/genomes/archive.ts'
import { RefusedError } from './problem.ts'

/** Bytes. */
export const bodyLimits = { json: 64 * 1024, archive: archiveLimits.bytes } as const

const mediaTypes = { json: ['application/json'], archive: ['application/zip', 'application/octet-stream'] } as const

/**
 * The bytes of a request, no more than allowed, whatever its Content-Length claims. Requiring the Content-Type also
 * keeps out forms, which any page can send.
 * @throws RefusedError
 */
export async function readBody(request: Request, kind: 'json' | 'archive'): Promise<Uint8Array> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const wanted: readonly string[] = mediaTypes[kind]
  if (!wanted.includes(type)) throw new RefusedError('media-refused', `The body must be ${wanted[0]}, not ${type === '' ? 'without a Content-Type' : type}.`)
  const tooLarge = new RefusedError('body-too-large', `The body is over ${bodyLimits[kind]} bytes.`)
  if (Number(request.headers.get('content-length')) > bodyLimits[kind]) throw tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > bodyLimits[kind]) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** @throws RefusedError, RequestInvalidError */
export async function readJson(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBody(request, 'json'))
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RequestInvalidError('The body is not JSON.', { cause })
  }
}
