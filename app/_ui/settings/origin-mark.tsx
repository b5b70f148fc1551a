import { clsx } from 'clsx'

export type ValueOrigin = 'page' | 'flag' | 'environment' | 'file' | 'default' | 'manifest' | 'browser'

const words: Record<ValueOrigin, { word: string; means: string }> = {
  page: { word: 'changed here', means: 'Changed while it runs; kept in the ledger.' },
  browser: { word: 'this browser', means: 'Chosen here; kept in this browser alone.' },
  flag: { word: 'flag', means: 'Given on the command line.' },
  environment: { word: 'environment', means: 'Given by an environment variable.' },
  file: { word: 'file', means: 'Given by ouroboros.json.' },
  manifest: { word: 'manifest', means: 'Given by the organism’s own organism.json.' },
  default: { word: 'default', means: 'Nobody said otherwise.' },
}

/** Where a value comes from; what somebody chose stands out from what is so by itself. */
export function OriginMark({ origin }: { origin: ValueOrigin }) {
  const { word, means } = words[origin]
  const isUsual = origin === 'default' || origin === 'manifest'
  return <span title={means} className={clsx('inline-block border px-1.5 text-xs whitespace-nowrap', isUsual ? 'border-line text-soft' : 'border-edge text-text')}><span className="sr-only">Origin: </span>{word}</span>
}
