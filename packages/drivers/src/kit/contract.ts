import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import {
  type Clock,
  isGood,
  type SampleBatch,
  Status,
  silentLog,
  systemClock,
  type Value,
  valueAt,
} from '@millrace/core'
import { Attempts } from './attempts.ts'
import { Buses } from './bus.ts'
import type { Driver, DriverEnvironment, DriverFactory, TagSpec } from './driver.ts'
import { type FaultProxy, startTcpFaultProxy, startUdpFaultProxy } from './fault-proxy.ts'
import { type DeviceSupervisor, superviseDevice } from './supervisor.ts'

/** A device of the driver's protocol, run by the test: real bytes on a real socket. */
export interface ContractDevice {
  readonly port: number
  /** A tag that can be read; its period is short. */
  readonly readable: TagSpec
  /** Two or more tags that keep their value and are read by different requests: a mix-up would show. */
  readonly steady: readonly { readonly tag: TagSpec; readonly value: Value }[]
  /** A tag that can be written, and a value that it does not hold yet. */
  readonly writable: { readonly tag: TagSpec; readonly value: Value }
  /** What the device holds in the writable tag, asked without the driver. */
  held(): Value | Promise<Value>
  /** As a power cut: every connection ends and new ones are refused. */
  stop(): Promise<void>
  /** Back again, on the same port. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface ContractSubject<Config> {
  readonly factory: DriverFactory<Config>
  /** Timeouts short: 200 ms where the protocol allows it. */
  configFor(port: number): Config
  /** How many bytes of an answer pass before the line cuts or freezes; 1, 5 and 11 unless told. */
  readonly cuts?: readonly number[]
  /** How the bytes travel; tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  device(): Promise<ContractDevice>
  /** An address that the protocol's notation does not allow. */
  readonly malformedAddress: string
  /** How many connections the flat-sockets sentence makes. */
  readonly cycles: number
  readonly folder: string
}

/** What every driver must do, as sentences for a test runner: `for (const { says, run } of driverContract(…)) test(says, run)`. */
export function driverContract<Config>(
  subject: ContractSubject<Config>,
): readonly { readonly says: string; run(): Promise<void> }[] {
  const { factory } = subject
  const environment = (clock: Clock): DriverEnvironment => ({ clock, log: silentLog, folder: subject.folder })
  const make = (port: number): Driver =>
    factory.create(subject.configFor(port), { samples: () => {}, lost: () => {} }, environment(systemClock))

  return [
    {
      says: 'refused: connect rejects, and closing afterwards ends, twice',
      run: async () => {
        const port = await closedPort()
        const driver = make(port)
        await assert.rejects(driver.connect(AbortSignal.timeout(5_000)))
        await driver.close()
        await driver.close()
      },
    },
    {
      says: 'accept, then silence: no good value, and everything ends when told to',
      run: async () => {
        await using mute = await mutePeer()
        await using device = disposable(await subject.device())
        const driver = make(mute.port)
        let good = 0
        try {
          const signal = AbortSignal.timeout(500)
          await driver.connect(signal)
          const { groups } = await driver.setTags([device.readable])
          for (const group of driver.poll ? groups : []) good += goodOf(await driver.poll!(group, signal))
        } catch {
          // A driver may notice while connecting or while reading: both are right.
        }
        assert.equal(good, 0)
        await driver.close()
      },
    },
    {
      says: 'a tag is read with status Good',
      run: async () => {
        await using device = disposable(await subject.device())
        await using run = supervise(subject, device, environment(systemClock))
        await run.until(() => run.status(device.readable) === Status.Good)
      },
    },
    {
      says: 'a malformed address is refused by name, and its neighbours are read',
      run: async () => {
        await using device = disposable(await subject.device())
        const wrong = { ...device.readable, id: device.readable.id + 1_000, address: subject.malformedAddress }
        await assert.rejects(async () => factory.checkAddress(wrong.address, wrong.type))
        await using run = supervise(subject, device, environment(systemClock), [device.readable, wrong])
        await run.until(() => run.status(device.readable) === Status.Good)
        await run.until(() => run.status(wrong) === Status.BadConfigurationError)
      },
    },
    {
      says: 'a write reaches the device and is read back; a tag that is read only is left alone',
      run: async () => {
        await using device = disposable(await subject.device())
        const { tag, value } = device.writable
        await using run = supervise(subject, device, environment(systemClock), [device.readable, tag])
        await run.until(() => run.status(tag) === Status.Good)
        const [done, refused] = await run.supervisor.write([
          { tag: tag.id, value, operation: 'one' },
          { tag: device.readable.id, value, operation: 'two' },
        ])
        assert.deepEqual(done, { operation: 'one', status: Status.Good, readBack: value })
        assert.equal(refused!.status, Status.BadNotWritable)
        assert.equal(await device.held(), value)
      },
    },
    {
      says: 'server restart: last values turn uncertain, and a new connection reads again',
      run: async () => {
        await using device = disposable(await subject.device())
        await using run = supervise(subject, device, environment(systemClock))
        for (let round = 0; round < 2; round++) {
          await run.until(() => run.status(device.readable) === Status.Good)
          await device.stop()
          await run.until(() => !isGood(run.status(device.readable)))
          assert.ok(run.seen.includes(Status.UncertainNoCommunicationLastUsableValue))
          await device.start()
        }
        await run.until(() => run.status(device.readable) === Status.Good)
      },
    },
    {
      says: 'a write during a loss ends bad and never reaches the device afterwards',
      run: async () => {
        await using device = disposable(await subject.device())
        const { tag, value } = device.writable
        await using run = supervise(subject, device, environment(systemClock), [tag])
        await run.until(() => run.status(tag) === Status.Good)
        const before = await device.held()
        await device.stop()
        await run.until(() => !isGood(run.status(tag)))
        const [result] = await run.supervisor.write([{ tag: tag.id, value, operation: 'lost' }])
        assert.equal(result!.status, Status.BadNoCommunication)
        await device.start()
        await run.until(() => run.status(tag) === Status.Good)
        assert.equal(await device.held(), before)
      },
    },
    {
      says: 'a clock that is set an hour on or back does not stop the samples',
      run: async () => {
        await using device = disposable(await subject.device())
        const clock = new SetClock()
        await using run = supervise(subject, device, environment(clock))
        for (const hour of [0, 1, -1]) {
          clock.offset = hour * 3_600_000_000
          const before = run.seen.length
          await run.until(() => run.seen.length >= before + (factory.capabilities.push ? 1 : 3))
          assert.equal(run.status(device.readable), Status.Good)
        }
      },
    },
    {
      says: 'many connections, made and closed, leave no socket behind',
      run: async () => {
        await using device = disposable(await subject.device())
        const cycle = async (): Promise<void> => {
          const driver = make(device.port)
          await driver.connect(AbortSignal.timeout(5_000))
          await driver.close()
        }
        await cycle()
        const before = await sockets()
        for (let i = 0; i < subject.cycles; i++) await cycle()
        assert.ok(
          (await sockets()) <= before,
          `${await sockets()} sockets after ${subject.cycles} connections, ${before} before`,
        )
      },
    },
    ...badLine(subject, () => environment(systemClock)),
  ]
}

/** What a driver must bear of the line to its device. */
function badLine<Config>(
  subject: ContractSubject<Config>,
  environment: () => DriverEnvironment,
): readonly { readonly says: string; run(): Promise<void> }[] {
  const udp = subject.transport === 'udp'
  /** Reads the steady tags through a bad line, and holds every good value against what the device has. */
  const through = async (then: (line: FaultProxy, run: Run) => Promise<void>): Promise<void> => {
    await using device = disposable(await subject.device())
    const line = await (udp ? startUdpFaultProxy(device.port) : startTcpFaultProxy(device.port))
    const tags = device.steady.map(({ tag }) => tag)
    // What is pushed comes when it changes: the tag that moves shows that the link is alive.
    const moving = subject.factory.capabilities.push ? [device.readable] : []
    try {
      await using run = supervise(subject, { ...device, port: line.port }, environment(), [...tags, ...moving])
      for (const { tag, value } of device.steady) run.expect(tag, value)
      await run.until(() => tags.every((tag) => run.status(tag) === Status.Good))
      await then(line, run)
      line.set({})
      const before = run.seen.length
      await run.until(() => run.seen.length > before && tags.every((tag) => run.status(tag) === Status.Good))
      assert.deepEqual(run.wrong, [], 'no wrong value was told good')
    } finally {
      await line.close()
    }
  }
  const more = (run: Run, count = 4): Promise<void> => {
    const before = run.seen.length
    return run.until(() => run.seen.length >= before + count)
  }
  const always = [
    {
      says: 'answers that come after their request was given up are never believed',
      run: () =>
        through(async (line, run) => {
          for (const delay of [250, 450, 30, 700, 0]) {
            line.set({ delayMs: () => Math.random() * delay })
            await Promise.race([more(run, 6), systemClock.sleep(1_500)])
          }
        }),
    },
    {
      says: 'answers that are lost now and then turn no value wrong',
      run: () =>
        through(async (line, run) => {
          let count = 0
          line.set({ change: (packet) => (count++ % 3 === 0 ? undefined : packet) })
          await Promise.race([more(run, 8), systemClock.sleep(3_000)])
        }),
    },
  ]
  if (udp) return always
  const { push } = subject.factory.capabilities
  return [
    ...always,
    {
      says: 'one byte a packet: values are read all the same',
      run: () =>
        through(async (line, run) => {
          line.set({ chop: 1 })
          await more(run, push ? 1 : 4)
        }),
    },
    {
      says: 'two answers in one packet: values are read all the same',
      run: () =>
        through(async (line, run) => {
          line.set({ gatherMs: 30 })
          await more(run, push ? 1 : 4)
        }),
    },
    ...(subject.cuts ?? [1, 5, 11]).flatMap((bytes) => [
      {
        says: `a connection cut ${bytes} bytes into an answer is made anew`,
        run: () =>
          through(async (line, run) => {
            line.set({ cutAfter: bytes })
            await run.until(() => run.states.includes('backoff'))
          }),
      },
      {
        says: `a device that freezes ${bytes} bytes into an answer tells no good value, and is read again when it thaws`,
        run: () =>
          through(async (line, run) => {
            line.set({ freezeAfter: bytes })
            await run.until(
              () => run.states.includes('backoff') || run.seen.slice(-4).every((status) => !isGood(status)),
            )
          }),
      },
    ]),
  ]
}

/** The machine's clock as an operator sets it. */
class SetClock implements Clock {
  offset = 0
  now(): number {
    return systemClock.now() + this.offset
  }
  monotonic(): number {
    return systemClock.monotonic()
  }
  after(ms: number, run: () => void) {
    return systemClock.after(ms, run)
  }
  every(ms: number, run: () => void) {
    return systemClock.every(ms, run)
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal)
  }
}

interface Run extends AsyncDisposable {
  readonly supervisor: DeviceSupervisor
  /** Every status that came, of whatever tag. */
  readonly seen: readonly number[]
  status(tag: TagSpec): number
  /** From now on good values of this tag must be this one. */
  expect(tag: TagSpec, value: Value): void
  /** Good values that were not what the device has. */
  readonly wrong: readonly { readonly tag: number; readonly value: Value }[]
  /** Every state of the link so far. */
  readonly states: readonly string[]
  until(holds: () => boolean): Promise<void>
}

function supervise<Config>(
  { factory, configFor }: ContractSubject<Config>,
  device: ContractDevice,
  environment: DriverEnvironment,
  tags: readonly TagSpec[] = [device.readable],
): Run {
  const latest = new Map<number, number>()
  const seen: number[] = []
  const expected = new Map<number, Value>()
  const wrong: { tag: number; value: Value }[] = []
  const states: string[] = []
  const waiting = new Set<() => void>()
  const supervisor = superviseDevice({
    name: 'contract',
    factory,
    config: configFor(device.port),
    tags,
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          assert.ok(
            isGood(batch.status[i]!) || batch.status[i]! >>> 30 === 1 || valueAt(batch, i) === null,
            'a bad sample has no value',
          )
          const tag = batch.series[i]!
          if (isGood(batch.status[i]!) && expected.has(tag) && valueAt(batch, i) !== expected.get(tag))
            wrong.push({ tag, value: valueAt(batch, i) })
          latest.set(tag, batch.status[i]!)
          seen.push(batch.status[i]!)
        }
        for (const check of waiting) check()
      },
      state({ state }) {
        states.push(state)
        for (const check of waiting) check()
      },
    },
    attempts: new Attempts(environment.clock),
    buses: new Buses(environment.clock),
    environment,
    random: () => 0.2,
  })
  supervisor.start()
  return {
    supervisor,
    seen,
    wrong,
    states,
    expect: (tag, value) => void expected.set(tag.id, value),
    status: ({ id }) => latest.get(id) ?? Status.BadWaitingForInitialData,
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    [Symbol.asyncDispose]: () => supervisor.close(),
  }
}

function disposable(device: ContractDevice): ContractDevice & AsyncDisposable {
  return Object.assign(device, { [Symbol.asyncDispose]: () => device.close() })
}

function goodOf(batch: SampleBatch): number {
  let good = 0
  for (let i = 0; i < batch.length; i++) if (isGood(batch.status[i]!)) good++
  return good
}

async function mutePeer(): Promise<{ readonly port: number } & AsyncDisposable> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function closedPort(): Promise<number> {
  const peer = await mutePeer()
  await peer[Symbol.asyncDispose]()
  return peer.port
}

/** Sockets of this process, after those that are on their way out have gone. */
async function sockets(): Promise<number> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  const kinds = ['TCPSocketWrap', 'UDPWrap', 'UDPWRAP']
  return process.getActiveResourcesInfo().filter((name) => kinds.includes(name)).length
}
