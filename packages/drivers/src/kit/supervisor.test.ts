import { batchOf, ManualClock, type SampleBatch, Status, silentLog, type Value, valueAt } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { Attempts } from './attempts.ts'
import { Buses } from './bus.ts'
import type { DeviceState } from './device-state.ts'
import type { Driver, DriverFactory, DriverSink, ScanGroup, TagSpec, WriteRequest } from './driver.ts'
import { noCounts, superviseDevice } from './supervisor.ts'

/** A driver that does what the test says: a fake, because the supervisor is what is tested. */
class FakeDriver implements Driver {
  readonly counters = noCounts()
  readonly sink: DriverSink
  readonly device: FakeDevice
  closed = false
  well = true

  constructor(device: FakeDevice, sink: DriverSink) {
    this.device = device
    this.sink = sink
  }
  async connect(): Promise<void> {
    await this.device.connects()
  }
  async setTags(tags: readonly TagSpec[]) {
    const readable = tags.filter((tag) => tag.address !== 'wrong')
    const groups = [...new Set(readable.map((tag) => tag.periodMs))].map((periodMs) => ({
      periodMs,
      tags: readable.filter((tag) => tag.periodMs === periodMs).map((tag) => tag.id),
    }))
    const verdicts = tags.map((tag) => ({
      tag: tag.id,
      status: tag.address === 'wrong' ? Status.BadConfigurationError : Status.Good,
    }))
    return { groups: this.device.push ? [] : groups, verdicts }
  }
  async poll(group: ScanGroup): Promise<SampleBatch> {
    this.counters.reads++
    this.device.polled.push(this.device.clock.monotonic())
    return this.device.polls(group)
  }
  async write(requests: readonly WriteRequest[]) {
    this.device.written.push(...requests)
    return this.device.writes(requests)
  }
  healthy(): boolean {
    return this.well
  }
  async close(): Promise<void> {
    this.closed = true
    await this.device.closes()
  }
}

class FakeDevice {
  readonly clock = new ManualClock()
  readonly drivers: FakeDriver[] = []
  readonly polled: number[] = []
  readonly written: WriteRequest[] = []
  push = false
  listens = false
  value: Value = 1
  connects: () => Promise<void> = async () => {}
  closes: () => Promise<void> = async () => {}
  polls: (group: ScanGroup) => Promise<SampleBatch> = async (group) =>
    batchOf(group.tags.map((tag) => [tag, this.clock.now(), this.value] as const))
  writes = async (requests: readonly WriteRequest[]) =>
    requests.map(({ operation }) => ({ operation, status: Status.Good as number }))

  get last(): FakeDriver {
    return this.drivers.at(-1)!
  }
}

const tag = (id: number, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address: `a${id}`,
  type: 'float64',
  access: 'r',
  periodMs: 1_000,
  ...more,
})

function supervise(
  device: FakeDevice,
  tags: readonly TagSpec[] = [tag(1), tag(2)],
  samples?: (past: boolean) => Promise<void> | undefined,
) {
  const told: [tag: number, value: Value, status: number][] = []
  const states: DeviceState[] = []
  const { clock } = device
  const factory: DriverFactory<object> = {
    kind: 'fake',
    configSchema: {},
    capabilities: { push: device.push, browse: false, write: true, deviceTime: false, listens: device.listens },
    busOf: () => 'one',
    checkAddress: () => {},
    create: (_, sink) => {
      const driver = new FakeDriver(device, sink)
      device.drivers.push(driver)
      return driver
    },
  }
  const supervisor = superviseDevice({
    name: 'press 4',
    factory,
    config: {},
    tags,
    sink: {
      samples: (batch, past = false) => {
        for (let i = 0; i < batch.length; i++) told.push([batch.series[i]!, valueAt(batch, i), batch.status[i]!])
        return samples?.(past)
      },
      state: (state) => states.push(state),
    },
    attempts: new Attempts(clock),
    buses: new Buses(clock),
    environment: { clock, log: silentLog, folder: '/nowhere' },
    random: () => 1,
  })
  supervisor.start()
  const settle = (): Promise<void> => clock.advance(0)
  const drain = (): typeof told => told.splice(0)
  return { supervisor, states, told, drain, settle, clock }
}

const waiting = Status.BadWaitingForInitialData
const uncertain = Status.UncertainNoCommunicationLastUsableValue
const gone = Status.BadNoCommunication

describe('a supervised device', () => {
  test('says that it waits for data, connects, and reads at once', async () => {
    const { drain, states, settle, supervisor } = supervise(new FakeDevice())
    await settle()
    expect(drain()).toEqual([
      [1, null, waiting],
      [2, null, waiting],
      [1, 1, Status.Good],
      [2, 1, Status.Good],
    ])
    expect(states.map(({ state, attempt }) => [state, attempt])).toEqual([
      ['connecting', 1],
      ['online', 1],
    ])
    await supervisor.close()
    expect(supervisor.state.state).toBe('closed')
  })

  test('reads on a fixed grid whose phase comes from its name', async () => {
    const device = new FakeDevice()
    const { settle, clock, supervisor } = supervise(device)
    await settle()
    await clock.advance(5_000)
    const [first, ...grid] = device.polled
    expect(first).toBe(0)
    expect(grid).toHaveLength(5)
    for (let i = 1; i < grid.length; i++) expect(grid[i]! - grid[i - 1]!).toBeCloseTo(1_000, 6)
    await supervisor.close()
  })

  test('skips and counts cycles that come while one still runs', async () => {
    const device = new FakeDevice()
    const { settle, clock, supervisor } = supervise(device)
    await settle()
    const answers = device.polls
    device.polls = async (group) => {
      await clock.sleep(2_500)
      return answers(group)
    }
    await clock.advance(1_000)
    expect(device.polled).toHaveLength(2)
    device.polls = answers
    await clock.advance(3_000)
    expect(device.polled).toHaveLength(3)
    expect(supervisor.counters.lateCycles).toBe(2)
    await supervisor.close()
  })

  test('waits for a sink that is full before it reads on', async () => {
    const device = new FakeDevice()
    const full = Promise.withResolvers<void>()
    let stuck = false
    const { settle, clock, supervisor } = supervise(device, [tag(1)], () => (stuck ? full.promise : undefined))
    await settle()
    stuck = true
    await clock.advance(4_000)
    expect(device.polled).toHaveLength(2)
    stuck = false
    full.resolve()
    await settle()
    await clock.advance(1_000)
    expect(device.polled).toHaveLength(3)
    await supervisor.close()
  })

  test('keeps the schedule when the wall clock jumps an hour either way', async () => {
    const device = new FakeDevice()
    const { settle, clock, supervisor } = supervise(device)
    await settle()
    await clock.advance(1_000)
    clock.setWall(clock.now() + 3_600_000_000)
    await clock.advance(2_000)
    clock.setWall(clock.now() - 7_200_000_000)
    await clock.advance(2_000)
    expect(device.polled).toHaveLength(6)
    expect(supervisor.counters.lateCycles).toBe(0)
    await supervisor.close()
  })

  test('tells a loss at once: last values uncertain, after three periods bad; a new driver reconnects', async () => {
    const device = new FakeDevice()
    const { drain, settle, clock, supervisor, states } = supervise(device, [tag(1), tag(2, { periodMs: 10_000 })])
    await settle()
    drain()
    device.connects = () => Promise.reject(new Error('refused'))
    device.last.sink.lost(new Error('reset by peer'))
    await settle()
    expect(drain()).toEqual([
      [1, 1, uncertain],
      [2, 1, uncertain],
    ])
    expect(states.at(-1)).toMatchObject({ state: 'backoff', lastError: 'reset by peer', nextMs: 500 })
    expect(device.drivers[0]!.closed).toBe(true)
    await clock.advance(2_999)
    expect(drain()).toEqual([])
    await clock.advance(1)
    expect(drain()).toEqual([[1, null, gone]])
    device.connects = async () => {}
    await clock.advance(60_000)
    expect(new Set(device.drivers).size).toBe(device.drivers.length)
    expect(drain().slice(0, 2)).toEqual([
      [1, 1, Status.Good],
      [2, 1, Status.Good],
    ])
    await supervisor.close()
  })

  test('backs off by full jitter up to a minute and begins anew after a minute online', async () => {
    const device = new FakeDevice()
    device.connects = () => Promise.reject(new Error('refused'))
    const { states, clock, supervisor, settle } = supervise(device)
    await settle()
    await clock.advance(400_000)
    const waits = states.filter(({ state }) => state === 'backoff').map(({ nextMs }) => nextMs)
    expect(waits.slice(0, 10)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
    device.connects = async () => {}
    await clock.advance(130_000)
    expect(supervisor.state).toMatchObject({ state: 'online', attempt: 1 })
    expect(supervisor.state.lastError).toBeUndefined()
    device.last.sink.lost(new Error('gone'))
    await clock.advance(0)
    expect(supervisor.state).toMatchObject({ state: 'backoff', nextMs: 500 })
    await supervisor.close()
  })

  test('gives an attempt that never ends five seconds', async () => {
    const device = new FakeDevice()
    device.connects = () => new Promise(() => {})
    const { supervisor, clock, settle } = supervise(device)
    await settle()
    await clock.advance(4_999)
    expect(supervisor.state.state).toBe('connecting')
    await clock.advance(1)
    expect(supervisor.state).toMatchObject({ state: 'backoff' })
    expect(supervisor.state.lastError).toMatch(/^driver\.connect_timeout/)
    await supervisor.close()
  })

  test('waits for a device that dials in for as long as it takes', async () => {
    const device = new FakeDevice()
    device.listens = true
    const dialled = Promise.withResolvers<void>()
    device.connects = () => dialled.promise
    const { supervisor, clock, settle } = supervise(device)
    await settle()
    await clock.advance(86_400_000)
    expect(supervisor.state).toMatchObject({ state: 'connecting', attempt: 1 })
    dialled.resolve()
    await settle()
    expect(supervisor.state.state).toBe('online')
    await supervisor.close()
  })

  test('leaves a driver that does not close within two seconds behind', async () => {
    const device = new FakeDevice()
    device.closes = () => new Promise(() => {})
    const { supervisor, clock, settle } = supervise(device)
    await settle()
    device.last.sink.lost(new Error('gone'))
    await settle()
    await clock.advance(2_500)
    expect(device.drivers).toHaveLength(2)
    const closing = supervisor.close()
    await settle()
    await clock.advance(2_000)
    await closing
  })

  test('closes a connection whose driver shows no life', async () => {
    const device = new FakeDevice()
    device.push = true
    const { supervisor, clock, settle } = supervise(device)
    await settle()
    device.last.well = false
    await clock.advance(1_000)
    expect(supervisor.state.lastError).toMatch(/^driver\.unhealthy/)
    await supervisor.close()
  })

  test('closes a connection whose scan never ends', async () => {
    const device = new FakeDevice()
    const { supervisor, clock, settle } = supervise(device)
    await settle()
    device.polls = () => new Promise(() => {})
    await clock.advance(63_000)
    expect(supervisor.state.lastError).toMatch(/^driver\.poll_stuck/)
    await supervisor.close()
  })

  test('passes on nothing that a lost connection still says', async () => {
    const device = new FakeDevice()
    device.push = true
    const { supervisor, settle, drain, clock } = supervise(device)
    await settle()
    const old = device.last
    old.sink.lost(new Error('gone'))
    await settle()
    drain()
    await old.sink.samples(batchOf([[1, clock.now(), 99]]))
    expect(drain()).toEqual([])
    await supervisor.close()
  })

  test('passes on what a device kept as it is, and holds on to what the tag holds now', async () => {
    const device = new FakeDevice()
    device.push = true
    const pasts: boolean[] = []
    const { supervisor, settle, drain, clock } = supervise(device, [tag(1, { deadband: 10 })], (past) => {
      pasts.push(past)
      return undefined
    })
    await settle()
    const { sink } = device.last
    const now = clock.now()
    expect(sink.restates?.(1, now - 5_000_000)).toBe(true)
    await sink.samples(batchOf([[1, now, 50]]))
    expect(sink.restates?.(1, now - 5_000_000)).toBe(false)
    drain()
    pasts.length = 0
    await sink.samples(batchOf([[1, now - 2_000_000, 49]]), true)
    await sink.samples(batchOf([[1, now - 1_000_000, 48]]), true)
    expect(drain().map(([, value]) => value)).toEqual([49, 48])
    expect(pasts).toEqual([true, true])
    sink.lost(new Error('gone'))
    await settle()
    expect(drain()).toEqual([[1, 50, uncertain]])
    await supervisor.close()
  })

  test('says once that a tag has a wrong address, and a loss does not touch it', async () => {
    const device = new FakeDevice()
    const { supervisor, settle, drain } = supervise(device, [tag(1), tag(2, { address: 'wrong' })])
    await settle()
    expect(drain()).toContainEqual([2, null, Status.BadConfigurationError])
    device.last.sink.lost(new Error('gone'))
    await settle()
    expect(drain()).toEqual([[1, 1, uncertain]])
    await supervisor.close()
  })

  test('takes new tags without a new connection', async () => {
    const device = new FakeDevice()
    const { supervisor, settle, drain, clock } = supervise(device, [tag(1)])
    await settle()
    drain()
    await supervisor.setTags([tag(1), tag(5)])
    await settle()
    expect(drain()).toEqual([
      [5, null, waiting],
      [1, 1, Status.Good],
      [5, 1, Status.Good],
    ])
    const before = device.polled.length
    await clock.advance(2_000)
    expect(device.polled.length - before).toBe(2)
    expect(device.drivers).toHaveLength(1)
    await supervisor.close()
  })

  test('reports by exception where a deadband is set, but at least every ten minutes', async () => {
    const device = new FakeDevice()
    const { supervisor, settle, drain, clock } = supervise(device, [
      tag(1, { deadband: 0.5, periodMs: 60_000 }),
      tag(2, { periodMs: 60_000 }),
    ])
    await settle()
    drain()
    device.value = 1.5
    await clock.advance(60_000)
    expect(drain()).toEqual([[2, 1.5, Status.Good]])
    device.value = 1.6
    await clock.advance(60_000)
    expect(drain()).toEqual([
      [1, 1.6, Status.Good],
      [2, 1.6, Status.Good],
    ])
    await clock.advance(600_000)
    expect(drain().filter(([id]) => id === 1)).toEqual([[1, 1.6, Status.Good]])
    await supervisor.close()
  })

  test('dials at most twenty devices at once and twenty a second', async () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock)
    let dialled = 0
    const signal = new AbortController().signal
    for (let i = 0; i < 500; i++) void attempts.take(signal).then(() => dialled++)
    await clock.advance(0)
    expect(dialled).toBe(20)
    await clock.advance(1_000)
    expect(dialled).toBe(40)
    await clock.advance(23_000)
    expect(dialled).toBe(500)
  })
})

describe('a write', () => {
  const rw = tag(1, { access: 'rw' })
  const request = (operation: string, id = 1): WriteRequest => ({ tag: id, value: 7, operation })

  test('reaches the device once, however often its operation comes', async () => {
    const device = new FakeDevice()
    const { supervisor, settle } = supervise(device, [rw])
    await settle()
    const [first, again] = await supervisor.write([request('x'), request('x')])
    const [later] = await supervisor.write([request('x')])
    expect([first, again, later]).toEqual(Array(3).fill({ operation: 'x', status: Status.Good }))
    expect(device.written).toHaveLength(1)
    await supervisor.close()
  })

  test('is refused for tags that are read only or unknown', async () => {
    const device = new FakeDevice()
    const { supervisor, settle } = supervise(device, [rw, tag(2)])
    await settle()
    const results = await supervisor.write([request('a', 2), request('b', 9), request('c')])
    expect(results.map(({ status }) => status)).toEqual([Status.BadNotWritable, Status.BadNodeIdUnknown, Status.Good])
    expect(device.written.map(({ operation }) => operation)).toEqual(['c'])
    await supervisor.close()
  })

  test('is refused while there is no connection, and is not made up for later', async () => {
    const device = new FakeDevice()
    device.connects = () => Promise.reject(new Error('refused'))
    const { supervisor, settle, clock } = supervise(device, [rw])
    await settle()
    const [result] = await supervisor.write([request('a')])
    expect(result!.status).toBe(Status.BadNoCommunication)
    device.connects = async () => {}
    await clock.advance(60_000)
    expect(supervisor.state.state).toBe('online')
    expect(device.written).toEqual([])
    await supervisor.close()
  })

  test('on its way when the link breaks ends bad and is never replayed', async () => {
    const device = new FakeDevice()
    const { supervisor, settle, clock } = supervise(device, [rw])
    await settle()
    device.writes = () => new Promise(() => {})
    const result = supervisor.write([request('a')])
    device.last.sink.lost(new Error('reset'))
    await settle()
    expect((await result)[0]!.status).toBe(Status.BadCommunicationError)
    await clock.advance(60_000)
    expect(device.written).toHaveLength(1)
    await supervisor.close()
  })

  test('without an answer ends at its deadline', async () => {
    const device = new FakeDevice()
    const { supervisor, settle, clock } = supervise(device, [rw])
    await settle()
    device.writes = () => new Promise(() => {})
    const result = supervisor.write([request('a')], 3_000)
    await clock.advance(3_000)
    expect((await result)[0]!.status).toBe(Status.BadTimeout)
    await supervisor.close()
  })

  test('beyond 256 that wait is refused', async () => {
    const device = new FakeDevice()
    const { supervisor, settle } = supervise(device, [rw])
    await settle()
    const results = await supervisor.write(Array.from({ length: 300 }, (_, i) => request(`w${i}`)))
    expect(results.filter(({ status }) => status === Status.BadResourceUnavailable)).toHaveLength(44)
    expect(device.written).toHaveLength(256)
    await supervisor.close()
  })
})
