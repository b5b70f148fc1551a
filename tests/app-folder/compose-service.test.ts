import { describe, expect, test } from 'vitest'
import { composeService } from '../../lib/app-folder/compose-service.ts'

const lions = { language: 'javascript' as const, needs: ['big-cats'], keepsData: true, files: { 'main.js': 'roar()\n', 'tokens.js': '' } }
const deployment = { secret: 's3cret', volumes: ['./lions:/app:ro'], more: { ports: ['127.0.0.1:4100:8080'] } }

describe('a service in Docker Compose', () => {
  test('is told where it listens, what it keeps and who its peers are, whoever deploys it', () => {
    expect(composeService(lions, deployment)).toMatchObject({
      image: 'node:26-alpine', command: ['node', 'main.js'], volumes: ['./lions:/app:ro'], ports: ['127.0.0.1:4100:8080'],
      environment: { PORT: 8080, HOST: '0.0.0.0', DATA: '/data', SECRET: 's3cret', PEER_BIG_CATS: 'http://big-cats:8080' },
    })
    expect(composeService({ ...lions, language: 'python' }, deployment)).toMatchObject({ image: 'python:3.13-alpine', command: ['python3', '-u', 'main.py'] })
  })

  test('that keeps nothing and signs nobody is told neither a folder nor the secret', () => {
    const { environment } = composeService({ ...lions, keepsData: false, files: { 'main.js': '' } }, deployment) as { environment: object }
    expect(Object.keys(environment).toSorted()).toEqual(['HOST', 'PEER_BIG_CATS', 'PORT'])
  })

  test('keeps its limits, whatever a deployment adds', () => {
    const limits = { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], mem_limit: '256m', cpus: 1, pids_limit: 128 }
    expect(composeService(lions, { ...deployment, more: { read_only: false, cap_drop: [], mem_limit: '8g' } })).toMatchObject(limits)
  })
})
