import type { Registered, Registry } from '../contract/factory/registry.ts'
import { composeService, innerPort } from './compose-service.ts'
import { componentFolder } from './paths.ts'
import { yamlText } from './yaml-file.ts'

/** docker-compose.yml of what is in force: each file is mounted out of the iteration that wrote it, so nothing is built. */
export function composeText(registry: Registry): string {
  const services = Object.fromEntries(registry.components.map((component) => [component.id, serviceOf(registry, component)]))
  const volumes = Object.fromEntries(registry.components.filter(({ keepsData }) => keepsData).map(({ id }) => [`${id}-data`, {}]))
  return yamlText({ name: registry.app, services, volumes }, `${registry.app} in Docker Compose: SECRET=$(openssl rand -hex 32) docker compose up, in the app's folder. Written by Ouroboros after each iteration.`)
}

function serviceOf({ iterations }: Registry, component: Registered): object {
  const { id, layer, needs, keepsData, files, port } = component
  const folderOf = (number: number): string => componentFolder(iterations.find((one) => one.number === number)?.folder ?? '', component)
  const isOpen = layer === 'frontend' || layer === 'api'
  return composeService(component, {
    secret: '${SECRET:?set SECRET to a long random text}', environment: { PROBES: 'none' },
    volumes: [...Object.entries(files).map(([path, { iteration }]) => `./${folderOf(iteration)}/${path}:/app/${path}:ro`), ...(keepsData ? [`${id}-data:/data`] : [])],
    more: {
      ...(isOpen ? { ports: [`127.0.0.1:${port}:${innerPort}`] } : {}),
      ...(needs.length > 0 ? { depends_on: Object.fromEntries(needs.map((need) => [need, { condition: 'service_healthy' }])) } : {}),
      healthcheck: { test: ['CMD', 'wget', '-q', '-O', '-', `http://127.0.0.1:${innerPort}/health`], interval: '5s', timeout: '3s', retries: 5, start_period: '5s' },
    },
  })
}
