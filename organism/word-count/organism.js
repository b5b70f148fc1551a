// Counts lines, words and characters of its input, and names the words that come most often.
//   word-count [--top N] [--min LENGTH] [--exact]

const usage = 'usage: word-count [--top N] [--min LENGTH] [--exact] < text'

/** A wrong argument: the user's mistake, not ours. */
class UsageError extends Error {}

function readOptions(args) {
  const options = { top: 5, min: 1, exact: false }
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]
    if (arg === '--exact') options.exact = true
    else if (arg === '--top') options.top = readNumber(arg, args[(i += 1)], 100)
    else if (arg === '--min') options.min = readNumber(arg, args[(i += 1)], 50)
    else throw new UsageError(`unknown argument ${arg}`)
  }
  return options
}

function readNumber(name, text, most) {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN
  if (!(value >= 1 && value <= most)) throw new UsageError(`${name} wants a number from 1 to ${most}`)
  return value
}

async function readInput() {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) text += chunk
  return text
}

/** Lines as an editor counts them: a last line without a line break is a line too. */
function countLines(text) {
  if (text === '') return 0
  const breaks = text.split('\n').length - 1
  return text.endsWith('\n') ? breaks : breaks + 1
}

const wordsOf = (text) => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

/** The most frequent words, the alphabet deciding between equals. */
function topWords(words, { top, min, exact }) {
  const counts = new Map()
  for (const word of words) {
    if ([...word].length < min) continue
    const key = exact ? word : word.toLowerCase()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return ranked.slice(0, top)
}

function report(text, options) {
  const words = wordsOf(text)
  const lines = [`lines ${countLines(text)}`, `words ${words.length}`, `characters ${[...text].length}`]
  for (const [word, count] of topWords(words, options)) lines.push(`${String(count).padStart(5)} ${word}`)
  return lines.join('\n')
}

try {
  const options = readOptions(process.argv.slice(2))
  console.log(report(await readInput(), options))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`word-count: ${error.message}\n${usage}`)
  process.exitCode = 2
}
