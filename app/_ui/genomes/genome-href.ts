import { linkQuery } from '../address/address.ts'

/** Where a version is shown. */
export const genomeHref = (id: string): string => `/genomes${linkQuery({ organism: id.slice(0, id.lastIndexOf('.')), genome: id })}`
