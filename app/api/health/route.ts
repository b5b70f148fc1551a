import { readHealth } from '../../../lib/gate/operations/health.ts'
import { route } from '../../../lib/gate/route.ts'
import { lab } from '../lab.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(lab, readHealth)
