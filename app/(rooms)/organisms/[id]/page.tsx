import type { Metadata } from 'next'
import { OrganismRoom } from '../../../_ui/organisms/organism-room.tsx'

interface Props { params: Promise<{ id: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: (await params).id })

export default async function Page({ params }: Props) {
  return <OrganismRoom id={(await params).id} />
}
