'use client'
import { useEffect } from 'react'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { useLiveStore } from '../wire/use-live.tsx'
import { usePreference } from './preferences.ts'

/** Hz, one after the other: down when something falls, up when it is well again, level and low where nothing helped. */
const tones = { fallen: [440, 311], well: [440, 659], helpless: [156, 156] } as const

/** A short word without words for those who look elsewhere; only where a reader has asked for it. */
export function PreferencesSound() {
  const live = useLiveStore()
  const [isOn] = usePreference('sound')
  useEffect(() => {
    if (!isOn) return
    const audio = new AudioContext()
    // The newest alone: what was missed while away is not made up for in noise.
    const stop = live.onEvents((batch) => {
      const last = batch.findLast(({ kind }) => kind === 'incident-open' || kind === 'incident-close')
      if (last) play(audio, tones[toneOf(last)])
    })
    return () => {
      stop()
      void audio.close()
    }
  }, [isOn, live])
  return null
}

function toneOf(event: LedgerEvent): keyof typeof tones {
  if (event.kind !== 'incident-close') return 'fallen'
  return event.data.end === 'quarantined' ? 'helpless' : 'well'
}

/** Each tone fades, so that none of them clicks. */
function play(audio: AudioContext, pitches: readonly number[]): void {
  // A browser lets no page make a sound before somebody has touched it.
  void audio.resume()
  for (const [index, pitch] of pitches.entries()) {
    const begin = audio.currentTime + index * 0.14
    const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: pitch })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.setTargetAtTime(0.08, begin, 0.01)
    gain.gain.setTargetAtTime(0, begin + 0.1, 0.04)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(begin)
    oscillator.stop(begin + 0.4)
  }
}
