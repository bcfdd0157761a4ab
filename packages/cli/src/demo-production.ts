import { type Clock, Fault, isoOf, MICROS_PER_MS } from '@millrace/core'
import { type DemoUnit, demoLine, packagingPast } from '@millrace/demo'
import type { MillraceClient, Point, WorkUnitRequest } from '@millrace/sdk'
import { demoAsset } from './demo-asset.ts'
import { demoCalendarOf } from './demo-calendar.ts'
import { type DemoNeeds, inTurns } from './demo-turns.ts'
import './faults.ts'

const HOUR_MS = 3_600_000
/** Of the line before its first start. */
const PAST_HOURS = 48
const SEED = 2027

/** What a unit's signals and counters are, by the points that it has; undefined while one is missing. */
export function unitOf(
  points: readonly Point[],
  { states, counters = {} }: DemoUnit,
  calendar: string,
): WorkUnitRequest | undefined {
  const id = (name: string): string | undefined => points.find((point) => point.name === name)?.id
  const point = id(states.point)
  const counted = Object.entries(counters).map(([name, of]) => [name, id(of)] as const)
  if (point === undefined || counted.some(([, of]) => of === undefined)) return undefined
  return {
    calendar,
    states: { point, mapping: { rules: states.rules.map((rule) => ({ ...rule })) } },
    counters: Object.fromEntries(counted.map(([name, of]) => [name, { point: of! }])),
  }
}

/**
 * Makes the packaging line of the demo plant a work unit with an order, two meters and a baseline, with two days of what it would
 * have sent before: once.
 */
export const applyDemoProduction = (client: MillraceClient, needs: DemoNeeds): Promise<void> =>
  inTurns(
    [demoLine],
    {
      attempt: () => setUp(client, needs.clock, needs.signal),
      named: () => 'Packaging line: not set up as a work unit',
    },
    needs,
  )

/** False while the line has not told of itself. */
async function setUp(client: MillraceClient, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const asset = await demoAsset(client, demoLine.asset)
  if (!asset) return false
  if ((await client.production.units()).some((unit) => unit.asset === asset.id)) return true
  const points = (await client.points({ asset: asset.id, limit: 500 })).items
  const unit = unitOf(points, demoLine.unit, await demoCalendarOf(client))
  const meter = points.find(({ name }) => name === demoLine.meter)
  const first = unit && (await firstSample(client, unit.states!.point))
  if (!unit || !meter || first === undefined) return false

  const began = Math.floor(first / HOUR_MS) * HOUR_MS - PAST_HOURS * HOUR_MS
  await bringPast(client, points, { from: began, to: first - 1_000 }, { clock, signal })
  const { production, energy } = client
  const begin = isoOf(began * MICROS_PER_MS)
  const product = await production.putProduct(undefined, demoLine.product)
  await production.putUnit(asset.id, unit)
  await production.putOrder(undefined, { asset: asset.id, product: product.id, number: 'DEMO-1', begin })
  const line = await energy.addMeter({
    point: meter.id,
    name: 'Packaging line',
    medium: 'electricity',
    reading: 'counter',
  })
  const air = (await client.points({ search: 'Compressor 1/Energy', limit: 5 })).items.find(
    ({ unit: of }) => of === 'kW.h',
  )
  if (air) await energy.addMeter({ point: air.id, name: 'Compressor 1', medium: 'electricity', reading: 'counter' })
  await energy.freeze({
    meter: line.id,
    name: 'Energy by bottles',
    from: begin,
    to: isoOf((began + (PAST_HOURS - 1) * HOUR_MS) * MICROS_PER_MS),
    width: HOUR_MS * MICROS_PER_MS,
    shape: 'linear',
    drivers: [{ point: unit.counters.PQ!.point, name: 'Bottles', as: 'counter' }],
  })
  return true
}

/** Source time of the first sample, ms; what comes before it was never sent. */
async function firstSample(client: MillraceClient, point: string): Promise<number | undefined> {
  const range = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 1 }
  const [first] = (await client.history(point, range)).items
  return first && Math.floor(Date.parse(first.time))
}

async function bringPast(
  client: MillraceClient,
  points: readonly Point[],
  { from, to }: { readonly from: number; readonly to: number },
  { clock, signal }: Pick<DemoNeeds, 'clock' | 'signal'>,
): Promise<void> {
  const ids = new Map(points.map(({ id, name }) => [name, id]))
  const rows = ['time,point,value_double,value_int64,value_boolean,value_string,unit,status']
  for (const { time, point, value, counts } of packagingPast(from, to, SEED)) {
    const id = ids.get(point)
    if (id === undefined) continue
    const cells = typeof value === 'string' ? `,,,${value}` : counts ? `,${value},,` : `${value},,,`
    rows.push(`${isoOf(time * MICROS_PER_MS)},${id},${cells},,Good`)
  }
  const bytes = Buffer.from(`${rows.join('\n')}\n`)
  const file = {
    name: 'packaging-line-before.csv',
    format: 'csv',
    fingerprint: `demo-${from}`,
    size: bytes.length,
  } as const
  const { id } = await client.imports.begin(file)
  await client.imports.send(id, 0, bytes, signal)
  while (!signal.aborted) {
    const { state } = await client.imports.get(id, signal)
    if (state === 'done') return
    if (state === 'stopped')
      throw new Fault('cli.part_failed', {
        part: 'demo plant',
        seen: 'history of the packaging line that was not brought in',
      })
    // Cut short by a stop: the loop looks at the signal.
    await clock.sleep(500, signal).catch(() => undefined)
  }
}
