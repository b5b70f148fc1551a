import { CoreRoom } from '../../_ui/cores/core-room.tsx'

export const metadata = { title: 'Cores' }

export default CoreRoom
