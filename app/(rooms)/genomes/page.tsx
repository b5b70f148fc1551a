import { GenomeRoom } from '../../_ui/genomes/genome-room.tsx'

export const metadata = { title: 'Genomes' }

export default GenomeRoom
