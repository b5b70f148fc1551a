/** What is asked for: whether something holds, what it is, which number. */
export type Asked = 'truth' | 'types' | 'numbers'

/** What was asked at a place in one visit of a check: a digit for each question, 1 yes, 0 no, x where it threw; of numbers, each with a space behind, `-` where it is none. */
export interface Visit { check: number; answers: string }
