import { ChevronRight } from 'lucide-react'
import { Panel } from '../frame/panel.tsx'
import type { Example } from './near-examples.ts'

const languages = [['en', 'In English'], ['pl', 'Po polsku']] as const

/** Before a question: what can be asked, and some to begin with. */
export function Unasked({ examples, ask }: { examples: readonly Example[]; ask: (question: string) => void }) {
  return (
    <Panel title="Answer" className="min-h-80 flex-1">
      <div tabIndex={0} role="region" aria-label="Questions to begin with" className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-4 pt-4 pb-6 focus-visible:-outline-offset-2 wide:pt-8">
        <div className="flex flex-col gap-2">
          <p className="max-w-3xl text-xl leading-tight font-semibold max-wide:text-lg">Everything that ever happened here can be asked.</p>
          <p className="max-w-prose text-sm text-soft">Each pulse, each fault, each cure and each takeover stands in the ledger. Ask how many, how long, which or when: the answer is a sentence, a table and a picture, with the SQL and the events behind it.</p>
        </div>
        <div className="grid gap-x-8 gap-y-6 wide:grid-cols-2">
          {languages.map(([language, title]) => {
            const own = examples.filter((example) => example.language === language)
            return own.length > 0 && (
              <section key={language} aria-labelledby={`examples-${language}`}>
                <h3 id={`examples-${language}`} lang={language} className="caption pb-2">{title}</h3>
                <ul className="border-b border-line">
                  {own.map(({ question }) => (
                    <li key={question} className="border-t border-line">
                      <button type="button" lang={language} onClick={() => ask(question)} className="flex min-h-11 w-full items-center gap-3 px-2 py-1.5 text-left hover:bg-raised focus-visible:-outline-offset-2">
                        <span className="min-w-0 flex-1">{question}</span><ChevronRight aria-hidden className="size-4 shrink-0 text-soft" strokeWidth={1.5} />
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
        </div>
      </div>
    </Panel>
  )
}
