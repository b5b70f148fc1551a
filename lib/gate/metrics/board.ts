import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client'
import { families, type FamilyName, type LabelsOf, type NameOf } from './families.ts'

/** The metrics with their values. */
export interface Board {
  add: <N extends NameOf<'counter'>>(name: N, labels: LabelsOf<N>, by?: number) => void
  set: <N extends NameOf<'gauge'>>(name: N, labels: LabelsOf<N>, value: number) => void
  observe: <N extends NameOf<'histogram'>>(name: N, labels: LabelsOf<N>, seconds: number) => void
  /** Forgets the values of those that come from there. */
  clear: (from: 'events' | 'now') => void
  /** As Prometheus reads it. What is set after the call is not in it. */
  text: () => Promise<string>
  contentType: string
}

export function openBoard(): Board {
  const registry = new Registry()
  const metrics = new Map<FamilyName, Counter<string> | Gauge<string> | Histogram<string>>()
  for (const [name, family] of Object.entries(families) as [FamilyName, (typeof families)[FamilyName]][]) {
    const given = { name, help: family.help, labelNames: [...family.labels] as string[], registers: [registry] }
    metrics.set(name, family.type === 'counter' ? new Counter(given) : family.type === 'gauge' ? new Gauge(given) : new Histogram({ ...given, buckets: [...family.buckets] }))
  }
  return {
    add: (name, labels: Record<string, string>, by = 1) => (metrics.get(name) as Counter<string>).inc(labels, sound(by)),
    set: (name, labels: Record<string, string>, value) => (metrics.get(name) as Gauge<string>).set(labels, value),
    observe: (name, labels: Record<string, string>, seconds) => (metrics.get(name) as Histogram<string>).observe(labels, sound(seconds)),
    clear(from) {
      for (const [name, metric] of metrics) {
        if (families[name].from !== from) continue
        metric.reset()
        if (metric instanceof Histogram && families[name].labels.length === 0) metric.zero({})
      }
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** One event with a number that is none must not be the end of all counting. */
const sound = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0)
