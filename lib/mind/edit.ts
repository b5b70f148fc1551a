/** One change that a model asks for: lines that take the place of others, or a whole new text. */
export type Edit =
  | { file: string; search: string; replace: string }
  | { file: string; whole: string }

/** As it was read; which file is meant may have been left out. */
export type UnnamedEdit =
  | { file: string | null; search: string; replace: string }
  | { file: string | null; whole: string }

/** What one form of answer came to; null where the answer has not that form. */
export type Reading = { edits: UnnamedEdit[]; why: string } | { refused: string } | null
