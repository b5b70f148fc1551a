import { verifyLedger } from '../../../../lib/gate/operations/ledger.ts'
import { route } from '../../../../lib/gate/route.ts'
import { lab } from '../../lab.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(lab, verifyLedger)
