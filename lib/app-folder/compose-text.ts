import type { Registered, Registry } from '../contract/factory/registry.ts'
import { componentFolder, signs } from './paths.ts'
import { yamlText } from './yaml-file.ts'

const images = { javascript: 'node:26-alpine', python: 'python:3.13-alpine' } as const
const commands = { javascript: ['node', 'main.js'], python: ['python3', 'main.py'] } as const
const innerPort = 8080
const memory = '256m'

/** docker-compose.yml of what is in force: each file is mounted out of the iteration that wrote it, so nothing is built. */
export function composeText(registry: Registry): string {
  const services = Object.fromEntries(registry.components.map((component) => [component.id, serviceOf(registry, component)]))
  const volumes = Object.fromEntries(registry.components.filter(({ keepsData }) => keepsData).map(({ id }) => [`${id}-data`, {}]))
  return yamlText({ name: registry.app, services, volumes }, `${registry.app} in Docker Compose: SECRET=$(openssl rand -hex 32) docker compose up, in the app's folder. Written by Ouroboros after each iteration.`)
}

function serviceOf({ iterations }: Registry, component: Registered): object {
  const { id, layer, language, needs, keepsData, files, port } = component
  const folderOf = (number: number): string => componentFolder(iterations.find((one) => one.number === number)?.folder ?? '', component)
  const isOpen = layer === 'frontend' || layer === 'api'
  return {
    image: images[language], working_dir: '/app', command: [...commands[language]], init: true, restart: 'unless-stopped',
    environment: {
      PORT: innerPort, HOST: '0.0.0.0', PROBES: 'none',
      ...(signs(component) ? { SECRET: '${SECRET:?set SECRET to a long random text}' } : {}),
      ...(keepsData ? { DATA: '/data' } : {}),
      ...Object.fromEntries(needs.map((need) => [`PEER_${need.toUpperCase().replaceAll('-', '_')}`, `http://${need}:${innerPort}`])),
    },
    volumes: [...Object.entries(files).map(([path, { iteration }]) => `./${folderOf(iteration)}/${path}:/app/${path}:ro`), ...(keepsData ? [`${id}-data:/data`] : [])],
    ...(isOpen ? { ports: [`127.0.0.1:${port}:${innerPort}`] } : {}),
    ...(needs.length > 0 ? { depends_on: Object.fromEntries(needs.map((need) => [need, { condition: 'service_healthy' }])) } : {}),
    healthcheck: { test: ['CMD', 'wget', '-q', '-O', '-', `http://127.0.0.1:${innerPort}/health`], interval: '5s', timeout: '3s', retries: 5, start_period: '5s' },
    read_only: true, tmpfs: ['/tmp:size=16m'], cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], mem_limit: memory, cpus: 1, pids_limit: 128,
  }
}
