import { rowsOf } from './lib/rows.js'
import {
  BEFORE_MS,
  column,
  countedBuckets,
  integral,
  lasting,
  meansBy,
  overlay,
  qualityOf,
  segments,
} from './lib/series.js'
import { iso } from './lib/time.js'

const HOUR = 3_600_000

/** What the machines say of a shift until now: alarms, stops, parts, energy, steam, KPIs. */
export async function summaryOf(from, until, { assets, points, tables, alarms, kpis }) {
  const all = Object.values(assets).flat()
  const raised = (await rowsOf(tables, 'alarms', { order: '-at' }, 2_000)).filter(
    ({ at }) => Date.parse(at) >= from && Date.parse(at) < until,
  )
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const active = all.length === 0 ? [] : await alarms.active(all.map(({ id }) => id))
  return {
    from,
    until,
    machines: await each(assets.machine, (asset) => machineOf(asset, from, until, points)),
    compressors: await each(assets.compressor, (asset) => totalOf(asset, asset.points.power, from, until, points)),
    boilers: await each(assets.boiler, (asset) => totalOf(asset, asset.points.steam_flow, from, until, points)),
    kpis: (
      await each(all.slice(0, 60), async ({ id, name }) =>
        (await kpis.of(id, { from: iso(from), to: iso(until) })).map((kpi) => ({ ...kpi, asset: name })),
      )
    ).flat(),
    raised: raised.map(({ at, asset, name, priority }) => ({ at, asset: names.get(asset) ?? null, name, priority })),
    active: active
      .filter((alarm) => alarm.active !== false && alarm.state !== 'normal')
      .map(({ name, priority, path, asset, raisedAt, since, state }) => ({
        name,
        priority,
        state,
        asset: names.get(asset) ?? path?.at(-1) ?? null,
        at: raisedAt ?? since ?? null,
      })),
  }
}

const each = async (list = [], of) => {
  const told = []
  for (const one of list) told.push(await of(one))
  return told
}

/** Stops in planned time from five minutes on, parts, and availability (ISO 22400-2: APT/PBT). */
async function machineOf({ name, points: of }, from, until, points) {
  const line = async (point) =>
    segments(await points.samples(point, { from: iso(from - BEFORE_MS), to: iso(until) }), from, until)
  const pieces = overlay(
    {
      execution: await line(of.execution),
      planned: of.planned ? await line(of.planned) : [{ from, to: until, value: true, quality: 0 }],
    },
    ({ execution, planned }) =>
      planned === false
        ? 'off'
        : planned === null || execution === null
          ? 'unknown'
          : execution === 'ACTIVE'
            ? 'running'
            : 'stopped',
  )
  const time = (phase) => lasting(pieces, ({ value }) => value === phase) / HOUR
  const [running, stopped, unknown] = [time('running'), time('stopped'), time('unknown')]
  const [told] = await points.history([of.part_count], { from: iso(from - BEFORE_MS), to: iso(until), buckets: 1_200 })
  const known = running + stopped + unknown > 0 ? (running + stopped) / (running + stopped + unknown) : 1
  const stops = pieces
    .filter(({ value, from: a, to: b }) => value === 'stopped' && b - a >= 300_000)
    .map(({ from: a, to: b }) => ({ from: a, to: b }))
    .sort((a, b) => b.to - b.from - (a.to - a.from))
  return {
    name,
    running,
    stopped,
    unknown,
    availability: running + stopped > 0 && known >= 0.5 ? (100 * running) / (running + stopped) : null,
    quality: qualityOf(0, known),
    parts: countedBuckets(told, from - 1, until).value,
    stops: stops.slice(0, 5),
  }
}

/** Hours times a mean: kWh of kW, t of t/h. */
async function totalOf({ name }, point, from, until, points) {
  const buckets = Math.min(2_000, Math.ceil((until - from) / 300_000))
  const [told] = await points.history([point], { from: iso(from), to: iso(until), buckets })
  const cells = meansBy(column(told), from, until, 300_000)
  const { value } = integral(
    cells.map((cell) => ({ from: cell.from, to: Math.min(cell.from + 300_000, until), value: cell.value, quality: 0 })),
  )
  const known = cells.reduce((sum, cell) => sum + cell.known, 0) / Math.max(1, cells.length)
  const quality = qualityOf(0, known)
  return { name, value: quality === 'bad' ? null : value, quality }
}
