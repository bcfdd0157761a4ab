import {
  type Clock,
  Fault,
  type Micros,
  type SampleBatch,
  Status,
  silentLog,
  systemClock,
  valueAt,
} from '@millrace/core'
import {
  DataType,
  DataValue,
  HistoryData,
  type HistoryReadRequest,
  HistoryReadResponse,
  HistoryReadResult,
  type ReadRawModifiedDetails,
  StatusCodes,
  Variant,
} from 'node-opcua-client'
import { afterEach, expect, test } from 'vitest'
import { noCounts } from '../kit/supervisor.ts'
import { History } from './history.ts'
import type { HistorySession } from './history-read.ts'
import { itemOf, type ValueItem } from './items.ts'
import { timeOf } from './values.ts'
import './faults.ts'

const BEGAN = Date.UTC(2026, 10, 27) * 1_000
const SECOND = 1_000_000
/** No pause is longer than a moment; the day is the one of the values. */
const clock: Clock = {
  now: () => BEGAN + 3_600 * SECOND,
  monotonic: () => systemClock.monotonic(),
  after: (ms, run) => systemClock.after(Math.min(ms, 1), run),
  every: (ms, run) => systemClock.every(ms, run),
  sleep: (_ms, signal) => systemClock.sleep(1, signal),
}

/** A server in memory: what it kept by node, and how it answers. */
class Server {
  readonly kept = new Map<string, Micros[]>()
  readonly asked: {
    readonly nodes: number
    readonly most: number
    readonly points: number
    readonly frees: boolean
  }[] = []
  /** Values of one answer. */
  page = Number.POSITIVE_INFINITY
  /** Fails the request if it returns a text, one node if it returns a status. */
  fault: (request: HistoryReadRequest) => string | number | undefined = () => undefined
  points = true

  session(nodes = 100): HistorySession {
    return {
      limits: { reads: 10, writes: 10, browses: 10, items: 10, history: nodes },
      read: async (wanted) =>
        wanted.map(({ nodeId }) => {
          const level = this.kept.has(String(nodeId)) ? 0x5 : 0x1
          return new DataValue({ value: new Variant({ dataType: DataType.Byte, value: level }) })
        }),
      request: async (name, signal, make) => {
        signal?.throwIfAborted()
        try {
          return await make()
        } catch (reason) {
          throw new Fault('opcua.request_failed', { request: name, seen: (reason as Error).message }, reason)
        }
      },
      engine: { historyRead: async (request: HistoryReadRequest) => this.#answer(request) } as HistorySession['engine'],
    }
  }

  #answer(request: HistoryReadRequest): HistoryReadResponse {
    const { startTime, endTime, numValuesPerNode: most } = request.historyReadDetails as ReadRawModifiedDetails
    const nodes = request.nodesToRead ?? []
    const points = nodes.filter(({ continuationPoint }) => continuationPoint?.length > 0).length
    this.asked.push({ nodes: nodes.length, most, points, frees: request.releaseContinuationPoints })
    if (request.releaseContinuationPoints) return new HistoryReadResponse({ results: [] })
    const fault = this.fault(request)
    if (typeof fault === 'string') throw new Error(fault)
    const [start, end] = [microsOf(startTime!), microsOf(endTime!)]
    const results = nodes.map(({ nodeId, continuationPoint }) => {
      if (fault !== undefined) return new HistoryReadResult({ statusCode: statusOf(fault) })
      const from = continuationPoint?.length > 0 ? Number(continuationPoint.toString()) : start
      const found = (this.kept.get(String(nodeId)) ?? []).filter((time) => time >= from && time < end)
      const page = found.slice(0, Math.min(this.page, most))
      const next = found[page.length]
      return new HistoryReadResult({
        statusCode: StatusCodes.Good,
        historyData: new HistoryData({ dataValues: page.map(dataValueOf) }),
        ...(this.points && next !== undefined ? { continuationPoint: Buffer.from(String(next)) } : {}),
      })
    })
    return new HistoryReadResponse({ results })
  }
}

const microsOf = (date: Date & { picoseconds?: number }): Micros =>
  timeOf(new DataValue({ sourceTimestamp: date, sourcePicoseconds: date.picoseconds ?? 0 }), 0)
const statusOf = (code: number) => Object.values(StatusCodes).find(({ value }) => value === code)!
const dataValueOf = (time: Micros): DataValue =>
  new DataValue({
    value: new Variant({ dataType: DataType.Double, value: time % SECOND }),
    statusCode: StatusCodes.UncertainSubNormal,
    sourceTimestamp: new Date(Math.floor(time / 1_000)),
    sourcePicoseconds: (time % 1_000) * SECOND,
  })
const item = (id: number): ValueItem =>
  itemOf({ id, address: `ns=1;i=${id}`, type: 'float64', access: 'r', periodMs: 100 }, id, []) as ValueItem
const times = (count: number, step = 1_000): Micros[] => Array.from({ length: count }, (_, i) => BEGAN + i * step)

let history: History | undefined
afterEach(() => history?.stop())

/** Items that were told up to `seen` before, and whose first value of now is at `first`. */
async function fill(
  server: Server,
  items: readonly ValueItem[],
  { seen, first, nodes }: { seen: Micros; first: Micros; nodes?: number },
) {
  const told = new Map<number, Micros[]>()
  const written: unknown[] = []
  const counters = noCounts()
  let look = (): void => {}
  history = await History.open({
    session: server.session(nodes),
    clock,
    log: silentLog,
    counters,
    file: {
      read: async () => Object.fromEntries(items.map(({ spec }) => [`${spec.id} ${spec.address}`, [seen]])),
      write: async (position) => {
        written.push(position)
      },
    },
    hours: 24,
    samples: async (batch: SampleBatch) => {
      for (let i = 0; i < batch.length; i++) {
        expect([valueAt(batch, i), batch.status[i]]).toEqual([batch.time[i]! % SECOND, Status.UncertainSubNormal])
        told.set(batch.series[i]!, [...(told.get(batch.series[i]!) ?? []), batch.time[i]!])
      }
      await Promise.resolve()
      look()
    },
    taken: () => Promise.resolve(),
  })
  for (const one of items) Object.assign(one, { first, seen: first })
  history.take(items)
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setInterval(() => look(), 5)
      look = () => {
        if (!holds()) return
        clearInterval(timer)
        resolve()
      }
    })
  return { told, written, counters, until, history }
}

test('holes that lie close together are read in one request, no more nodes at once than the server takes', async () => {
  const server = new Server()
  const items = Array.from({ length: 5 }, (_, i) => item(i))
  for (const { node } of items) server.kept.set(String(node), times(10))
  const { told, until } = await fill(server, items, { seen: BEGAN + 1_000, first: BEGAN + 8_000, nodes: 2 })
  await until(() => told.size === 5)
  for (const { spec } of items) expect(told.get(spec.id)).toEqual(times(10).slice(2, 8))
  expect(server.asked.map(({ nodes }) => nodes)).toEqual([2, 2, 1])
})

test.each([
  ['with continuation points', true],
  ['from where the last answer ended, where a server gives no points', false],
])('long histories are read page by page, %s', async (_says, points) => {
  const server = Object.assign(new Server(), { points })
  const items = [item(0), item(1)]
  for (const { node } of items) server.kept.set(String(node), times(1_800))
  const { told, until } = await fill(server, items, { seen: BEGAN, first: BEGAN + 1_800_000 })
  await until(() => told.get(0)?.length === 1_799 && told.get(1)?.length === 1_799)
  expect([told.get(0), told.get(1)]).toEqual([times(1_800).slice(1), times(1_800).slice(1)])
  expect(Math.max(...server.asked.map(({ most }) => most))).toBe(500)
})

test('a server that forgot its point is asked anew, and nothing comes twice', async () => {
  const server = Object.assign(new Server(), { page: 10 })
  let answers = 0
  server.fault = () => (++answers === 3 ? StatusCodes.BadContinuationPointInvalid.value : undefined)
  const one = item(0)
  server.kept.set(String(one.node), times(50))
  const { told, until } = await fill(server, [one], { seen: BEGAN, first: BEGAN + 50_000 })
  await until(() => told.get(0)?.length === 49)
  expect(told.get(0)).toEqual(times(50).slice(1))
})

test('what is too much for the server is asked for in smaller parts', async () => {
  const server = new Server()
  server.fault = ({ nodesToRead }) => (nodesToRead!.length > 3 ? 'BadTooManyOperations' : undefined)
  const items = Array.from({ length: 8 }, (_, i) => item(i))
  for (const { node } of items) server.kept.set(String(node), times(10))
  const { told, until } = await fill(server, items, { seen: BEGAN, first: BEGAN + 10_000 })
  await until(() => told.size === 8)
  for (const { spec } of items) expect(told.get(spec.id)).toEqual(times(10).slice(1))
})

test('a server that gives no history after all is asked once; what stays open is not kept', async () => {
  const server = Object.assign(new Server(), { fault: () => 'BadHistoryOperationUnsupported' })
  const one = item(0)
  server.kept.set(String(one.node), times(10))
  const { written, until, history: made } = await fill(server, [one], { seen: BEGAN, first: BEGAN + 10_000 })
  await until(() => server.asked.length === 1)
  made.overflowed(one, BEGAN, BEGAN + 5_000)
  await made.stop()
  expect(server.asked).toHaveLength(1)
  expect(written.at(-1)).toEqual({ '0 ns=1;i=0': [BEGAN + 10_000] })
})

test('a node that is refused is counted, and blinds no neighbour of another time', async () => {
  const server = new Server()
  server.fault = ({ nodesToRead }) =>
    nodesToRead!.some(({ nodeId }) => String(nodeId) === 'ns=1;i=0') ? StatusCodes.BadUserAccessDenied.value : undefined
  const items = [item(0), item(1)]
  for (const { node } of items) server.kept.set(String(node), times(10))
  const { told, counters, until } = await fill(server, items, { seen: BEGAN, first: BEGAN + 10_000, nodes: 1 })
  await until(() => told.get(1)?.length === 9)
  expect(told.has(0)).toBe(false)
  expect(counters.errors).toBe(1)
})

test('a server that says there is more and gives nothing is asked three times, and its point is freed', async () => {
  const server = Object.assign(new Server(), { page: 0 })
  const one = item(0)
  server.kept.set(String(one.node), times(10))
  const { counters, until } = await fill(server, [one], { seen: BEGAN, first: BEGAN + 10_000 })
  await until(() => counters.errors === 1)
  await until(() => server.asked.at(-1)!.frees)
  expect(server.asked).toHaveLength(4)
})

test('a tag that goes while it is read frees its point at the server', async () => {
  const server = Object.assign(new Server(), { page: 10 })
  const one = item(0)
  server.kept.set(String(one.node), times(500))
  const opened = await fill(server, [one], { seen: BEGAN, first: BEGAN + 500_000 })
  await opened.until(() => (opened.told.get(0)?.length ?? 0) >= 20)
  opened.history.take([])
  await opened.until(() => server.asked.at(-1)!.frees)
  expect(server.asked.at(-1)).toMatchObject({ nodes: 1, points: 1 })
  expect(opened.told.get(0)!.length).toBeLessThan(499)
})

test('what is still open when the link ends is kept, and begins where it was told to', async () => {
  const server = Object.assign(new Server(), { page: 10 })
  const one = item(0)
  server.kept.set(String(one.node), times(500))
  const opened = await fill(server, [one], { seen: BEGAN, first: BEGAN + 500_000 })
  await opened.until(() => (opened.told.get(0)?.length ?? 0) >= 20)
  await opened.history.stop()
  const [seen, from, to] = (opened.written.at(-1) as Record<string, number[]>)['0 ns=1;i=0']!
  expect([seen, from, to]).toEqual([BEGAN + 500_000, opened.told.get(0)!.at(-1), BEGAN + 500_000])
})

test('a tag without a history costs one question, and no file', async () => {
  const server = new Server()
  const { written, history: made } = await fill(server, [item(0)], { seen: BEGAN, first: BEGAN + 10_000 })
  await new Promise((resolve) => setImmediate(resolve))
  await made.stop()
  expect([server.asked, written]).toEqual([[], []])
})
