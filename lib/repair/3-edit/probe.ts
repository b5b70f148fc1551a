import { coverName } from '../2-localise/counter-splices.ts'
import type { Change, Edit } from '../edit.ts'

/**
 * A statement more, in a place, that changes nothing: whoever counts what runs is given the number of questions, and a
 * function that answers each of them there and then.
 * @param put makes a change of a statement
 */
export function probeEdit(questions: readonly string[], put: (statement: string) => Change, at: number): Edit {
  const answers = questions.map((question, index) => `case ${index}: return ${question}`).join('; ')
  return { kind: 'probe', changes: [put(`${coverName}(${questions.length}, ($question) => { switch ($question) { ${answers} } })`)], at, cost: 0 }
}
