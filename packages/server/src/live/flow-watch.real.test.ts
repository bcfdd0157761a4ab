import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fault, silentLog, systemClock, type TenantId } from '@millrace/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FakeHistory } from '../ingest/fakes.ts'
import { Gather } from '../ingest/gather.ts'
import { type Journal, openJournal } from '../ingest/journal.ts'
import { encodeCheckpoint } from '../ingest/record.ts'
import { createLiveEngine } from './engine.ts'
import type { LiveEngine } from './face.ts'
import { createLatestValues } from './latest.ts'
import type { FlowBook, FlowDefinition, FlowNews } from './needs.ts'
import { startFlowThread } from './thread.ts'

const patience = { timeout: 30_000 }
const [north, south] = ['north', 'south'] as [TenantId, TenantId]

/** Owns flows in memory. */
class Flows implements FlowBook {
  readonly definitionsOf = new Map<TenantId, FlowDefinition[]>()
  readonly suspensions: (readonly [TenantId, number, string])[] = []
  /** Times by series. */
  readonly given = new Map<number, number[]>()
  readonly troubles = new Map<number, number>()
  #listener: (tenant: TenantId) => Promise<void> = async () => undefined

  put(tenant: TenantId, definition: FlowDefinition): Promise<void> {
    this.definitionsOf.set(tenant, [...(this.definitionsOf.get(tenant) ?? []), definition])
    return this.#listener(tenant)
  }

  async definitions(tenant: TenantId): Promise<readonly FlowDefinition[]> {
    return this.definitionsOf.get(tenant) ?? []
  }

  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void {
    this.#listener = listener
    return () => undefined
  }

  async take(_tenant: TenantId, news: readonly FlowNews[]): Promise<void> {
    for (const { samples, standings } of news) {
      for (const { number, troubles } of standings) this.troubles.set(number, troubles)
      for (let row = 0; row < samples.length; row++) {
        const series = samples.series[row]!
        this.given.set(series, [...(this.given.get(series) ?? []), samples.time[row]!])
      }
    }
  }

  async suspended(tenant: TenantId, number: number, fault: Fault): Promise<void> {
    this.suspensions.push([tenant, number, fault.code])
  }

  async resumed(): Promise<void> {}
}

/** Gives what comes in series `number` again in series 100 + `number`, by a script. */
function scripted(number: number, code: string): FlowDefinition {
  const wire = (from: string, output: string, to: string, input: string) => ({
    from: { node: from, port: output },
    to: { node: to, port: input },
  })
  const document = {
    format: 'millrace-flow/1',
    title: { en: 'A flow', zh: '流程' },
    lateness: 0,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: 'x' }, type: 'number' } },
      { id: 's', type: 'code.script', settings: { inputs: [{ name: 'a' }], outputs: [{ name: 'out' }], code } },
      { id: 'y', type: 'out.point', settings: { name: 'y' } },
    ],
    wires: [wire('x', 'out', 's', 'a'), wire('s', 'out', 'y', 'in')],
  }
  return {
    number,
    deployment: `d${number}`,
    document: JSON.stringify(document),
    parameters: {},
    since: 0,
    inputs: [{ node: 'x', series: number, type: 'number' }],
    outputs: [{ node: 'y', series: 100 + number, type: 'number' }],
  }
}

const plain = 'export const run = (row) => ({ out: row.a })'
/** Native code of the script's engine, which looks at no clock. */
const endless = 'export const run = (row) => ({ out: [].includes.call({ length: 2 ** 50 }, 1) ? 1 : row.a })'

let folder: string
let journal: Journal
let gather: Gather
let engine: LiveEngine
const flows = new Flows()
let time = 1_000_000

/** One group: the next second, in series of two organisations. */
async function send(...series: readonly (readonly [TenantId, number])[]): Promise<void> {
  time += 1_000_000
  for (const [tenant, one] of series) gather.share(tenant).rows.addDouble(one, time, 1)
  gather.added(series.length)
  await gather.committed()
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flow-watch-'))
  const both = { clock: systemClock, log: silentLog }
  journal = await openJournal({ folder: join(folder, 'journal'), ...both, checkpoint: () => encodeCheckpoint([]) })
  engine = createLiveEngine({ file: join(folder, 'flows'), flows, ...both, start: startFlowThread, stuckMs: 1_500 })
  gather = new Gather({
    journal,
    history: new FakeHistory(),
    latest: createLatestValues(systemClock),
    live: engine,
    ...both,
  })
  engine.follow(() => journal.extent)
  await engine.begin([north, south])
  await flows.put(north, scripted(1, plain))
  await flows.put(south, scripted(2, plain))
})
afterAll(async () => {
  await engine.close()
  gather.stop()
  await journal.close()
  rmSync(folder, { recursive: true })
})

it('ends a flow that holds the thread, by its name, and all others go on with nothing lost', async () => {
  const wanted: number[] = []
  const sent = async (...more: readonly (readonly [TenantId, number])[]): Promise<void> => {
    await send([north, 1], [south, 2], ...more)
    wanted.push(time)
  }
  for (let i = 0; i < 5; i++) await sent()
  await expect.poll(() => flows.given.get(102), patience).toEqual(wanted)
  await flows.put(south, scripted(3, endless))
  await sent([south, 3])
  for (let i = 0; i < 5; i++) await sent()
  await expect.poll(() => flows.suspensions, patience).toEqual([[south, 3, 'live.flow_stuck']])
  for (let i = 0; i < 5; i++) await sent([south, 3])
  const all = (series: number) => [...new Set(flows.given.get(series))]
  await expect.poll(() => all(101), patience).toEqual(wanted)
  await expect.poll(() => all(102), patience).toEqual(wanted)
  // What held it is not tried again, and gives nothing.
  expect([flows.suspensions.length, flows.given.get(103)]).toEqual([1, undefined])
})

it('tells what scripts could not do, and goes on', async () => {
  await flows.put(north, scripted(4, 'export const run = (row) => { throw new Error("no") }'))
  await send([north, 4])
  await send([north, 4])
  await expect.poll(() => flows.troubles.get(4), patience).toBe(2)
})
