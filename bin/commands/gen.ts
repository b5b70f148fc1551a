import type { Command } from 'commander'
import type { AppPlan, PlanField } from '../../lib/contract/factory/plan.ts'
import { planApp } from '../../lib/factory/planner/plan-app.ts'
import { printJson, printTable, say } from './print.ts'

export const gen = (program: Command): unknown => program
  .command('gen')
  .description('says what app a sentence asks for, in English or Polish')
  .argument('<sentence...>', 'like: a todo list with login')
  .requiredOption('--plan', 'what would be kept and done, and what is left out, with why')
  .option('--json', 'the whole plan as one row')
  .addHelpText('after', '\nExit code: 0 understood, 2 nothing can be made of it, and why.')
  .action((words: string[], { json }: { json?: boolean }) => {
    const plan = planApp(words.join(' '))
    if (json) return printJson(plan)
    say(plan.title)
    printTable(plan.resources.flatMap(({ id, fields, isOwned }) => fields.map((field, index) => [index === 0 ? id : '', field.name, kindOf(field), index === 0 && isOwned ? 'each person their own' : ''])))
    for (const line of remarks(plan)) say(line)
  })

/** As in “integer, required, 1 to 5”. */
function kindOf({ type, isRequired, isUnique, min, max, choices, of }: PlanField): string {
  const limits = min !== null && max !== null ? `${min} to ${max}` : min !== null ? `at least ${min}` : max !== null ? `at most ${max}` : null
  return [of === null ? type : `one of ${of}`, isRequired && 'required', isUnique && 'unique', limits, choices.length > 0 && choices.join(' or ')].filter(Boolean).join(', ')
}

function* remarks({ features, understood, leftOut }: AppPlan): Generator<string> {
  if (features.length > 0) yield `and: ${features.join(', ')}`
  for (const { text, why } of understood) yield `understood “${text}”: ${why}`
  for (const { text, why } of leftOut) yield `left out “${text}”: ${why}`
}
