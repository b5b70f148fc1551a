/** What was asked at a place in one visit of a check: a digit for each question, 1 yes, 0 no, x where it threw. */
export interface Visit { check: number; answers: string }
