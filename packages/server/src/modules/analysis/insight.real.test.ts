import { batchOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Monday, 00:00 UTC. */
const T0 = Date.UTC(2026, 8, 7) * 1_000
const BAD = 0x80000000

let platform: TestPlatform
let north: Side
let south: Side
const ids: Record<string, string> = {}
let press = ''

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  const points = [
    { name: 'Power', type: 'double', unit: 'kW' },
    { name: 'Flow', type: 'double' },
    { name: 'State', type: 'string' },
    { name: 'Width', type: 'double', unit: 'mm' },
  ] as const
  const register = async (machine: string) =>
    (
      await platform.services.devices.directory.register(north.id, {
        source: { group: 'g', node: 'n', device: machine },
        assetPath: ['Works', machine],
        points: [...points],
      })
    ).series as readonly number[]
  const [power, flow, state, width] = (await register('Press 1')) as [number, number, number, number]
  const [other] = (await register('Press 2')) as [number]
  const rows: [number, number, number | string, number?][] = []
  // Nine weeks of hours: twice as much by day. The flow does what the power did two hours before.
  const usual = (hour: number): number => (hour % 24 >= 8 && hour % 24 < 18 ? 200 : 100) + 3 * Math.sin(hour * 1.7)
  for (let hour = 0; hour < 9 * 7 * 24; hour++) {
    const night = hour === 8 * 7 * 24 + 27 ? 180 : usual(hour)
    rows.push([power, T0 + hour * HOUR, night])
    rows.push([flow, T0 + hour * HOUR, usual(hour - 2) / 10])
    rows.push([other, T0 + hour * HOUR, usual(hour) / 2])
  }
  rows.push([power, T0 + 5 * HOUR, 1e9, BAD])
  for (const [minute, text] of [
    [0, 'running'],
    [60, 'jam'],
    [90, 'running'],
    [100, 'tool change'],
    [115, 'running'],
    [200, 'jam'],
    [230, 'running'],
  ] as const)
    rows.push([state, T0 + minute * MINUTE, text])
  for (let i = 0; i < 40; i++) rows.push([width, T0 + i * MINUTE, 10 + 0.1 * Math.sin(i * 2.1) + (i >= 30 ? 0.4 : 0)])
  await platform.history.append(north.id, batchOf(rows), 1)
  const found = (await north.ask('/points')).body.items
  for (const { id, name, path } of found) ids[`${path.at(-1)} ${name}`] = id
  press = (await north.ask('/assets?search=press')).body.items.find(({ name }) => name === 'Press 1')?.id ?? ''
})
afterAll(() => platform.close())

const read = async <T>(ask: Ask, path: string, body?: object): Promise<T> => {
  const reply = await ask(path, body ? { method: 'POST', body } : {})
  return (reply.status === 200 ? reply.body : { status: reply.status, code: reply.body['code'] }) as T
}

interface Compared {
  offset: number[]
  items: { point: string; start: number; mean: (number | null)[]; whole: { mean: number; coverage: number } }[]
}

describe('periods and assets beside each other', () => {
  it('lie over each other by the time since their start, whatever the clock said', async () => {
    // Half past eight, an hour long each: no multiple of the width.
    const starts = [T0 + 8.5 * HOUR, T0 + 32.5 * HOUR]
    const { offset, items } = await read<Compared>(
      north.ask,
      `/history/compare?points=${ids['Press 1 Power']}&starts=${starts}&length=${2 * HOUR}&width=${HOUR}`,
    )
    expect(offset).toEqual([0, HOUR])
    expect(items.map(({ start }) => start)).toEqual(starts)
    // Half of the hour from eight, half of that from nine.
    const at = (hour: number): number => 200 + 3 * Math.sin(hour * 1.7)
    expect(items[0]!.mean[0]).toBeCloseTo((at(8) + at(9)) / 2, 6)
    expect(items[1]!.mean[1]).toBeCloseTo((at(33) + at(34)) / 2, 6)
  })

  it('are of several assets by the name of a point', async () => {
    const works = (await north.ask('/assets?search=works')).body.items.find(({ name }) => name === 'Works')!.id
    const { items } = await read<Compared>(
      north.ask,
      `/history/compare?asset=${works}&name=Power&starts=${T0 + DAY}&length=${DAY}&width=${HOUR}`,
    )
    expect(items).toHaveLength(2)
    expect(items[0]!.whole.mean / items[1]!.whole.mean).toBeCloseTo(2, 6)
  })

  it('show nothing where nothing good is known', async () => {
    const { items } = await read<Compared>(
      north.ask,
      `/history/compare?points=${ids['Press 1 Power']}&starts=${T0 + 5 * HOUR}&length=${2 * HOUR}&width=${HOUR}`,
    )
    expect(items[0]!.mean[0]).toBeNull()
    expect(items[0]!.whole.coverage).toBeCloseTo(0.5, 6)
  })

  it('are refused beyond what one answer holds', async () => {
    const many = Array.from({ length: 21 }, (_, k) => T0 + k * DAY)
    expect(
      await read(north.ask, `/history/compare?points=${ids['Press 1 Power']}&starts=${many}&length=${DAY}`),
    ).toMatchObject({ status: 400, code: 'analysis.times_malformed' })
    const odd = `/history/compare?points=${ids['Press 1 Power']}&starts=${T0 + 1}&length=${30 * DAY}&width=${DAY}`
    expect(await read(north.ask, odd)).toMatchObject({ status: 422, code: 'analysis.too_much' })
  })
})

describe('correlation', () => {
  it('finds that one comes two hours after the other', async () => {
    const points = `${ids['Press 1 Power']},${ids['Press 1 Flow']}`
    const path = `/history/correlation?points=${points}&from=${T0 + 7 * DAY}&to=${T0 + 21 * DAY}&width=${HOUR}&lag=6`
    const { pairs } = await read<{ pairs: { r: number; strongest: { lag: number; r: number; p: number } }[] }>(
      north.ask,
      path,
    )
    expect(pairs[0]!.strongest).toMatchObject({ lag: 2 })
    expect(pairs[0]!.strongest.r).toBeCloseTo(1, 6)
    expect(pairs[0]!.r).toBeLessThan(0.9)
  })

  it('is refused where it would hold up everybody else', async () => {
    const path = `/history/correlation?asset=${press}&from=${T0}&to=${T0 + 60 * DAY}&width=${HOUR}&lag=1000&method=spearman`
    expect(await read(north.ask, path)).toMatchObject({ status: 422, code: 'analysis.too_much' })
  })
})

describe('a control chart', () => {
  const range = `from=${T0}&to=${T0 + 40 * MINUTE}`
  const reference = `referenceFrom=${T0}&referenceTo=${T0 + 30 * MINUTE}`
  interface Chart {
    value: number[]
    limits: { upper: number }
    signals: { rule: string; at: number }[]
    capability?: { cpk: number }
  }

  it('finds the shift against limits of a time when all was well', async () => {
    const path = `/points/${ids['Press 1 Width']}/control-chart?${range}&${reference}&rules=western&lower=9&upper=11`
    const chart = await read<Chart>(north.ask, path)
    expect(chart.value).toHaveLength(40)
    const first = Math.min(...chart.signals.map(({ at }) => at))
    expect(first).toBeGreaterThanOrEqual(30)
    expect(first).toBeLessThan(38)
    expect(chart.signals.map(({ rule }) => rule)).toContain('western4')
    expect(chart.capability!.cpk).toBeGreaterThan(0)
  })

  it('of means has one point a subgroup', async () => {
    const chart = await read<Chart>(north.ask, `/points/${ids['Press 1 Width']}/control-chart?${range}&subgroup=5`)
    expect(chart.value).toHaveLength(8)
  })

  it('is refused with half a reference, of nothing, and of one value', async () => {
    const path = `/points/${ids['Press 1 Width']}/control-chart?`
    expect(await read(north.ask, `${path}${range}&referenceFrom=${T0}`)).toMatchObject({
      code: 'analysis.reference_half',
    })
    expect(await read(north.ask, `${path}from=${T0 - HOUR}&to=${T0}`)).toMatchObject({
      status: 422,
      code: 'statistics.too_few',
    })
  })
})

it('an anomaly band finds what is usual by day and not at night', async () => {
  const [from, to] = [T0 + 8 * 7 * DAY, T0 + 9 * 7 * DAY]
  const band = await read<{ outside: number; score: number[]; start: number[]; trained: number }>(
    north.ask,
    `/points/${ids['Press 1 Power']}/anomalies?from=${from}&to=${to}&k=6`,
  )
  expect(band.trained).toBe(8 * 7 * 24 - 1)
  const far = band.score.flatMap((one, k) => (Math.abs(one) > 6 ? [band.start[k]] : []))
  expect(far).toEqual([from + 27 * HOUR])
  expect(band.outside).toBe(1)
})

it('a Pareto tells the time in each state but those that are no loss', async () => {
  const path = `/points/${ids['Press 1 State']}/pareto?from=${T0}&to=${T0 + 4 * HOUR}&except=running`
  const { items } = await read<{ items: { reason: string; total: number; count: number }[] }>(north.ask, path)
  expect(items.map(({ reason, total, count }) => [reason, total / MINUTE, count])).toEqual([
    ['jam', 60, 2],
    ['tool change', 15, 1],
  ])
})

it('events are the changes of what holds a text, with how long each lasted', async () => {
  const path = `/history/events?asset=${press}&from=${T0 + 30 * MINUTE}&to=${T0 + 110 * MINUTE}`
  const { items } = await read<{ items: { text: string; at: number; until?: number }[] }>(north.ask, path)
  expect(items.map(({ text, at, until }) => [text, (at - T0) / MINUTE, until && (until - T0) / MINUTE])).toEqual([
    ['jam', 60, 90],
    ['running', 90, 100],
    ['tool change', 100, undefined],
  ])
  expect(await read<{ items: [] }>(north.ask, `${path}&kinds=alarm`)).toMatchObject({ items: [], truncated: false })
})

describe('a golden-batch envelope', () => {
  const phase = (hour: number, name = 'day') => ({
    phases: [{ name, from: String(T0 + hour * HOUR), to: String(T0 + (hour + 8) * HOUR) }],
  })
  const good = [9, 33, 57, 81].map((hour) => phase(hour))

  it('is of good batches, and scores another', async () => {
    const body = { point: ids['Press 1 Power'], good, batch: phase(8 * 7 * 24 + 20), parts: 9, interpolation: 'step' }
    const { phases, batches } = await read<{
      batches: number
      phases: { mean: number[]; batch: { outside: number; worst: number; value: number[] } }[]
    }>(north.ask, '/history/envelope', body)
    expect(batches).toBe(4)
    expect(phases[0]!.mean).toHaveLength(9)
    expect(phases[0]!.batch.outside).toBeGreaterThan(0.8)
    expect(phases[0]!.batch.worst).toBeLessThan(-10)
  })

  it('is refused where phases differ', async () => {
    const body = { point: ids['Press 1 Power'], good: [...good, phase(9, 'night')] }
    expect(await read(north.ask, '/history/envelope', body)).toMatchObject({
      status: 422,
      code: 'statistics.lengths_differ',
    })
  })
})

describe('rights', () => {
  it('reach no point of another organisation', async () => {
    const power = ids['Press 1 Power']
    for (const path of [
      `/history/compare?points=${power}&starts=${T0}&length=${DAY}`,
      `/history/correlation?points=${power}`,
      `/points/${power}/control-chart`,
      `/points/${power}/anomalies`,
      `/points/${power}/pareto`,
      `/history/events?points=${power}`,
    ])
      expect(await read(south.ask, path), path).toMatchObject({ status: 404, code: 'assets.point_unknown' })
    const good = [0, 1].map((day) => ({
      phases: [{ name: 'a', from: String(T0 + day * DAY), to: String(T0 + day * DAY + HOUR) }],
    }))
    expect(await read(south.ask, '/history/envelope', { point: power, good })).toMatchObject({ status: 404 })
  })

  it('end at the part of the plant that somebody has', async () => {
    const second = (await north.ask('/assets?search=press')).body.items.find(({ name }) => name === 'Press 2')!.id
    const some = await north.member('only-two', [{ role: 'viewer', below: second }])
    const events = await read<{ items: unknown[] }>(some, `/history/events?from=${T0}&to=${T0 + DAY}`)
    expect(events.items).toEqual([])
    expect(await read(some, `/points/${ids['Press 1 Power']}/anomalies`)).toMatchObject({ status: 404 })
  })

  it('and an organisation that has used up its query time waits', async () => {
    const quota = { kind: 'query_seconds_per_minute', most: 0 }
    const operator = askerOf(platform, platform.token)
    const set = await operator(`/organisations/${north.id}/quotas`, { method: 'PUT', body: quota })
    expect(set.status).toBe(200)
    expect(await read(north.ask, `/points/${ids['Press 1 Power']}/anomalies`)).toMatchObject({
      status: 429,
      code: 'quotas.spent',
    })
  })
})
