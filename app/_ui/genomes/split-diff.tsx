import { clsx } from 'clsx'
import type { DiffFile, DiffRow } from './diff-model.ts'
import { Pieces } from './pieces.tsx'
import { splitRows } from './split-rows.ts'

/** Before left, after right, one line on one level; each half scrolls with the other. */
export function SplitDiff({ file }: { file: DiffFile }) {
  return (
    <table aria-label={`Changes of ${file.name}, side by side`} className="w-full min-w-160 table-fixed border-collapse">
      <thead className="sr-only"><tr><th>Line before</th><th>Before</th><th>Line after</th><th>After</th></tr></thead>
      <colgroup><col className="w-10" /><col /><col className="w-10" /><col /></colgroup>
      {file.blocks.map((block, index) => (
        <tbody key={index}>
          <tr><td colSpan={4} className="px-4 text-xs text-mist">{block.header}</td></tr>
          {splitRows(block.rows).map(({ before, after }, place) => (
            <tr key={place} className="align-top">
              <Half row={before} number={before?.before ?? null} isLeft />
              <Half row={after} number={after?.after ?? null} isLeft={false} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Half({ row, number, isLeft }: { row: DiffRow | null; number: number | null; isLeft: boolean }) {
  const isChanged = row !== null && row.kind !== 'same'
  const ground = row === null ? 'scales' : isChanged ? (isLeft ? 'bg-crashed/12' : 'bg-healthy/10') : ''
  return (
    <>
      <td className={clsx('pr-2 text-right text-xs leading-5 text-mist select-none', ground, !isLeft && 'border-l border-line')}>{number}</td>
      <td dir="ltr" className={clsx('pr-2 whitespace-pre-wrap tab-2 [overflow-wrap:anywhere] [unicode-bidi:isolate]', ground, isChanged ? 'text-text' : 'text-soft')}>
        {isChanged && <span className={isLeft ? 'text-alarm' : 'text-healthy'}><span aria-hidden>{isLeft ? '− ' : '+ '}</span><span className="sr-only">{isLeft ? 'removed: ' : 'added: '}</span></span>}
        {row && <code>{!isChanged && <span aria-hidden>{'  '}</span>}<Pieces row={row} /></code>}
      </td>
    </>
  )
}
