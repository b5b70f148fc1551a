import { z } from 'zod'

/** Who may do what, from little to all. Each role may do what those before it may. */
export const roles = ['viewer', 'player', 'operator'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** What something asks of who wants it. */
export type Needed = Role | 'anybody'

/** @param role null: nobody has signed in */
export const isEnough = (role: Role | null, needed: Needed): boolean =>
  needed === 'anybody' || (role !== null && roles.indexOf(role) >= roles.indexOf(needed))

/** What a player's fault may be at most; and one of them at a time. */
export const playerLimits = { intensity: 3, ttlMs: 120_000 } as const

export const whoSchema = z.object({
  role: roleSchema,
  /** Nobody needs to sign in here: the server listens on loopback alone and has no password. */
  isOpen: z.boolean(),
  /** As commands of this visitor are signed in the ledger. */
  author: z.string(),
  /** null where there is none: an open server. */
  session: z.string().nullable(),
  /** Wall clock, ms; null where there is no session. */
  expiresAt: z.number().nullable(),
})
export type Who = z.infer<typeof whoSchema>

export const sessionRowSchema = z.object({
  id: z.string(), role: roleSchema,
  /** How it began. */
  by: z.enum(['password', 'link', 'command-line']),
  address: z.string(), agent: z.string(),
  madeAt: z.number(), seenAt: z.number(), expiresAt: z.number(),
  /** null while it is in force. */
  revokedAt: z.number().nullable(),
  /** Whether it is the one that asks. */
  isOwn: z.boolean(),
})
export type SessionRow = z.infer<typeof sessionRowSchema>
export const sessionListSchema = z.object({ sessions: z.array(sessionRowSchema) })

/** A way in: the password of a role, or a link that works once. */
export const signInSchema = z.union([
  z.strictObject({ password: z.string().min(1).max(200) }),
  z.strictObject({ link: z.string().min(1).max(200) }),
])
