import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, Fault, isoOf, jsonLog, ManualClock, MICROS_PER_S, type Micros, systemClock } from '@millrace/core'
import { connectMqtt, createEdge, type Edge } from '@millrace/edge'
import type { DrillResult, RunOptions } from '../run.ts'
import { Cable } from './cable.ts'
import { judge, plantDevices, pointName, type SequencePlant, sequencePlant } from './uplink-plant.ts'
import { type DrillPlatform, startPlatform } from './uplink-platform.ts'
import '../edge-bench/faults.ts'

const POINTS = 2_000
const GROUP = 'drill'
/** Live values must be back within this, s. */
const RESUME_S = 2
/** Part of a second by which the replay may pass its limit: it is counted in whole records. */
const RATE_SLACK = 1.1
const SETTLE_MS = 600_000

interface Separation {
  readonly node: string
  readonly clock: Clock
  readonly periodMs: number
  readonly replayValuesPerSecond: number
  readonly from: Micros
  /** Lets so much time of the edge pass. */
  pass(ms: number): Promise<void>
  /** Lets the time of the edge run as the wall's until the returned function is called. */
  run(): () => void
}

interface Outcome {
  lost: number
  duplicated: number
  out_of_order: number
  values: number
  /** Samples that the history holds of the plant's points, also those without a value. */
  rows: number
  /** Ids of the plant's points. */
  ids: readonly string[]
  resume_s: number
  backlog_at_resume: number
  replay_values_per_s: number
  buffer_bytes_per_value: number
}

/**
 * An edge with 2,000 points is cut off from a real platform: for a simulated day, and for a real minute. Every value says
 * which point and which reading it is, so that the history shows what was lost, doubled or mixed up.
 */
export async function uplinkCut({ quick, progress }: RunOptions): Promise<DrillResult> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-drill-uplink-'))
  const platform = await startPlatform(join(folder, 'data'))
  try {
    const dayMs = quick ? 600_000 : 86_400_000
    progress(`a: the link is cut for ${dayMs / 3_600_000} simulated hours, ${POINTS} points at 10 s`)
    const day = await separate(platform, simulated(dayMs), { folder, cutMs: dayMs, progress })
    const minuteMs = quick ? 5_000 : 60_000
    progress(`b: the link is cut for ${minuteMs / 1_000} s, ${POINTS} points at 1 s`)
    const minute = await separate(platform, real(quick), { folder, cutMs: minuteMs, progress })
    const journaled = await journaledTwice(platform, [day, minute])
    const both = (key: 'lost' | 'duplicated' | 'out_of_order' | 'values'): number => day[key] + minute[key]
    const figures = {
      lost: both('lost'),
      duplicated: both('duplicated') + journaled,
      out_of_order: both('out_of_order'),
      values: both('values'),
      journaled_twice: journaled,
      resume_s: minute.resume_s,
      backlog_at_resume_records: minute.backlog_at_resume,
      replay_values_per_s: minute.replay_values_per_s,
      day_values: day.values,
      day_resume_s: day.resume_s,
      day_replay_values_per_s: day.replay_values_per_s,
      buffer_bytes_per_value: day.buffer_bytes_per_value,
    }
    const pass =
      figures.lost + figures.duplicated + figures.out_of_order === 0 &&
      figures.values > 0 &&
      figures.resume_s <= RESUME_S &&
      figures.backlog_at_resume_records > 0 &&
      day.replay_values_per_s <= DAY_RATE * RATE_SLACK &&
      minute.replay_values_per_s <= MINUTE_RATE * RATE_SLACK
    return { pass, figures }
  } finally {
    await platform.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const DAY: Micros = 86_400 * MICROS_PER_S
const DAY_RATE = 200_000
const MINUTE_RATE = 20_000
const STEP_MS = 20

/** The edge's clock begins so long ago that it meets the wall's when the link is mended. */
function simulated(ms: number): Separation {
  const from = systemClock.now() - (ms + 120_000) * 1_000
  const clock = new ManualClock(from)
  const pass = (by: number): Promise<void> => clock.advance(by)
  const run = (): (() => void) => {
    let running = true
    let before = performance.now()
    const step = async (): Promise<void> => {
      while (running) {
        await pause(STEP_MS)
        const now = performance.now()
        await clock.advance(now - before)
        before = now
      }
    }
    const stepping = step()
    stepping.catch((reason: unknown) => process.stderr.write(`${String(reason)}\n`))
    return () => {
      running = false
    }
  }
  return { node: 'day', clock, periodMs: 10_000, replayValuesPerSecond: DAY_RATE, from, pass, run }
}

function real(quick: boolean): Separation {
  return {
    node: 'minute',
    clock: systemClock,
    periodMs: 1_000,
    // A smoke run has little to replay: slower, so that live values still meet a backlog.
    replayValuesPerSecond: quick ? MINUTE_RATE / 10 : MINUTE_RATE,
    from: systemClock.now(),
    pass: pause,
    run: () => () => undefined,
  }
}

async function separate(
  platform: DrillPlatform,
  separation: Separation,
  { folder, cutMs, progress }: { folder: string; cutMs: number; progress: (text: string) => void },
): Promise<Outcome> {
  const { node, clock, periodMs, replayValuesPerSecond, from } = separation
  const { name, secret } = await platform.edgeCredential(GROUP, node)
  const cable = await new Cable(platform.mqttPort).open()
  const plant = sequencePlant(POINTS)
  const edge = await createEdge({
    configuration: {
      node: { group: GROUP, name: node },
      uplink: {
        url: `mqtt://127.0.0.1:${cable.port}`,
        username: name,
        password: secret,
        primaryHost: 'millrace',
        replayValuesPerSecond,
      },
      buffer: { folder: join(folder, node), limitBytes: 2 ** 32 },
      drivers: [plant.driver],
      devices: plantDevices(POINTS, periodMs),
    },
    clock,
    log: jsonLog(`edge ${node}`, 'error'),
    connect: connectMqtt,
  })
  edge.start()
  let stop = separation.run()
  await until(() => edge.health().uplink === 'online' && edge.health().bufferRecords === 0 && plant.read > 0)
  await pause(2_000)
  const ids = await pointIds(platform, node)
  stop()
  const connectedValues = plant.read

  cable.cut()
  await until(() => edge.health().uplink !== 'online')
  await separation.pass(cutMs)
  const stored = edge.health()
  const missed = plant.read - connectedValues
  progress(
    `${missed.toLocaleString('en')} values stored in ${(stored.bufferBytes / 2 ** 20).toFixed(1)} MiB; the link is mended`,
  )

  cable.mend()
  stop = separation.run()
  const mended = { wall: performance.now(), edge: clock.now(), replayed: stored.replayedValues }
  await until(async () =>
    (await platform.latest([ids.get(0)!, ids.get(POINTS - 1)!])).some(({ time }) => time > isoOf(mended.edge)),
  )
  const resume_s = (performance.now() - mended.wall) / 1_000
  const backlog_at_resume = edge.health().bufferRecords
  progress(`live values after ${resume_s.toFixed(2)} s, with ${backlog_at_resume} stored records still to replay`)
  const replay = await replayRate(edge, mended, missed)
  plant.stop()
  await until(() => edge.health().bufferRecords === 0)
  progress(`backlog replayed at ${Math.round(replay).toLocaleString('en')} values/s; the history is compared`)
  const verdict = await compare(platform, { plant, ids, from, to: clock.now() + MICROS_PER_S, progress })
  stop()
  await edge.close()
  await cable.close()
  return {
    ...verdict,
    ids: [...ids.values()],
    resume_s,
    backlog_at_resume,
    replay_values_per_s: replay,
    buffer_bytes_per_value: stored.bufferBytes / missed,
  }
}

/** Values replayed a second, until the backlog is as good as gone. */
async function replayRate(edge: Edge, mended: { wall: number; replayed: number }, missed: number): Promise<number> {
  let ended = performance.now()
  await until(() => {
    ended = performance.now()
    return edge.health().replayedValues - mended.replayed >= missed
  })
  return (edge.health().replayedValues - mended.replayed) / ((ended - mended.wall) / 1_000)
}

async function pointIds(platform: DrillPlatform, node: string): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  await until(async () => {
    const all = await platform.points()
    for (const [path, id] of all) {
      const steps = path.split('/')
      const number = Number(/^p(\d+)$/.exec(steps.at(-1)!)?.[1] ?? -1)
      if (steps.includes(node) && number >= 0) ids.set(number, id)
    }
    return ids.size === POINTS
  })
  return ids
}

async function compare(
  platform: DrillPlatform,
  {
    plant,
    ids,
    from,
    to,
    progress,
  }: { plant: SequencePlant; ids: Map<number, string>; from: Micros; to: Micros; progress: (text: string) => void },
): Promise<Pick<Outcome, 'lost' | 'duplicated' | 'out_of_order' | 'values' | 'rows'>> {
  const total = { lost: 0, duplicated: 0, out_of_order: 0, values: 0, rows: 0 }
  const waiting = Array.from({ length: POINTS }, (_, point) => point)
  const compareNext = async (): Promise<void> => {
    for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
      const history = await platform.history(ids.get(point)!, isoOf(from), isoOf(to))
      total.rows += history.length
      const verdict = judge(point, plant.readingsOf(point), history)
      if (verdict.lost + verdict.duplicated + verdict.out_of_order > 0 && total.lost + total.duplicated === 0) {
        progress(`${pointName(point)} differs: ${JSON.stringify(verdict)}`)
      }
      for (const key of ['lost', 'duplicated', 'out_of_order', 'values'] as const) total[key] += verdict[key]
    }
  }
  await Promise.all([compareNext(), compareNext(), compareNext()])
  return total
}

/** Rows that the journal took beyond those that the history holds: the history would hide a second copy, the journal does not. */
async function journaledTwice(platform: DrillPlatform, outcomes: readonly Outcome[]): Promise<number> {
  const taken = await platform.metric('millrace_values_taken')
  let held = outcomes.reduce((sum, { rows }) => sum + rows, 0)
  const counted = new Set(outcomes.flatMap(({ ids }) => ids))
  const from = isoOf(systemClock.now() - 3 * DAY)
  const to = isoOf(systemClock.now() + DAY)
  for (const id of (await platform.points()).values()) {
    if (!counted.has(id)) held += (await platform.history(id, from, to)).length
  }
  return taken - held
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const begun = performance.now()
  while (!(await done())) {
    if (performance.now() - begun > SETTLE_MS) throw new Fault('bench_edge.stuck', { seconds: SETTLE_MS / 1_000 })
    await pause(STEP_MS)
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
