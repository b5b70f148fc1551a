import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, for a cookie or a link. */
export const drawSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. It has 256 bits of its own, so one round is enough: there is nothing to guess. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
