import { refuseUnknown } from '../../../lib/gate/route.ts'

/** Every address below /api/ that is none. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = refuseUnknown()
