import { Fleet } from '../../_ui/organisms/fleet.tsx'

export const metadata = { title: 'Organisms' }

export default Fleet
