import { readMetrics } from '../../lib/gate/operations/metrics.ts'
import { route } from '../../lib/gate/route.ts'
import { lab } from '../api/lab.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(lab, readMetrics)
