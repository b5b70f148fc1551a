import { ChaosRoom } from '../../_ui/chaos/chaos-room.tsx'

export const metadata = { title: 'Chaos' }

export default ChaosRoom
