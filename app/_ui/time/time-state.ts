import type { Recording } from './recording.ts'
import type { Slowness } from './playhead.ts'

/** What the reader sees: as it happens, held still, or something that is over. */
export interface TimeState {
  mode: 'live' | 'paused' | 'replay'
  slowness: Slowness
  /** Events that have happened and are not shown. */
  waiting: number
  /** Too many came in to be stepped through: there is only the way to now. */
  isOverrun: boolean
  replay: Replay | null
}

export interface Replay {
  recording: Recording
  /** Place among the recording's steps. */
  step: number
  isPlaying: boolean
}

export const liveTime: TimeState = { mode: 'live', slowness: 1, waiting: 0, isOverrun: false, replay: null }

/** Whether what is shown is not of now. */
export const isPast = ({ mode, waiting }: TimeState): boolean => mode === 'replay' || waiting > 0

export type TimeWord = 'LIVE' | 'SLOW' | 'PAUSED' | 'REPLAY'

export function timeWord(time: TimeState): TimeWord {
  if (time.mode === 'replay') return 'REPLAY'
  if (time.mode === 'paused') return 'PAUSED'
  return time.slowness > 1 ? 'SLOW' : 'LIVE'
}
