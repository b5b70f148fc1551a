import { resolve } from 'node:path'
import type { Command } from 'commander'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { AppPlan, PlanField } from '../../lib/contract/factory/plan.ts'
import { openEngine } from '../../lib/core/open-engine.ts'
import { makeApp } from '../../lib/factory/make-app.ts'
import { planApp } from '../../lib/planner/plan-app.ts'
import { holdsApp } from './app-of.ts'
import { withFactory } from './factory.ts'
import { sayGaps } from './gap-lines.ts'
import { mend } from './mend.ts'
import { printJson, printTable, say } from './print.ts'
import { sayTask } from './task-line.ts'

interface Options { app?: string; plan?: boolean; mind?: string; json?: boolean }

export const gen = (program: Command): unknown => program
  .command('gen')
  .description('makes an app from a sentence in English or Polish, or adds to the one that is there')
  .argument('<sentence...>', 'like: a todo list with login')
  .option('--app <folder>', 'the app’s folder; left out: this one, where it holds an app, else a new one named after what is asked for')
  .option('--plan', 'only say what would be kept and done, and what is left out, with why')
  .option('--mind <provider/model>', 'a language model that writes what no template has; by default what the settings say, which is none')
  .option('--json', 'one row for each thing that happens')
  .addHelpText('after', '\nExit code: 0 made, and all its tests pass; 1 made, and some fail; 2 nothing can be made of the sentence, and why.')
  .action(async (words: string[], options: Options) => {
    const sentence = words.join(' ')
    if (options.plan) return showPlan(planApp(sentence), options)
    await make(sentence, options)
  })

async function make(sentence: string, { app, mind, json = false }: Options): Promise<void> {
  // What nothing can be made of leaves no folder behind.
  const { slug } = planApp(sentence)
  const root = resolve(app ?? (holdsApp('.') ? '.' : slug))
  if (app === undefined && holdsApp(root) && root !== resolve('.')) throw new RequestInvalidError(`there is an app in ${root} already: add to it with --app ${root}, or name another folder`)
  await withFactory(async (factory) => {
    const { clock, stop } = factory
    const { engine, close } = await openEngine(root, clock, factory.workshop)
    try {
      const { plan, registry } = await makeApp({ root, sentence, edited: null }, {
        engine, clock, stop, onEvent: json ? (event) => printJson({ event: event.kind, ...event }) : sayTask, onGaps: json ? (gaps, share) => printJson({ event: 'gaps', gaps, ...share }) : sayGaps,
      })
      if (!json) for (const line of remarks(plan)) say(line)
      const { end, registry: { inForce } } = await mend(root, registry, factory, engine, { iterations: 5, timeMs: 120_000, json })
      if (!json) say(`${root}: iteration ${inForce} is in force. Run it with ouroboros run --app ${root}`)
      process.exitCode = end === 'well' ? 0 : 1
    } finally {
      await close()
    }
  }, { mind, json })
}

function showPlan(plan: AppPlan, { json }: Options): void {
  if (json) return printJson(plan)
  say(plan.title)
  printTable(plan.resources.flatMap(({ id, fields, isOwned }) => fields.map((field, index) => [index === 0 ? id : '', field.name, kindOf(field), index === 0 && isOwned ? 'each person their own' : ''])))
  for (const line of remarks(plan)) say(line)
}

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
