import { best, plan } from './combination.js'
import { refuse, rowsOf } from './lib/rows.js'
import { BEFORE_MS, column, lasting, meansBy, qualityOf, segments } from './lib/series.js'
import { iso, localOf, momentOf } from './lib/time.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** {span: day | week, at?} tells how the station ran; {demand} tells which machines to run for a flow. */
export async function http({ span = 'day', at, demand }, context) {
  const { settings, assets, now } = context
  if (!['day', 'week'].includes(span))
    refuse('span_unfit', 'Expected a day or a week, saw another time', 'Choose a day.')
  const { day } = localOf(at ? Date.parse(at) : Date.parse(now), settings)
  const date = (step) => iso(Date.parse(`${day}T12:00:00Z`) + step * DAY).slice(0, 10)
  const [from, to] = [momentOf(date(span === 'day' ? 0 : -6), 0, settings), momentOf(date(1), 0, settings)]
  const until = Math.min(to, Date.parse(now))
  if (until <= from)
    refuse('not_begun', 'Expected a time that has begun, saw one to come', 'Go back to an earlier one.')
  const width = span === 'day' ? HOUR / 4 : HOUR
  const plates = new Map((await rowsOf(context.tables, 'plates')).map((row) => [row.asset, row]))
  const machines = []
  for (const asset of assets.compressor)
    machines.push(await machineOf(asset, plates.get(asset.id), context.points, from, until, width))
  const known = machines.filter(({ plate }) => plate).map(({ id, plate }) => ({ id, ...plate }))
  if (demand !== undefined) return { demand, ...(best(known, Number(demand)) ?? { power: null, running: [] }) }
  const hours = together(machines, known)
  return {
    from,
    to,
    until,
    width,
    hours: hours.map(({ from: when, flow, power, bestPower }) => [when, flow, power, bestPower]),
    machines: machines.map(({ cells: _, ...machine }) => machine),
    station: stationOf(machines, hours, settings, (until - from) / DAY),
    leaks: leaksOf(hours, machines, settings),
    plan: known.length === machines.length ? plan(known) : [],
  }
}

async function machineOf({ id, name, points: of }, plate, points, from, to, width) {
  const asked = [
    of.power,
    of.flow,
    ...(of.discharge_pressure ? [of.discharge_pressure] : []),
    ...(of.dew_point ? [of.dew_point] : []),
  ]
  const told = await points.history(asked, {
    from: iso(from),
    to: iso(to),
    buckets: Math.min(2_000, Math.ceil((to - from) / width) * (width > HOUR / 2 ? 12 : 3)),
  })
  const means = (point) => meansBy(column(told.find((each) => each.point === point)), from, to, width)
  const [power, flow] = [means(of.power), means(of.flow)]
  const pressure = of.discharge_pressure ? column(told.find((each) => each.point === of.discharge_pressure)) : []
  const state = segments(await points.samples(of.state, { from: iso(from - BEFORE_MS), to: iso(to) }), from, to)
  const time = (...states) => lasting(state, ({ value }) => states.includes(value)) / HOUR
  const cells = power.map((cell, i) => ({
    from: cell.from,
    hours: Math.min(width, to - cell.from) / HOUR,
    power: cell.value,
    flow: flow[i].value,
    known: Math.min(cell.known, flow[i].known),
  }))
  const both = cells.filter((cell) => cell.power !== null && cell.flow !== null)
  const share =
    cells.reduce((sum, cell) => sum + cell.known * cell.hours, 0) / cells.reduce((sum, cell) => sum + cell.hours, 0)
  const energy = both.reduce((sum, cell) => sum + cell.power * cell.hours, 0)
  const air = both.reduce((sum, cell) => sum + cell.flow * cell.hours * 60, 0)
  const [loaded, unloaded] = [time('loaded'), time('unloaded')]
  const quality = qualityOf(0, share)
  const idle = idlePower(cells, state, plate)
  return {
    id,
    name,
    cells,
    state: state.map(({ from: a, to: b, value }) => [a, b, value ?? 'unknown']),
    energy: quality === 'bad' ? null : energy,
    air: quality === 'bad' ? null : air,
    // GB 19153: power over flow, kW for a m³/min.
    specific: quality === 'bad' || !(air > 0) ? null : (energy * 60) / air,
    quality,
    known: share,
    loaded,
    unloaded,
    stopped: time('stopped', 'fault'),
    unknown: lasting(state, ({ value }) => value === null) / HOUR,
    unloadedEnergy: idle === null ? null : unloaded * idle,
    pressure: pressureOf(pressure),
    plate: plate
      ? {
          rated_flow: plate.rated_flow,
          full_power: plate.full_power,
          unloaded_power: plate.unloaded_power,
          least_flow: plate.least_flow ?? 0,
        }
      : null,
  }
}

function pressureOf(pairs) {
  const values = pairs.flatMap(([, value]) => (value === null || value < 0.5 ? [] : [value]))
  return values.length === 0
    ? null
    : {
        mean: values.reduce((sum, value) => sum + value, 0) / values.length,
        low: Math.min(...values),
        high: Math.max(...values),
      }
}

/** Power unloaded: of the plate; else the mean of what was seen in times that were unloaded as a whole. */
function idlePower(cells, state, plate) {
  if (plate) return plate.least_flow > 0 ? 0 : plate.unloaded_power
  const seen = cells.filter(
    ({ from, hours, power }) =>
      power !== null &&
      state.some((piece) => piece.value === 'unloaded' && piece.from <= from && piece.to >= from + hours * HOUR),
  )
  return seen.length === 0 ? null : seen.reduce((sum, { power }) => sum + power, 0) / seen.length
}

/** All machines by time; where one is silent, the sum is not known. The best set is that of the plates. */
function together(machines, known) {
  const memory = new Map()
  const bestOf = (flow) => {
    const key = Math.round(flow * 10)
    if (!memory.has(key)) memory.set(key, best(known, key / 10)?.power ?? null)
    return memory.get(key)
  }
  return machines[0].cells.map(({ from, hours }, i) => {
    const cells = machines.map((machine) => machine.cells[i])
    const silent = cells.some(({ power, flow }) => power === null || flow === null)
    const sum = (name) => (silent ? null : cells.reduce((all, cell) => all + cell[name], 0))
    const flow = sum('flow')
    const power = sum('power')
    const bestPower = flow === null || known.length < machines.length ? null : bestOf(flow)
    return { from, hours, flow, power, bestPower: bestPower === null ? null : Math.min(bestPower, power) }
  })
}

function stationOf(machines, hours, { price, target }, days) {
  const told = hours.filter(({ power }) => power !== null)
  const quality = qualityOf(0, hours.length === 0 ? 0 : told.length / hours.length)
  const sum = (name) => told.reduce((all, hour) => all + hour[name] * hour.hours, 0)
  const [energy, air] = [sum('power'), sum('flow') * 60]
  const better = told
    .filter(({ bestPower }) => bestPower !== null)
    .reduce((all, { power, bestPower, hours: h }) => all + (power - bestPower) * h, 0)
  const unloaded = machines.reduce((all, { unloadedEnergy }) => all + (unloadedEnergy ?? 0), 0)
  const specific = air > 0 ? (energy * 60) / air : null
  const year = 365 / days
  return {
    quality,
    energy: quality === 'bad' ? null : energy,
    air: quality === 'bad' ? null : air,
    cost: quality === 'bad' ? null : energy * price,
    specific: quality === 'bad' ? null : specific,
    overTarget: specific !== null && specific > target ? ((specific - target) / 60) * air * price * year : 0,
    unloaded: { energy: unloaded, share: energy > 0 ? (100 * unloaded) / energy : null },
    combination: { energy: better, money: better * price * year, share: energy > 0 ? (100 * better) / energy : null },
  }
}

/**
 * ISO 11011: what flows while nobody uses air goes through leaks. By flow where it is measured; and by load and unload times of
 * quiet hours: T_loaded / (T_loaded + T_unloaded) of the flow of the machines that were on.
 */
function leaksOf(hours, machines, settings) {
  const quiet = quietOf(settings)
  const still = hours.filter(({ from, flow }) => flow !== null && quiet(from))
  const busy = hours.filter(({ from, flow }) => flow !== null && !quiet(from))
  const mean = (list, name) =>
    list.length === 0
      ? null
      : list.reduce((sum, hour) => sum + hour[name] * hour.hours, 0) / list.reduce((sum, hour) => sum + hour.hours, 0)
  const flow = mean(still, 'flow')
  const power = mean(still, 'power')
  const used = mean(busy, 'flow')
  const byTime = machines.map(({ name, state, plate }) => {
    const within = (value) => state.reduce((sum, [a, b, is]) => (is === value && quiet(a) ? sum + b - a : sum), 0)
    const [loaded, unloaded] = [within('loaded'), within('unloaded')]
    const share = loaded + unloaded > 0 ? loaded / (loaded + unloaded) : null
    return {
      name,
      share: share === null ? null : 100 * share,
      flow: share === null || !plate ? null : share * plate.rated_flow,
    }
  })
  return {
    flow,
    hours: still.reduce((sum, hour) => sum + hour.hours, 0),
    quality: flow === null ? 'bad' : still.length * 0.25 < 1 ? 'uncertain' : 'good',
    share: flow === null || !(used > 0) ? null : (100 * flow) / used,
    energy: power === null ? null : power * 8_760,
    cost: power === null ? null : power * 8_760 * settings.price,
    byTime,
  }
}

function quietOf(settings) {
  const spans = [...String(settings.quiet_hours).matchAll(/(\d{1,2})[:：](\d{2})\s*[-–]\s*(\d{1,2})[:：](\d{2})/g)].map(
    ([, a, b, c, d]) => [Number(a) + Number(b) / 60, Number(c) + Number(d) / 60],
  )
  return (ms) => {
    const { hour, weekday } = localOf(ms, settings)
    return (
      (settings.quiet_sunday && weekday === 0) ||
      spans.some(([from, to]) => (from < to ? hour >= from && hour < to : hour >= from || hour < to))
    )
  }
}
