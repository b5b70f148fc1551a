import type { JobsOptions } from 'bullmq'
import { placeName, type RedisPlace } from './redis-connection.ts'
import { attempts } from './retry.ts'

/** A task is named, and told by the state of its flow. */
export interface TaskJob { flow: string; task: string }

export const queueName = (place: RedisPlace): string => `${placeName(place)}-tasks`

/** One a task, without a colon, as BullMQ wants it. */
export const jobId = (flow: string, task: string): string => `${encodeURIComponent(flow)}/${encodeURIComponent(task)}`

/** What came of a job is in the state of its flow. */
export const jobOptions: JobsOptions = { attempts, removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 }
