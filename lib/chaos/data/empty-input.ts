import type { Json } from '../../contract/json.ts'
import { dataFault } from './data-fault.ts'
import { changePlaces } from './places.ts'

export const emptyInput = dataFault({
  id: 'empty-input',
  label: 'Give it nothing',
  teaches: 'Nothing is an input too: most programs are written with something in mind, and divide by its length.',
  intensity: 'how many values become empty: 1 to 4, or the whole input at 5',
  value: (value, { random, intensity }) => (intensity === 5 ? emptied(value) : changePlaces(value, intensity, random, emptied)),
  text: (text, { random, intensity }) => {
    if (text === '') return '\n'
    const lines = text.split('\n')
    if (intensity === 5 || lines.filter((line) => line !== '').length <= intensity) return ''
    const emptyLines = changePlaces(lines.filter((line) => line !== ''), intensity, random, () => '') as string[]
    return emptyLines.join('\n')
  },
})

/** The same kind of thing with nothing in it; null where it was empty, or is nothing that can be. */
function emptied(value: Json): Json {
  if (Array.isArray(value)) return value.length > 0 ? [] : null
  if (typeof value === 'string') return value === '' ? null : ''
  if (value === null) return ''
  return typeof value === 'object' && Object.keys(value).length > 0 ? {} : null
}
