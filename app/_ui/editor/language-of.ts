/** As Monaco calls what a file is written in. */
export const languageOf = (file: string): string => {
  if (/\.[cm]?ts$/.test(file)) return 'typescript'
  if (/\.[cm]?js$/.test(file)) return 'javascript'
  if (file.endsWith('.py')) return 'python'
  return file.endsWith('.sql') ? 'sql' : 'plaintext'
}
