import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import type { ConditionDefinition, ConditionEdge } from '@millrace/compute'
import { type Fault, silentLog, systemClock, type TenantId } from '@millrace/core'
import { openLake } from '@millrace/history'
import { FakeCredentials, FakeDevices, FakeDirectory, fakeTenant, unlimited } from '../ingest/fakes.ts'
import { createIngest } from '../ingest/index.ts'
import { createLiveEngine } from './engine.ts'
import { countingUnit } from './fakes.ts'
import { createLatestValues } from './latest.ts'
import type { KpiBook, KpiNews, LiveUnit, StandingEdge } from './needs.ts'

/**
 * Ingest and live computing in a process of its own, for tests that kill it: real journal, lake, thread and checkpoint; edges go
 * and what came late of a work unit go into files that are synced before they count as taken. Arguments: folder. Says its port on
 * stdout; `dump` on stdin answers with times and values of every series, once live computing has seen all of them.
 */
const folder = process.argv[2] as string
/** The last counts what a work unit makes; the others have conditions. */
const DEVICES = 5
const definitions: ConditionDefinition[] = [1, 2, 3, 4].flatMap((input) => [
  { is: 'limit', number: input, input, side: 'high', limit: 500, deadband: 300, onDelay: 0, offDelay: 0 },
  { is: 'limit', number: 10 + input, input, side: 'low', limit: 400, deadband: 0, onDelay: 0, offDelay: 0 },
])

/** One line an edge. */
class FileBook {
  readonly #file = `${folder}/edges`
  readonly #newest = new Map<number, StandingEdge>()
  readonly #fd: number

  constructor() {
    mkdirSync(folder, { recursive: true })
    if (existsSync(this.#file))
      for (const line of readFileSync(this.#file, 'utf8').split('\n').slice(0, -1)) {
        const [condition, active, at] = JSON.parse(line) as [number, boolean, number]
        this.#newest.set(condition, { condition, active, at })
      }
    this.#fd = openSync(this.#file, 'a')
  }

  async definitions(): Promise<readonly ConditionDefinition[]> {
    return definitions
  }

  onChanged(): () => void {
    return () => closeSync(this.#fd)
  }

  async standing(): Promise<readonly StandingEdge[]> {
    return [...this.#newest.values()]
  }

  async edges(_tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void> {
    const fresh = edges.filter(({ condition, active, at }) => {
      const isFresh = at > (this.#newest.get(condition)?.at ?? Number.NEGATIVE_INFINITY)
      if (isFresh) this.#newest.set(condition, { condition, active, at })
      return isFresh
    })
    if (fresh.length === 0) return
    const lines = fresh.map(({ condition, active, at }) => `${JSON.stringify([condition, active, at])}\n`)
    appendFileSync(this.#fd, lines.join(''))
    fsyncSync(this.#fd)
  }

  async suspended(): Promise<void> {}

  async resumed(): Promise<void> {}
}

/** One line for each series and hour of which something came late. */
class FileUnits implements KpiBook {
  readonly #fd = openSync(`${folder}/late`, 'a')

  async definitions(): Promise<readonly LiveUnit[]> {
    return [countingUnit(DEVICES)]
  }

  onChanged(): () => void {
    return () => undefined
  }

  async take(_tenant: TenantId, news: readonly KpiNews[]): Promise<void> {
    const late = news.flatMap((one) =>
      one.is === 'late' ? [`${JSON.stringify([one.series, one.from, one.to])}\n`] : [],
    )
    if (late.length === 0) return
    // As a busy database: what was accepted before it is there would be lost with the next kill.
    await systemClock.sleep(300)
    appendFileSync(this.#fd, late.join(''))
    fsyncSync(this.#fd)
  }

  async suspended(_tenant: TenantId, _unit: number, fault: Fault): Promise<void> {
    throw fault
  }
}

const history = await openLake({
  folder: `${folder}/history`,
  clock: systemClock,
  log: silentLog,
  hotRows: 20_000,
  sealAfterMs: 2_000,
})
const credentials = new FakeCredentials()
const directory = new FakeDirectory()
for (let i = 0; i < DEVICES; i++) {
  credentials.device(`device${i}`)
  await directory.register('' as never, { source: { device: `device${i}` }, points: [{ name: 'n', type: 'double' }] })
}
const live = createLiveEngine({
  file: `${folder}/live/checkpoint`,
  conditions: new FileBook(),
  kpis: new FileUnits(),
  clock: systemClock,
  log: silentLog,
})
const ingest = await createIngest({
  journal: `${folder}/journal`,
  history,
  credentials,
  directory,
  devices: new FakeDevices(),
  watch: { rogue: () => undefined },
  latest: createLatestValues(systemClock),
  live,
  quota: unlimited,
  clock: systemClock,
  log: silentLog,
  mqtt: { host: '127.0.0.1', port: 0 },
})
await ingest.recover()
await live.begin([fakeTenant])
await ingest.start()
process.stdout.write(`${JSON.stringify({ port: ingest.port })}\n`)

async function dump(): Promise<void> {
  while (live.counters().behindBytes > 0 || live.counters().lagSeconds > 0) await systemClock.sleep(20)
  const rows: [time: number, value: number][][] = []
  for (let series = 1; series <= DEVICES; series++) {
    const { length, time, double } = await history.raw({
      tenant: fakeTenant,
      series: [series],
      from: 0,
      to: 2 ** 53,
      limit: 10_000_000,
    })
    rows.push(Array.from({ length }, (_, i) => [time[i] as number, double[i] as number]))
  }
  // Closing tells what is still to tell.
  await ingest.close()
  await live.close()
  process.stdout.write(`${JSON.stringify({ rows })}\n`, () => process.exit())
}

process.stdin.on('data', () => void dump())
