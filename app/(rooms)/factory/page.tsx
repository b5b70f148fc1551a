import { FactoryRoom } from '../../_ui/factory/factory-room.tsx'

export const metadata = { title: 'Factory' }

export default FactoryRoom
