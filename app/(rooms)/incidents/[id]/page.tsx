import { IncidentRoom } from '../../../_ui/incidents/incident-room.tsx'

export const metadata = { title: 'Incident' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <IncidentRoom id={decodeURIComponent((await params).id)} />
}
