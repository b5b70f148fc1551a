const quote = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** The constant as code writes it. */
export const literal = (value: number | string | boolean | null): string =>
  typeof value === 'string' ? quote(value) : Object.is(value, -0) ? '0' : String(value)
