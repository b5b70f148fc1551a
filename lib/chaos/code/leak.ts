import { bySeverity } from '../severity.ts'
import { codeFault } from './code-fault.ts'
import { declareAtTop, insertionsOf } from './insertions.ts'
import { freeName } from './names.ts'

/** One array element of V8 is 8 bytes. */
const elementsPerMb = 131_072

export const leak = codeFault({
  id: 'leak',
  label: 'Leak memory',
  teaches: 'Nothing goes wrong at first: memory that is never let go only shows as a line that climbs, until it ends the process.',
  intensity: 'how much each call keeps for ever: 4, 16, 64, 128 or 256 MB',
  places: 1,
  sites: (code) => {
    const kept = freeName('kept', code.tree)
    const elements = bySeverity([4, 16, 64, 128, 256], code.intensity) * elementsPerMb
    const declaration = declareAtTop(code.tree, `const ${kept} = [];`)
    if (!declaration) return []
    return insertionsOf(code).map(({ insert }) => {
      const site = insert(`${kept}.push(new Array(${elements}).fill(0));`)
      return { ...site, edits: [declaration, ...site.edits] }
    })
  },
})
