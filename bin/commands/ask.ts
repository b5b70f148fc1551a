import type { Command } from 'commander'
import { ask as askLedger } from '../../lib/ask/ask.ts'
import { formatValue } from '../../lib/ask/format.ts'
import { warmGuard } from '../../lib/ask/warm-guards.ts'
import { faults } from '../../lib/chaos/faults.ts'
import { loadConfig, loadDatabaseUrl } from '../../lib/config.ts'
import { questionSchema, statementSchema } from '../../lib/contract/ask.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import { readingPath } from '../../lib/store/open-store.ts'
import { printJson, printTable, say } from './print.ts'

const notUnderstood = 3

export const ask = (program: Command): unknown => program
  .command('ask')
  .description('answers a question to the ledger, in English or Polish')
  .argument('<question...>', 'like: how many incidents today by fault')
  .option('-d, --data <folder>', 'data folder, as given to up')
  .option('--sql <statement>', 'runs this in the place of what the question would become: a SELECT over the views')
  .option('--json', 'the whole answer as one row')
  .addHelpText('after', '\nExit code: 0 answered, 2 wrong usage, 3 not understood, or the ledger cannot be read.\ndocs/ask.md says what can be asked.')
  .action(async (words: string[], { data, sql, json }: { data?: string; sql?: string; json?: boolean }) => {
    const { ledgerPath: kept } = loadConfig({ argv: data === undefined ? [] : ['--data', data] })
    const ledgerPath = readingPath({ ledgerPath: kept, databaseUrl: loadDatabaseUrl() })
    const question = read(questionSchema, words.join(' '), 'the question')
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    try {
      const answer = await askLedger({
        request: { question, ...(sql !== undefined && { sql: read(statementSchema, sql, '--sql') }) },
        ledgerPath, now: Date.now, timeZone, faults: faults.map(({ id, label }) => ({ id, label })),
      })
      if (answer.by === null) process.exitCode = notUnderstood
      if (json) return printJson(answer)
      say(answer.sentence)
      const { columns, rows, language, truncated } = answer
      if (rows.length > 0) printTable([columns.map(({ name }) => name), ...rows.map((row) => row.map((value, index) => formatValue(value, columns[index]?.kind ?? 'text', { language, timeZone })))])
      if (truncated) say('There is more: ask for less, or of a shorter time.')
    } finally {
      warmGuard(ledgerPath).close()
    }
  })

function read(schema: typeof questionSchema, text: string, what: string): string {
  const parsed = schema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new RequestInvalidError(`${what}: ${parsed.error.issues[0]?.message ?? 'is not valid'}`)
}
