import { MICROS_PER_MS, microsOf } from '@millrace/core'
import type { ActingApp } from '../apps/index.ts'
import type { TelemetryService } from '../telemetry/index.ts'
import { type Asked, spanOf } from './asked.ts'

const READ = 'point:read'
const MOST_POINTS = 500
const MOST_BUCKETS = 2_000
const MOST_SAMPLES = 100_000
const grades = { good: 0, uncertain: 1, bad: 2 } as const

interface Asking {
  readonly telemetry: Pick<TelemetryService, 'latest' | 'buckets' | 'history'>
  readonly app: ActingApp
  readonly asked: Asked
  readonly signal: AbortSignal
}

/** Of each point asked for, in that order; null where there is no value. */
export async function latest({ telemetry, app, asked }: Asking) {
  const points = asked.texts(0, 'ids of points', MOST_POINTS)
  if (points.length === 0) return []
  const { items } = await telemetry.latest(app.reach(READ), points.join(','))
  const found = new Map(items.map((item) => [item.point, item]))
  return points.map((point) => {
    const { value, quality = 'bad', time = null } = found.get(point) ?? {}
    return { point, value: quality === 'bad' ? null : app.units.into(point, value ?? null), quality, time }
  })
}

/** In columns, of each point. In all of these values are in the units of the app. */
export async function history({ telemetry, app, asked, signal }: Asking) {
  const points = asked.texts(0, 'ids of points', MOST_POINTS)
  const range = asked.range(1)
  const buckets = asked.whole(1, 'buckets', { most: MOST_BUCKETS, usual: 200 })
  const width = Math.max(1, Math.ceil((range.to - range.from) / buckets))
  const answer = []
  for (const point of points) {
    const of = await telemetry.buckets(app.reach(READ), { point, ...spanOf(range), width, signal })
    const { start, count, good } = of
    const time = start.map((micros) => micros / MICROS_PER_MS)
    answer.push({ point, columns: { time, ...app.units.columns(point, of), count, good } })
  }
  return answer
}

/** In columns. */
export async function samples({ telemetry, app, asked, signal }: Asking) {
  const point = asked.text(0, 'the id of a point')
  const limit = asked.whole(1, 'most', { most: MOST_SAMPLES, usual: MOST_SAMPLES })
  const { items } = await telemetry.history(app.reach(READ), { point, ...spanOf(asked.range(1)), limit, signal })
  return {
    time: items.map(({ time }) => (microsOf(time) as number) / MICROS_PER_MS),
    value: items.map(({ value }) => app.units.into(point, value)),
    quality: items.map(({ quality }) => grades[quality]),
  }
}
