import { LedgerRoom } from '../../_ui/ledger/ledger-room.tsx'

export const metadata = { title: 'Ledger' }

export default LedgerRoom
