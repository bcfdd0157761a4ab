import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LimitCondition } from '@millrace/compute'
import { ManualClock, silentLog, type TenantId } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeHistory } from '../ingest/fakes.ts'
import { Gather } from '../ingest/gather.ts'
import { type Journal, openJournal } from '../ingest/journal.ts'
import { encodeCheckpoint } from '../ingest/record.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { createLiveEngine } from './engine.ts'
import type { LiveEngine, LiveNeeds } from './face.ts'
import { countingUnit, FakeBook, FakePoints, FakeUnits, NearThread, twiceOf } from './fakes.ts'
import { createLatestValues } from './latest.ts'

const north = 'north' as TenantId
const condition = (number: number, input: number): LimitCondition => ({
  is: 'limit',
  number,
  input,
  side: 'high',
  limit: 10,
  deadband: 0,
  onDelay: 0,
  offDelay: 0,
})

let folder: string
let clock: ManualClock
let book: FakeBook
let thread: NearThread
let journal: Journal
let gather: Gather
let engine: LiveEngine
let time = 0

async function open(more: Partial<LiveNeeds> = {}): Promise<void> {
  journal = await openJournal({
    folder: join(folder, 'journal'),
    clock,
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
    segmentBytes: 20_000,
  })
  engine = createLiveEngine({
    file: join(folder, 'live', 'checkpoint'),
    conditions: book,
    clock,
    log: silentLog,
    start: thread.start,
    ...more,
  })
  gather = new Gather({
    journal,
    history: new FakeHistory(),
    latest: createLatestValues(clock),
    live: engine,
    clock,
    log: silentLog,
  })
  engine.follow(() => journal.extent)
  await engine.begin([north])
}

async function shut(): Promise<void> {
  await engine.close()
  gather.stop()
  await journal.close()
}

/** As if the process had been killed: nothing is saved any more. */
async function crash(): Promise<void> {
  thread.kill()
  gather.stop()
  await journal.close()
  thread = new NearThread(clock)
}

/** One group: a value of a series, at a time of its own. */
async function send(series: number, ...values: number[]): Promise<void> {
  const { rows } = gather.share(north)
  for (const value of values) rows.addDouble(series, ++time, value)
  gather.added(values.length)
  await gather.committed()
}

const turns = (): [number, boolean, number][] => book.taken.map(({ condition: of, active, at }) => [of, active, at])

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'))
  clock = new ManualClock()
  book = new FakeBook()
  thread = new NearThread(clock)
  time = 0
  await book.set(north, condition(1, 7))
})
afterEach(async () => {
  thread.go()
  await shut()
  rmSync(folder, { recursive: true })
})

test('edges of what became durable reach the owner of the conditions', async () => {
  await open()
  await send(7, 9, 11)
  await send(8, 50)
  await send(7, 9)
  await vi.waitFor(() =>
    expect(turns()).toEqual([
      [1, true, 2],
      [1, false, 4],
    ]),
  )
  await vi.waitFor(() => expect(engine.counters()).toMatchObject({ edges: 2, behindBytes: 0, skippedBytes: 0 }))
})

test('while the thread does not keep up, nothing waits for it, and it reads from the journal what did not reach it', async () => {
  await open({ mostRows: 5 })
  await send(7, 9)
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  thread.hold()
  for (let i = 0; i < 400; i++) {
    await send(7, 11, 9)
    if (i === 0) await clock.advance(3_000)
  }
  expect(turns()).toEqual([])
  expect(engine.counters().lagSeconds).toBe(3)
  expect(journal.segments).toBeGreaterThan(1)
  thread.go()
  await vi.waitFor(() => expect(turns()).toHaveLength(800))
  await send(7, 11)
  await vi.waitFor(() => expect(turns().at(-1)).toEqual([1, true, 802]))
  expect(turns().map(([, , at]) => at)).toEqual(Array.from({ length: 801 }, (_, i) => i + 2))
  expect(book.again).toBe(0)
  expect(engine.counters()).toMatchObject({ lagSeconds: 0, behindBytes: 0 })
})

test('edges that were refused come again, and the journal behind them is kept until they are taken', async () => {
  await open()
  await send(7, 9)
  await clock.advance(6_000)
  await vi.waitFor(() => expect(engine.kept).toBeGreaterThan(0))
  const { kept } = engine
  book.refuses = true
  await send(7, 11)
  await vi.waitFor(() => expect(book.refused).toBe(1))
  await clock.advance(6_000)
  expect(engine.kept).toBe(kept)
  expect(engine.counters().fault).toBe('live.untaken')
  book.refuses = false
  await clock.advance(2_000)
  await vi.waitFor(() => expect(turns()).toEqual([[1, true, 2]]))
  await clock.advance(6_000)
  await vi.waitFor(() => expect(engine.kept).toBeGreaterThan(kept))
  expect(engine.counters().fault).toBeUndefined()
})

test('edges that nobody took before a crash come after it, also those that left a condition as it was', async () => {
  await open()
  await send(7, 9)
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  book.refuses = true
  await send(7, 11, 9)
  await vi.waitFor(() => expect(book.refused).toBe(1))
  await clock.advance(6_000)
  // As long as a checkpoint of it would take, if there wrongly was one.
  for (let i = 0; i < 5; i++) await writeCheckpoint(join(folder, 'other', 'checkpoint'), new Uint8Array(10))
  await crash()
  book.refuses = false
  await open()
  await vi.waitFor(() =>
    expect(turns()).toEqual([
      [1, true, 2],
      [1, false, 3],
    ]),
  )
})

test('further behind than is kept for it, it leaves samples out, counts them, says so, and goes on', async () => {
  await open({ mostRows: 5, mostBehind: 10_000 })
  await send(7, 9)
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  thread.hold()
  for (let i = 0; i < 200; i++) await send(7, 11, 9)
  thread.go()
  await vi.waitFor(() => expect(engine.counters().skippedBytes).toBeGreaterThan(10_000))
  expect(engine.counters()).toMatchObject({ fault: 'live.skipped', behindBytes: 0 })
  expect(engine.kept).toBeGreaterThan(10_000)
  await send(7, 11)
  await vi.waitFor(() => expect(turns().at(-1)).toEqual([1, true, 402]))
  await clock.advance(3_600_001)
  expect(engine.counters().fault).toBeUndefined()
})

test('a thread that died is started again, and goes on from its checkpoint and the journal', async () => {
  await open()
  await send(7, 9, 11)
  await clock.advance(6_000)
  await vi.waitFor(() => expect(engine.kept).toBeGreaterThan(0))
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(2))
  thread.kill()
  expect(engine.counters().fault).toBe('live.thread_lost')
  await send(7, 11)
  await clock.advance(1_000)
  await vi.waitFor(() => expect(turns().at(-1)).toEqual([1, true, 4]))
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(4))
  expect(thread.starts).toBe(2)
  expect(book.again).toBe(1)
  expect(engine.counters().fault).toBeUndefined()
})

test('after a crash the journal beyond the checkpoint is evaluated: no edge is lost, and one that comes twice is known', async () => {
  await open()
  await send(7, 9, 11)
  await clock.advance(6_000)
  await vi.waitFor(() => expect(engine.kept).toBeGreaterThan(0))
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(2))
  thread.hold()
  await send(7, 11)
  await crash()
  await open()
  await vi.waitFor(() => expect(turns()).toHaveLength(3))
  await send(7, 9)
  await vi.waitFor(() =>
    expect(turns()).toEqual([
      [1, true, 2],
      [1, false, 3],
      [1, true, 4],
      [1, false, 5],
    ]),
  )
  expect(book.again).toBe(1)
})

test('without its checkpoint it takes over from the owner what stands, so that an alarm ends', async () => {
  await open()
  await send(7, 11)
  await vi.waitFor(() => expect(turns()).toHaveLength(1))
  await shut()
  rmSync(join(folder, 'live'), { recursive: true })
  rmSync(join(folder, 'journal'), { recursive: true })
  await open()
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  await send(8, 1)
  await send(7, 9)
  await vi.waitFor(() => expect(turns().at(-1)).toEqual([1, false, 3]))
})

test('a checkpoint that is damaged is named, and the journal is read from its beginning', async () => {
  await open()
  await send(7, 11)
  await vi.waitFor(() => expect(turns()).toHaveLength(1))
  await shut()
  writeFileSync(join(folder, 'live', 'checkpoint'), 'damaged')
  await open()
  await vi.waitFor(() => expect(engine.counters().fault).toBe('live.checkpoint_malformed'))
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(2))
})

test('definitions change while samples come; a suspended one is told and stops no other', async () => {
  await open()
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  await book.set(north, condition(1, 7), { ...condition(2, 8), limit: Number.NaN }, condition(3, 8))
  await vi.waitFor(() =>
    expect(book.suspensions).toEqual([{ tenant: north, condition: 2, code: 'conditions.malformed' }]),
  )
  await send(8, 11)
  await vi.waitFor(() => expect(turns().map(([of]) => of)).toEqual([3]))
  await book.set(north, { ...condition(2, 8), limit: Number.NaN }, condition(3, 8))
  await send(7, 11, 9)
  await send(8, 9, 11)
  await vi.waitFor(() => expect(turns().map(([of]) => of)).toEqual([3, 3, 3]))
})

test('the very next sample after a definition is in force is evaluated by it, also while the thread is busy', async () => {
  await open()
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  thread.hold()
  await book.set(north, condition(1, 7), condition(2, 8))
  await send(8, 11)
  await book.set(north, condition(1, 7), condition(2, 8), condition(3, 9))
  await send(9, 11)
  thread.go()
  await vi.waitFor(() => expect(turns().map(([of]) => of)).toEqual([2, 3]))
})

test('a suspended condition is tried again when its own definition is another, and at no other change', async () => {
  await open()
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  const wrong = { ...condition(2, 8), limit: Number.NaN }
  await book.set(north, condition(1, 7), wrong)
  await vi.waitFor(() => expect(book.suspensions).toHaveLength(1))
  await book.set(north, condition(1, 7), wrong, condition(3, 9))
  await send(9, 11)
  await vi.waitFor(() => expect(turns().map(([of]) => of)).toEqual([3]))
  expect([book.suspensions.length, book.resumptions]).toEqual([1, []])
  await book.set(north, condition(1, 7), condition(2, 8), condition(3, 9))
  await send(8, 11)
  await vi.waitFor(() => expect(turns().map(([of]) => of)).toEqual([3, 2]))
  expect([book.suspensions.length, book.resumptions]).toEqual([1, [2]])
})

test('delays end and absences begin without samples, but not while some wait to be evaluated', async () => {
  await book.set(
    north,
    { ...condition(1, 7), onDelay: 2_000_000 },
    { is: 'absence', number: 2, input: 7, after: 5_000_000, onDelay: 0, offDelay: 0 },
  )
  await open()
  await send(7, 11)
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  thread.hold()
  await send(7, 9)
  await clock.advance(4_000)
  expect(turns()).toEqual([])
  thread.go()
  await vi.waitFor(() => expect(engine.counters().lagSeconds).toBe(0))
  await clock.advance(6_000)
  await vi.waitFor(() => expect(turns()).toEqual([[2, true, 5_000_002]]))
})

test('what came late is taken before the journal behind it is let go, and comes again after a crash; edges do not wait for it', async () => {
  const kpis = new FakeUnits()
  kpis.units.push(countingUnit(9))
  kpis.refuses = true
  await open({ kpis })
  await send(7, 11)
  await send(9, 1, 2)
  await vi.waitFor(() => expect(kpis.refused).toBeGreaterThan(0))
  await vi.waitFor(() => expect(turns()).toEqual([[1, true, 1]]))
  await clock.advance(6_000)
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(2))
  // As long as a checkpoint would take, if there wrongly was one.
  for (let i = 0; i < 5; i++) await writeCheckpoint(join(folder, 'other', 'checkpoint'), new Uint8Array(10))
  expect(engine.kept).toBe(0)
  expect(engine.counters().fault).toBe('live.untaken')
  await crash()
  kpis.refuses = false
  await open({ kpis })
  await vi.waitFor(() => expect(kpis.taken).toContainEqual({ is: 'late', number: 1, series: 9, from: 2, to: 3 }))
  await send(7, 11)
  // What is on its way still is in the checkpoint after this one.
  await vi.waitFor(async () => {
    await clock.advance(6_000)
    expect(engine.kept).toBeGreaterThan(0)
  })
})

test('while values of derived points are not taken alarms go on, and no checkpoint covers them: after a kill they come again', async () => {
  const derived = new FakePoints()
  derived.points.push(twiceOf(9, 20))
  derived.refuses = true
  await open({ derived })
  await send(7, 11)
  await send(9, 1, 2, 3)
  await vi.waitFor(() => expect(derived.refused).toBeGreaterThan(0))
  await vi.waitFor(() => expect(turns()).toEqual([[1, true, 1]]))
  await clock.advance(6_000)
  await send(7, 9)
  await vi.waitFor(() => expect(turns()).toHaveLength(2))
  expect(engine.kept).toBe(0)
  await crash()
  derived.refuses = false
  await open({ derived })
  const values = (): (readonly [number, number])[] =>
    derived.taken.flatMap((news) => (news.is === 'value' ? [[news.time, news.value] as const] : []))
  await vi.waitFor(() =>
    expect(values().slice(0, 2)).toEqual([
      [2, 2],
      [3, 4],
    ]),
  )
  // The newest instant counts when no more came for it for a while.
  await vi.waitFor(async () => {
    await clock.advance(1_000)
    expect(values().at(-1)).toEqual([4, 6])
  })
  await send(7, 11)
  // What is on its way still is in the checkpoint after this one.
  await vi.waitFor(async () => {
    await clock.advance(6_000)
    expect(engine.kept).toBeGreaterThan(0)
  })
})

test('a window that was seen whole is told after its end and its grace, and closed', async () => {
  const kpis = new FakeUnits()
  kpis.units.push(countingUnit(9))
  await open({ kpis })
  const hour = (Math.floor(clock.now() / 3_600_000_000) + 1) * 3_600_000_000
  const count = async (at: number, value: number): Promise<void> => {
    gather.share(north).rows.addDouble(9, at, value)
    gather.added(1)
    await gather.committed()
    await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  }
  await count(clock.now() + 1, 10)
  await count(hour + 600_000_000, 13)
  await clock.advance((hour - clock.now()) / 1_000 + 3_600_000 + 59_000)
  expect(kpis.taken.filter(({ is }) => is === 'page')).toEqual([])
  await clock.advance(7_000)
  await vi.waitFor(() =>
    expect(kpis.taken).toContainEqual(expect.objectContaining({ is: 'page', kind: 'hour', from: hour })),
  )
  const closed = kpis.taken.findLast(({ is }) => is === 'closed')
  expect(closed).toMatchObject({ number: 1 })
})

test('a condition that is new counts what stands from when it came into force, once, whatever is killed', async () => {
  await open()
  const stood = clock.now() - 60_000_000
  const since = clock.now()
  const onDelay = 5_000_000
  const start = [{ time: stood, value: 11, status: 0 }]
  const fresh = { ...condition(3, 8), start, since }
  await book.set(north, condition(1, 7), fresh, { ...fresh, number: 4, onDelay })
  await vi.waitFor(() => expect(turns()).toEqual([[3, true, since]]))
  await clock.advance(6_000)
  await vi.waitFor(() =>
    expect(turns()).toEqual([
      [3, true, since],
      [4, true, since + onDelay],
    ]),
  )
  // One that nobody took, and one that was taken: the first is told after a kill, the second is not told again.
  book.refuses = true
  await book.set(north, condition(1, 7), fresh, { ...fresh, number: 4, onDelay }, { ...fresh, number: 5 })
  await vi.waitFor(() => expect(book.refused).toBeGreaterThan(0))
  await crash()
  book.refuses = false
  await open()
  await vi.waitFor(() => expect(turns().slice(2)).toEqual([[5, true, since]]))
  await clock.advance(6_000)
  time = clock.now()
  await send(8, 9)
  await vi.waitFor(() =>
    expect(
      turns()
        .slice(3)
        .map(([of, active]) => [of, active]),
    ).toEqual([3, 4, 5].map((of) => [of, false])),
  )
  await shut()
  thread = new NearThread(clock)
  await open()
  await send(8, 12)
  await vi.waitFor(() =>
    expect(
      turns()
        .slice(6)
        .map(([of, active]) => [of, active]),
    ).toEqual([
      [3, true],
      [5, true],
    ]),
  )
})

test('what comes before the thread has taken a new definition is evaluated by it, for it comes after it', async () => {
  await open()
  await send(7, 9)
  await vi.waitFor(() => expect(engine.counters().behindBytes).toBe(0))
  thread.hold()
  const asked = vi.spyOn(book, 'definitions')
  const inForce = book.set(north, condition(1, 7), condition(3, 8))
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  await send(8, 11)
  thread.go()
  await inForce
  await vi.waitFor(() => expect(turns()).toEqual([[3, true, 2]]))
})
