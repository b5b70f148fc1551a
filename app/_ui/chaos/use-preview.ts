'use client'
import { useState } from 'react'
import type { z } from 'zod'
import type { chaosPreviewSchema } from '../../../lib/contract/api.ts'
import { sendJson } from '../wire/api.ts'

type PreviewData = z.infer<typeof chaosPreviewSchema>

export interface Preview {
  data: PreviewData | null
  error: unknown
  isBusy: boolean
  load: (request: unknown) => void
  clear: () => void
}

const nothing = { data: null, error: null, isBusy: false }

/** What a fault would do, asked for without doing it. */
export function usePreview(): Preview {
  const [state, setState] = useState<Pick<Preview, 'data' | 'error' | 'isBusy'>>(nothing)
  return {
    ...state,
    load: (request) => {
      setState({ ...nothing, isBusy: true })
      sendJson<PreviewData>('POST', '/api/chaos/preview', request).then(
        (data) => setState({ ...nothing, data }),
        (error: unknown) => setState({ ...nothing, error }),
      )
    },
    clear: () => setState(nothing),
  }
}
