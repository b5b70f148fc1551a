/** What may follow the words that stand for code: `// existing code stays as it is`. */
const tail = /^(?:\W|here|goes|go|unchanged|unmodified|above|below|as|is|are|it|they|them|was|were|before|in|same|the|stays?|remains?|omitted|continues?|follows?|for|brevity|clarity|not|shown|and|so|on|of|this|file|code|function|class|method|part|rest|to|end)*$/i

const names = 'code|files?|lines?|functions?|methods?|classes|class|implementations?|logic|contents?|imports?|exports?|definitions?|statements?|parts?|body|section|module|script|program|query|document|template|config|component|cases|handlers|routes|tests|page|styles'
const adjectives = 'rest of|remainder of|remaining|existing|previous|original|unchanged|unmodified|other|same|old|current'

/** Said of code that is not there, with or without dots. */
const spoken: readonly RegExp[] = [
  new RegExp(`^(?:(?:all|and|keep|leave|insert|with|the|your|my|of)\\s+)*(?:${adjectives})\\s+(?:(?:of|the|your|this|my)\\s+)*(?:\\w+\\s+)?(?:${names})\\b`, 'i'),
  /^(?:(?:and|keep|leave|the)\s+)*(?:rest|remainder)\b/i,
  /^(?:unchanged|unmodified|no changes?|same as|as before|not changed|snip|snipped|etc|omitted|truncated|elided|and so on|code (?:here|omitted|unchanged|continues|above|below))\b/i,
  /^(?:(?:your|add|insert|put|place|the|actual|more)\s+)+(?:\w+\s+)?(?:code|implementation|logic)\b/i,
]
/** Said anywhere in a remark. */
const anywhere = /\b(?:omitted|left out|elided|abbreviated|truncated|skipped|shortened)\s+(?:for (?:brevity|clarity|space|readability|length|simplicity|now)|here|to (?:save|keep))\b|\b(?:remains?|stays?|is|are)\s+(?:unchanged|the same|unmodified)\s*$|\b(?:keep|leave)\b.{0,40}\b(?:unchanged|as(?: it)? is|as before)\s*$/i
/** The same in the other languages that models are trained in. */
const otherLanguages = /^(?:rest(?:licher)? (?:des|der|vom|code)|rest (?:bleibt|unverändert)|restlicher|bestehender code|unverändert|wie (?:zuvor|vorher|oben)|(?:le )?reste (?:du|de|inchangé)|inchangé|code existant|(?:el )?resto (?:del|de|do|da)\b|sin cambios|código existente|sem alterações|resto invariato|остальн|без изменений|существующий код|其余|剩余|省略|不变|保持不变|现有代码|以下省略|残り|変更なし|나머지|기존 코드)|(?:不变|省略|変更なし|동일)$/iu
/** Beside dots these are enough. */
const dotted = /\b(?:rest|remain\w*|existing|previous|original|others?|same|unchanged|more|code|snip|omitted|etc|here|before|above|below|continues?|methods?|functions?|imports?|implementation|logic)\b/i

const remark = /^\s*(?:\/\/+|#+|\/\*+|\*|--+|;+|%+|<!--|\{\s*\/\*|"""|'''|'|REM\b)\s?(.*?)\s*(?:\*\/\s*\}?|-->|"""|'''|--+)?\s*$/i
const inline = /\/\*(.{1,200}?)\*\//g

/**
 * The first line that stands for code that is not written out and that was not there before; null where there is none.
 *
 * @param isPython a lone `...` is a statement there
 */
export function elisionIn(text: string, before: readonly string[], isPython: boolean): string | null {
  const own = new Set(before.flatMap((source) => source.split('\n')).map((line) => line.trim()))
  for (const line of text.split('\n')) {
    const bare = line.trim()
    if (bare === '' || bare.length > 300 || own.has(bare)) continue
    if (bare === '...' && isPython) continue
    // Dots right before a name are spread syntax, unless there are dots behind it too.
    if (/^[[(<]*(?:\.{3}(?:\W?\s|$)|…|\.{3}\w.*\.{3}\W*$)/.test(bare) && standsForCode(bare)) return bare
    if (/^\[.*\]$/.test(bare) && standsForCode(bare) && spoken.some((words) => words.test(trimmed(bare)))) return bare
    const said = remark.exec(line)?.[1]
    if (said !== undefined && standsForCode(said)) return bare
    for (const [, aside = ''] of bare.matchAll(inline)) if (standsForCode(aside)) return bare
  }
  return null
}

function standsForCode(said: string): boolean {
  const hasDots = /\.{3}|…/.test(said)
  const words = trimmed(said)
  if (words === '') return hasDots
  if (words.length > 100) return false
  if (hasDots && /^[\s[(<{*-]*(?:\.{3}|…)|(?:\.{3}|…)[\s\])>}*-]*$/.test(said) && dotted.test(words)) return true
  return anywhere.test(words) || otherLanguages.test(words) || spoken.some((pattern) => {
    const found = pattern.exec(words)
    return found !== null && tail.test(words.slice(found[0].length))
  })
}

const trimmed = (said: string): string => said.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '')
