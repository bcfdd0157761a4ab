import assert from 'node:assert/strict'
import { isGood, Status, systemClock } from '@millrace/core'
import { type ContractSubject, disposable, openSockets, type Run, type Sentence, supervise } from './contract-run.ts'
import type { DriverEnvironment } from './driver.ts'
import { type FaultProxy, startTcpFaultProxy, startUdpFaultProxy } from './fault-proxy.ts'

/** Connections of one attempt, with room for those of its reads: a driver that dials again by itself makes many more. */
const MOST_CONNECTIONS_AN_ATTEMPT = 8

/** What every driver must bear of the line to its device. */
export function badLine<Config>(
  subject: ContractSubject<Config>,
  environment: () => DriverEnvironment,
): readonly Sentence[] {
  const { push } = subject.factory.capabilities
  /** Reads the steady tags through a bad line, and holds every good value against what the device has. */
  const through = async (then: (line: FaultProxy, run: Run) => Promise<void>): Promise<void> => {
    await using device = disposable(await subject.device())
    const line = await badLineTo(subject, device.port)
    await device.dial?.(line.port)
    const tags = device.steady.map(({ tag }) => tag)
    // What is pushed comes when it changes: the tag that moves shows that the link is alive.
    const moving = push ? [device.readable] : []
    const port = device.dial ? device.port : line.port
    try {
      await using run = supervise(subject, { ...device, port }, environment(), [...tags, ...moving])
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
  const forAWhile = (run: Run, count: number, ms = 800): Promise<unknown> =>
    Promise.race([more(run, count), systemClock.sleep(ms)])
  return [
    {
      line: 'delayed-replies',
      says: 'answers that come after their request was given up are never believed',
      run: () =>
        through(async (line, run) => {
          for (const delay of [250, 450, 30, 700, 0]) {
            line.set({ delayMs: () => Math.random() * delay })
            await forAWhile(run, 6, 1_500)
          }
        }),
    },
    {
      line: 'lost-replies',
      says: 'answers that are lost now and then turn no value wrong',
      run: () =>
        through(async (line, run) => {
          let count = 0
          line.set({ change: (packet) => (count++ % 3 === 0 ? undefined : packet) })
          await forAWhile(run, 8, 3_000)
        }),
    },
    {
      line: 'wrong-length',
      says: 'answers that lack their last byte or have one too many turn no value wrong',
      run: () =>
        through(async (line, run) => {
          let count = 0
          line.set({ change: (packet) => (count++ % 3 === 1 ? packet.subarray(0, -1) : packet) })
          await forAWhile(run, 8)
          line.set({ change: (packet) => (count++ % 3 === 1 ? Buffer.concat([packet, Buffer.of(0)]) : packet) })
          await forAWhile(run, 8)
        }),
    },
    {
      line: 'one-byte-a-packet',
      says: 'one byte a packet: values are read all the same',
      run: () =>
        through(async (line, run) => {
          line.set({ chop: 1 })
          await more(run, push ? 1 : 4)
        }),
    },
    {
      line: 'two-replies-in-one-packet',
      says: 'two answers in one packet, one of them late, or one of them twice: no value turns wrong',
      run: () =>
        through(async (line, run) => {
          line.set({ gatherMs: 30 })
          await more(run, push ? 1 : 4)
          line.set({ pairs: true })
          await forAWhile(run, 8)
          line.set({ change: (packet) => Buffer.concat([packet, packet]) })
          await forAWhile(run, 8)
        }),
    },
    ...(subject.cuts ?? [1, 5, 11]).flatMap((bytes): Sentence[] => [
      ...[false, true].map(
        (reset): Sentence => ({
          line: 'cut-in-mid-frame',
          says: `a connection ${reset ? 'reset' : 'cut'} ${bytes} bytes into an answer is made anew`,
          run: () =>
            through(async (line, run) => {
              line.set({ cutAfter: bytes, reset })
              await run.until(() => run.states.includes('backoff'))
            }),
        }),
      ),
      {
        line: 'freeze-in-mid-frame',
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
    {
      line: 'half-open',
      says: 'a connection whose other end is gone without a word is noticed, and a new one reads',
      run: () =>
        through(async (line, run) => {
          const { accepted } = line
          line.abandon()
          await run.until(() => line.accepted > accepted)
        }),
    },
    {
      line: 'reconnect-storm',
      says: 'a device that ends every connection at once is not dialled more often than the waits allow',
      run: () =>
        through(async (line, run) => {
          const attempts = (): number => run.states.filter((state) => state === 'connecting').length
          const before = { attempts: attempts(), accepted: line.accepted, sockets: await openSockets() }
          line.set({ hangUp: true })
          line.abandon()
          await run.until(() => run.states.at(-1) === 'backoff' && attempts() >= before.attempts + 2)
          const made = line.accepted - before.accepted
          const most = (attempts() - before.attempts + 1) * MOST_CONNECTIONS_AN_ATTEMPT
          assert.ok(made <= most, `${made} connections where ${most} are enough`)
          assert.ok((await openSockets()) <= before.sockets, 'no socket stays of an attempt that failed')
        }),
    },
  ]
}

/** A bad line between the driver and the device. */
export function badLineTo<Config>({ factory, transport }: ContractSubject<Config>, port: number): Promise<FaultProxy> {
  if (transport === 'udp') return startUdpFaultProxy(port)
  return startTcpFaultProxy(port, { dialsIn: factory.capabilities.listens === true })
}
