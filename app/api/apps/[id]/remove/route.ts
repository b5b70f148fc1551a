import { removeApp } from '../../../../../lib/gate/operations/apps.ts'
import { route } from '../../../../../lib/gate/route.ts'
import { lab } from '../../../lab.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(lab, removeApp)
