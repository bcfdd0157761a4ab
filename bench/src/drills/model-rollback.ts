import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { microsOf, systemClock } from '@millrace/core'
import { Background } from '../models-bench/background.ts'
import { BoundPlant, OFFSET } from '../models-bench/bound-plant.ts'
import type { DrillResult, RunOptions } from '../run.ts'

const PERIOD_MS = 200
const MOST_WAIT_MS = 90_000
const PAGE = 10_000
/** What a rollback may take. */
const MOST_ROLLBACK_S = 60

interface Comparison {
  readonly rows: number
  readonly verdict: string
}

/** Every asset gets a value every {@link PERIOD_MS} until it is stopped; each value is told by its time. */
class Load {
  readonly times: number[] = []
  readonly #plant: BoundPlant
  #isOver = false
  readonly #done: Promise<void>

  constructor(plant: BoundPlant) {
    this.#plant = plant
    this.#done = this.#run()
  }

  static xOf(ms: number, asset: number): number {
    return (ms % 1_000_000) + asset * 10
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#done
  }

  async #run(): Promise<void> {
    for (let next = Date.now(); !this.#isOver; next = Math.max(next + PERIOD_MS, Date.now())) {
      await systemClock.sleep(Math.max(0, next - Date.now()))
      const ms = Date.now()
      this.times.push(ms)
      this.#plant.send(ms, (asset) => Load.xOf(ms, asset))
    }
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + MOST_WAIT_MS
  while (!(await holds())) {
    if (Date.now() > deadline) return false
    await systemClock.sleep(50)
  }
  return true
}

async function historyOf(plant: BoundPlant, point: string, from: number): Promise<[ms: number, value: number][]> {
  const rows: [number, number][] = []
  for (let at = from * 1_000; ; ) {
    const { items, truncated } = await plant.client.history(point, {
      from: String(at),
      to: '2100-01-01T00:00:00Z',
      limit: PAGE,
    })
    for (const { time, value, quality } of items) {
      const micros = microsOf(time) ?? Number.NaN
      at = micros + 1
      rows.push([micros / 1_000, quality === 'good' ? Number(value) : Number.NaN])
    }
    if (!truncated) return rows
  }
}

/** What became of every instant of an asset: exactly one value, by the old version, the worse one, and the old again. */
function judge(rows: readonly [ms: number, value: number][], times: readonly number[], asset: number) {
  const byTime = Map.groupBy(rows, ([ms]) => ms)
  const count = { missing: 0, doubled: rows.length - byTime.size, wrong: 0, worse: 0 }
  let phase = 0
  for (const ms of times) {
    const [given] = byTime.get(ms) ?? []
    if (!given) {
      count.missing++
      continue
    }
    const over = given[1] - 2 * Load.xOf(ms, asset)
    if (over === OFFSET) count.worse++
    // Old, worse, old: never back and forth.
    if (over === OFFSET && phase === 0) phase = 1
    else if (over === 0 && phase === 1) phase = 2
    else if (over !== (phase === 1 ? OFFSET : 0)) count.wrong++
  }
  const expected = new Set(times)
  for (const ms of byTime.keys()) if (!expected.has(ms)) count.doubled++
  return count
}

/**
 * A version that is worse runs in the shadow under load: the comparison says so. It is put in force all the same, and taken back:
 * how long until every asset is given values by the old one again, and what the history has of it all.
 */
export async function modelRollback({ quick, progress }: RunOptions): Promise<DrillResult> {
  const [count, perS, restMs] = quick ? [10, 1_000, 500] : [200, 20_000, 10_000]
  const folder = await mkdtemp(join(tmpdir(), 'millrace-rollback-'))
  try {
    const plant = await BoundPlant.open(folder, count)
    try {
      await plant.bind()
      const background = await Background.open(plant, perS)
      const newest = new Map<string, { ms: number; value: number }>()
      plant.watch((samples) => {
        for (const { point, time, value } of samples) newest.set(point, { ms: Date.parse(time), value: Number(value) })
      })
      background.start()
      const load = new Load(plant)
      /** True when every asset has a value of after a time that lies so far above what is right. */
      const allGive = (over: number, after: number): boolean =>
        plant.assets.every(({ y }, asset) => {
          const one = newest.get(y)
          return one !== undefined && one.ms > after && one.value === 2 * Load.xOf(one.ms, asset) + over
        })
      const path = `/bindings/${plant.binding}`
      const flows = await until(() => allGive(0, load.times[0] ?? Number.POSITIVE_INFINITY))
      await plant.ask('POST', `${path}/canary`, { version: '2.0.0' })
      let told: Comparison = { rows: 0, verdict: '' }
      const compared = await until(async () => {
        told = await plant.ask<Comparison>('GET', `${path}/canary`)
        return told.rows > count * 5
      })
      progress(`in the shadow: ${told.verdict} after ${told.rows} rows`)
      await plant.ask('POST', `${path}/promote`, { version: '2.0.0' })
      const promotedAt = Date.now()
      const promoted = await until(() => allGive(OFFSET, promotedAt))
      await systemClock.sleep(restMs)
      const begun = performance.now()
      await plant.ask('POST', `${path}/rollback`)
      const answeredAt = Date.now()
      const back = await until(() => allGive(0, answeredAt))
      const rollbackS = (performance.now() - begun) / 1_000
      progress(`taken back: all assets by the old version after ${rollbackS.toFixed(2)} s`)
      await systemClock.sleep(restMs)
      await load.stop()
      await background.stop()
      const last = load.times.at(-1)!
      const isThere = await until(() => plant.assets.every(({ y }) => newest.get(y)?.ms === last))
      const found = { missing: 0, doubled: 0, wrong: 0, worse: 0 }
      for (const [asset, { y }] of plant.assets.entries()) {
        // What is durable is in the history a moment later.
        let rows: [number, number][] = []
        await until(async () => {
          rows = await historyOf(plant, y, load.times[0]!)
          return rows.at(-1)?.[0] === last
        })
        const seen = judge(rows, load.times, asset)
        for (const key of ['missing', 'doubled', 'wrong', 'worse'] as const) found[key] += seen[key]
      }
      const { missing, doubled, wrong, worse } = found
      const figures = {
        assets: count,
        instants: load.times.length * count,
        ingest_values_per_s: perS,
        canary_rows: told.rows,
        canary_worse: Number(told.verdict === 'worse'),
        worse,
        rollback_s: rollbackS,
        missing,
        doubled,
        wrong,
      }
      const happened = flows && compared && promoted && back && isThere && worse > 0 && figures.canary_worse === 1
      return { pass: happened && rollbackS < MOST_ROLLBACK_S && missing + doubled + wrong === 0, figures }
    } finally {
      await plant.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
