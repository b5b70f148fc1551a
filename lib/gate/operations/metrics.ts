import { openBoard, type Board } from '../metrics/board.ts'
import { openLedgerCount } from '../metrics/ledger-count.ts'
import { showState } from '../metrics/show-state.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'

export const readMetrics = operation({
  method: 'GET', path: '/metrics', role: 'viewer', summary: 'Figures for Prometheus: cores, incidents, faults, models, commands, ledger',
  answer: { status: 200, mediaType: 'text/plain' },
  refusals: ['ledger-unavailable'],
  handle: async (_input, lab) => {
    const { board, catchUp } = meterOf(lab.readers)
    await catchUp()
    showState(board, lab)
    return new Response(await board.text(), { headers: { 'content-type': board.contentType, 'cache-control': 'no-store' } })
  },
})

interface Meter { board: Board; catchUp: () => Promise<void> }

/** One for each ledger that is read: what was counted once is not counted again for the next who asks. */
const meters = new WeakMap<Lab['readers'], Meter>()

function meterOf(readers: Lab['readers']): Meter {
  const known = meters.get(readers)
  if (known !== undefined) return known
  const board = openBoard()
  const meter = { board, catchUp: openLedgerCount(readers, board) }
  meters.set(readers, meter)
  return meter
}
