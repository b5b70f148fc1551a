import { everydayQuestions } from './questions/everyday.ts'
import { furtherQuestions } from './questions/further.ts'
import { variedQuestions } from './questions/varied.ts'
import type { Question } from './question.ts'

/** The published set: what the grammar is held to. */
export const questions: readonly Question[] = [...everydayQuestions, ...variedQuestions, ...furtherQuestions]
