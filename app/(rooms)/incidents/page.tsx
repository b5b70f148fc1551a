import { IncidentRoom } from '../../_ui/incidents/incident-room.tsx'

export const metadata = { title: 'Incidents' }

export default function Page() {
  return <IncidentRoom id={null} />
}
