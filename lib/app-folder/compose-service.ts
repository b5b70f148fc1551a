import type { Registered } from '../contract/factory/registry.ts'
import { signs } from './paths.ts'

const images = { javascript: 'node:26-alpine', python: 'python:3.13-alpine' } as const
/** Python keeps back what it prints where nobody sits at a terminal, and a crash would lose it. */
const commands = { javascript: ['node', 'main.js'], python: ['python3', '-u', 'main.py'] } as const
/** Where each service listens, in a container of its own. */
export const innerPort = 8080
const memory = '256m'

type Composed = Pick<Registered, 'language' | 'needs' | 'keepsData'> & { files: Readonly<Record<string, unknown>> }

interface Deployment {
  /** What tokens are sealed with. Only who makes or reads them is told. */
  secret: string
  environment?: Readonly<Record<string, string>>
  /** The texts at /app and, for who keeps data, /data. */
  volumes: readonly unknown[]
  /** What else is so where it is deployed: ports, who waits for whom, the user. */
  more: object
}

export const imageOf = ({ language }: Pick<Registered, 'language'>): string => images[language]

/** How a service looks in Docker Compose, wherever its texts come from. Its limits come last: no deployment loosens them. */
export const composeService = (component: Composed, { secret, environment = {}, volumes, more }: Deployment): object => ({
  image: imageOf(component), working_dir: '/app', command: [...commands[component.language]], init: true, restart: 'unless-stopped',
  environment: {
    PORT: innerPort, HOST: '0.0.0.0', ...environment,
    ...(signs(component) ? { SECRET: secret } : {}),
    ...(component.keepsData ? { DATA: '/data' } : {}),
    ...Object.fromEntries(component.needs.map((need) => [`PEER_${need.toUpperCase().replaceAll('-', '_')}`, `http://${need}:${innerPort}`])),
  },
  volumes: [...volumes], ...more,
  read_only: true, tmpfs: ['/tmp:size=16m'], cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], mem_limit: memory, cpus: 1, pids_limit: 128,
})
