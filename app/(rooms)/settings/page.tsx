import { SettingsRoom } from '../../_ui/settings/settings-room.tsx'

export const metadata = { title: 'Settings' }

export default SettingsRoom
