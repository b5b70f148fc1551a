import { isAlive } from '../../lib/gate/operations/health.ts'
import { route } from '../../lib/gate/route.ts'
import { lab } from '../api/lab.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(lab, isAlive)
