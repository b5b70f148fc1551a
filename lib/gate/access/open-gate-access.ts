import type { Config } from '../../config.ts'
import type { Role } from '../../contract/access.ts'
import { linkAddress } from './link-address.ts'
import { openAccess, type Access } from './open-access.ts'

export interface GateAccess {
  access: Access
  /**
   * Called once the address is known.
   * @returns what to tell whoever started it; null where nobody is to be let in by a link
   */
  announce: (at: { port: number; allowedOrigins: string[] }) => string | null
}

/**
 * What a server does about access at its start: the passwords of this start go in the place of the last one's, and
 * where others reach it and there is none, one link is made that lets an operator in.
 */
export async function openGateAccess({ accessPath, isOpen }: Pick<Config, 'accessPath' | 'isOpen'>, given: Partial<Record<Role, string>>): Promise<GateAccess> {
  const access = openAccess({ path: accessPath, isOpen })
  if (isOpen) return { access, announce: () => null }
  // Who was let in by a password that is no more, is out.
  for (const role of await access.passwords.set(given)) access.sessions.revokeOf(role)
  const link = Object.keys(given).length > 0 ? null : access.links.make('operator', 'start')
  return {
    access,
    announce({ port, allowedOrigins: [origin = `http://localhost:${port}`] }) {
      access.tellOrigin(origin)
      return link === null ? null : `No password is set, so nobody is let in without a link. This one lets one operator in, once, within a day:\n  ${linkAddress(origin, link)}\nbin/ouroboros invite makes more.`
    },
  }
}
