import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { isGood, type SampleBatch, Status, silentLog, systemClock } from '@millrace/core'
import { withoutSubject } from './conformance.ts'
import { lateReplies } from './contract-late.ts'
import { badLine } from './contract-line.ts'
import {
  type ContractDevice,
  type ContractSubject,
  disposable,
  heapInUse,
  isLong,
  openSockets,
  type Sentence,
  supervise,
} from './contract-run.ts'
import type { Driver, DriverEnvironment } from './driver.ts'

export type { ContractDevice, ContractSubject, Sentence }

/** Heap that one connection may leave behind on average, bytes: what a leaked driver holds is many times that. */
const HEAP_A_CONNECTION = 1_024
const HOUR_MS = 3_600_000
const LONG_CYCLES = 10_000
/** What the engine itself may take between two looks at the heap, bytes. */
const HEAP_NOISE = 1_000_000

/**
 * What every driver must do, as sentences for a test runner: `for (const { says, run } of driverContract(…)) test(says, run)`.
 * Those without a subject in such a driver (a write where nothing can be written) are left out.
 */
export function driverContract<Config>(subject: ContractSubject<Config>): readonly Sentence[] {
  const { capabilities } = subject.factory
  const stream = subject.transport !== 'udp'
  const environment: DriverEnvironment = {
    clock: systemClock,
    log: silentLog,
    // Asked when a sentence runs: by then the test has made it.
    get folder() {
      return subject.folder
    },
  }
  return [
    ...plain(subject, environment),
    ...lateReplies(subject, () => environment),
    ...badLine(subject, () => environment),
  ].filter(
    ({ line }) => !subject.exempt?.includes(line) && withoutSubject(line, { capabilities, stream }) === undefined,
  )
}

/** What needs no bad line. */
function plain<Config>(subject: ContractSubject<Config>, environment: DriverEnvironment): readonly Sentence[] {
  const { factory } = subject
  const make = (port: number): Driver =>
    factory.create(subject.configFor(port), { samples: () => {}, lost: () => {} }, environment)

  return [
    {
      line: 'refused',
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
      line: 'accept-then-silence',
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
      line: 'good-value',
      says: 'a tag is read with status Good',
      run: async () => {
        await using device = disposable(await subject.device())
        await using run = supervise(subject, device, environment)
        await run.until(() => run.status(device.readable) === Status.Good)
      },
    },
    {
      line: 'malformed-address',
      says: 'a malformed address is refused by name, and its neighbours are read',
      run: async () => {
        await using device = disposable(await subject.device())
        const wrong = { ...device.readable, id: device.readable.id + 1_000, address: subject.malformedAddress }
        await assert.rejects(async () => factory.checkAddress(wrong.address, wrong.type))
        await using run = supervise(subject, device, environment, [device.readable, wrong])
        await run.until(() => run.status(device.readable) === Status.Good)
        await run.until(() => run.status(wrong) === Status.BadConfigurationError)
      },
    },
    {
      line: 'write-and-read-back',
      says: 'a write reaches the device and is read back; a tag that is read only is left alone',
      run: async () => {
        await using device = disposable(await subject.device())
        const { tag, value } = device.writable
        await using run = supervise(subject, device, environment, [device.readable, tag])
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
      line: 'server-restart',
      says: 'server restart: last values turn uncertain, and a new connection reads again',
      run: async () => {
        await using device = disposable(await subject.device())
        await using run = supervise(subject, device, environment)
        for (let round = 0; round < 2; round++) {
          await run.until(() => run.status(device.readable) === Status.Good)
          await device.stop()
          await run.until(() => !isGood(run.status(device.readable)))
          await run.until(() => run.seen.includes(Status.UncertainNoCommunicationLastUsableValue))
          await device.start()
        }
        await run.until(() => run.status(device.readable) === Status.Good)
      },
    },
    {
      line: 'write-during-loss',
      says: 'a write during a loss ends bad and never reaches the device afterwards',
      run: async () => {
        await using device = disposable(await subject.device())
        const { tag, value } = device.writable
        await using run = supervise(subject, device, environment, [tag])
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
      line: 'clock-jump',
      says: 'a clock that is set an hour or a day on or back: the cadence stays, and times follow the clock',
      run: async () => {
        await using device = disposable(await subject.device())
        const { push, deviceTime } = factory.capabilities
        await using run = supervise(subject, device, environment)
        await run.until(() => run.status(device.readable) === Status.Good)
        const jumps = [1, -1, 24, -24]
        const lost = (): number => run.states.filter((state) => state === 'backoff').length
        const before = lost()
        for (const hours of jumps) {
          using _clock = setMachineClock(hours * HOUR_MS)
          const begun = { at: systemClock.monotonic(), seen: run.seen.length }
          await run.until(() => run.seen.length >= begun.seen + (push ? 1 : 3))
          const periods = (systemClock.monotonic() - begun.at) / device.readable.periodMs
          if (!push) assert.ok(run.seen.length - begun.seen <= periods + 2, 'no cycles are made up for')
          await run.until(() => run.status(device.readable) === Status.Good)
          const now = Date.now() - (subject.ownClock ? hours * HOUR_MS : 0)
          if (!deviceTime) assert.ok(Math.abs(run.newest / 1_000 - now) < 60_000, 'times follow the clock')
        }
        // One may be that of a machine that is busy; a driver that waits by the wrong clock loses its link each time.
        assert.ok(lost() - before <= 1, `${lost() - before} losses in ${jumps.length} jumps`)
      },
    },
    {
      line: 'connect-close-cycles',
      says: 'many connections, made and closed, leave no socket behind',
      run: async () => {
        await using device = disposable(await subject.device())
        const { signal } = new AbortController()
        let failed = 0
        const cycle = async (): Promise<void> => {
          const driver = make(device.port)
          try {
            await driver.connect(signal)
          } catch {
            // Of ten thousand one may meet a machine that is busy for longer than its timeout: it must leave nothing either.
            failed++
          }
          await driver.close()
        }
        await cycle()
        const before = { sockets: await openSockets(), heap: await heapInUse() }
        const cycles = isLong() ? LONG_CYCLES : subject.cycles
        for (let i = 0; i < cycles; i++) await cycle()
        const after = { sockets: await openSockets(), heap: await heapInUse() }
        assert.ok(
          after.sockets <= before.sockets,
          `${after.sockets} sockets after ${cycles} connections, ${before.sockets} before`,
        )
        assert.ok(failed <= cycles / 100, `${failed} of ${cycles} connections failed`)
        const grown = after.heap - before.heap
        assert.ok(grown < HEAP_NOISE + cycles * HEAP_A_CONNECTION, `${cycles} connections left ${grown} bytes behind`)
      },
    },
  ]
}

/** The clock of the machine as an operator sets it, for everything in this process; put back at the end. */
function setMachineClock(offsetMs: number): Disposable {
  const real = globalThis.Date
  const now = (): number => real.now() + offsetMs
  globalThis.Date = new Proxy(real, {
    construct: (target, parts: unknown[], as) =>
      Reflect.construct(target, parts.length > 0 ? parts : [now()], as) as Date,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  })
  return {
    [Symbol.dispose]: () => {
      globalThis.Date = real
    },
  }
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
