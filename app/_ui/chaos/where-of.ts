/** Where a fault is in force, as part of a sentence. '': it hits Ouroboros itself. */
export const whereOf = (organism: string): string => (organism === '' ? 'Ouroboros itself' : organism)
