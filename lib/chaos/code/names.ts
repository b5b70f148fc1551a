import type { Tree } from './tree.ts'

/** A name that occurs nowhere in the file, not even in a comment. */
export function freeName(wanted: string, { source }: Tree): string {
  let name = wanted
  for (let number = 2; source.includes(name); number += 1) name = `${wanted}${number}`
  return name
}
