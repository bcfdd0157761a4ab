import { type Fault, Status, silentLog, systemClock } from '@millrace/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Bus } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { tcpLine } from '../kit/line.ts'
import { noCounts } from '../kit/supervisor.ts'
import { encodeRead, FunctionCode } from './codec.ts'
import { type SerialPeer, type SerialRequest, startSerialPeer } from './fake-serial-peer.ts'
import { rtu } from './rtu.ts'
import { modbusAscii, modbusRtu } from './serial-driver.ts'
import { ModbusSerialSession } from './serial-session.ts'

const TIMEOUT_MS = 120
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})

const bus = (): Bus => new Bus(systemClock, { inFlight: 1, turnaroundMs: 1 })

interface Talk {
  readonly session: ModbusSerialSession
  readonly counters: DriverCounters
  readonly lost: Promise<Fault>
  /** Reads register `address` of a unit, 1 unless told. */
  ask(address: number, unit?: number): Promise<number>
}

async function talk(peer: SerialPeer, { unit, on = bus() }: { unit?: number; on?: Bus } = {}): Promise<Talk> {
  const counters = noCounts()
  const lost = Promise.withResolvers<Fault>()
  const session = new ModbusSerialSession({
    place: `127.0.0.1:${peer.port}`,
    dial: tcpLine('127.0.0.1', peer.port),
    framing: rtu,
    settings: 'RTU',
    msPerByte: 0,
    clock: systemClock,
    bus: on,
    timeoutMs: TIMEOUT_MS,
    unit,
    counters,
    lost: lost.resolve,
  })
  open.push(session)
  await session.connect(AbortSignal.timeout(5_000))
  const ask = async (address: number, to = 1): Promise<number> => {
    const { pdu } = await session.request('read', to, encodeRead(3, address, 1))
    return (pdu[2]! << 8) | pdu[3]!
  }
  return { session, counters, lost: lost.promise, ask }
}

async function peerOf(script: (request: SerialRequest) => unknown): Promise<SerialPeer> {
  const peer = await startSerialPeer(script)
  open.push(peer)
  return peer
}

const isEcho = ({ pdu }: SerialRequest): boolean => pdu[0] === FunctionCode.diagnostics
/** What a healthy device would say: each register holds its own address. */
const right = (request: SerialRequest): Uint8Array =>
  isEcho(request) ? request.frame(request.pdu) : request.value(request.address)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (fault: Fault) => fault.code,
  )

describe('a session on a serial line', () => {
  test('asks for an echo before anything else, and then no more while all is well', async () => {
    const seen: number[] = []
    const peer = await peerOf((request) => {
      seen.push(request.pdu[0]!)
      request.send(right(request))
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect([await ask(7), await ask(300), await ask(7)]).toEqual([7, 300, 7])
    expect(seen).toEqual([8, 3, 3, 3])
  })

  test('never takes a late answer for that of a request that looks the same', async () => {
    const late: Uint8Array[] = []
    const peer = await peerOf((request) => {
      if (request.address === 1 && !isEcho(request)) late.push(right(request))
      // The answer that was given up comes before the echo, as on every line that keeps order.
      else request.send(Buffer.concat([...late.splice(0), right(request)]))
    })
    const { ask, counters } = await talk(peer, { unit: 1 })
    for (let round = 0; round < 3; round++) {
      expect(await codeOf(ask(1))).toBe('driver.timeout')
      expect(await ask(2)).toBe(2)
    }
    expect(counters.lateReplies).toBe(3)
  })

  test('takes no late echo for the one it waits for', async () => {
    let held: Uint8Array | undefined
    let echoes = 0
    const peer = await peerOf((request) => {
      if (!isEcho(request)) {
        if (request.address !== 1) request.send(right(request))
        return
      }
      echoes++
      // The second echo is held back, and comes in place of the third.
      if (echoes === 2) held = right(request)
      else request.send(echoes === 3 ? held! : right(request))
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect(await codeOf(ask(1))).toBe('driver.timeout')
    expect(await codeOf(ask(2))).toBe('driver.timeout')
    expect(await codeOf(ask(2))).toMatch(/driver\.(timeout|link_silent)/)
  })

  test('an answer that comes twice puts it out of step, and it finds back', async () => {
    const seen: number[] = []
    const peer = await peerOf((request) => {
      seen.push(request.pdu[0]!)
      request.send(Buffer.concat([right(request), right(request)]))
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect([await ask(1), await ask(2), await ask(3)]).toEqual([1, 2, 3])
    expect(seen).toEqual([8, 8, 3, 8, 3, 8, 3])
  })

  test('a unit that refuses function 8 is in step all the same', async () => {
    let silent = false
    const peer = await peerOf((request) => {
      if (isEcho(request)) request.send(request.frame(Uint8Array.of(0x88, 1)))
      else if (!silent) request.send(right(request))
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect(await ask(5)).toBe(5)
    silent = true
    expect(await codeOf(ask(5))).toBe('driver.timeout')
    silent = false
    expect(await ask(6)).toBe(6)
  })

  test('a unit that ignores function 8 is found by a read, and waited for in quiet after a timeout', async () => {
    let silent = false
    const peer = await peerOf((request) => {
      if (!isEcho(request) && !silent) request.send(right(request))
    })
    const on = bus()
    await talk(peer, { on })
    expect(await codeOf(talk(peer, { unit: 1, on }))).toBe('driver.timeout')
    // Others hold the line: what was learned of the unit stays.
    const { ask, counters } = await talk(peer, { unit: 1, on })
    expect(await ask(5)).toBe(5)
    silent = true
    expect(await codeOf(ask(5))).toBe('driver.timeout')
    silent = false
    const before = systemClock.monotonic()
    expect(await ask(6)).toBe(6)
    expect(systemClock.monotonic() - before).toBeGreaterThan(TIMEOUT_MS / 2)
    expect(counters.timeouts).toBe(2)
  })

  test('alone on its line, a unit that ignores function 8 is found at the first attempt', async () => {
    const peer = await peerOf((request) => {
      if (!isEcho(request)) request.send(right(request))
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect([await ask(5), await ask(6)]).toEqual([5, 6])
  })

  test('a broken answer fails at once, not when its time is over', async () => {
    const peer = await peerOf((request) => {
      const frame = right(request)
      if (!isEcho(request)) frame[3]! ^= 1
      request.send(frame)
    })
    const { ask } = await talk(peer, { unit: 1 })
    expect(await codeOf(ask(1))).toBe('driver.reply_malformed')
    expect(await codeOf(ask(1))).toBe('driver.reply_malformed')
  })

  test('noise before and behind an answer does not hide it', async () => {
    const peer = await peerOf((request) =>
      request.send(Buffer.concat([Uint8Array.of(0, 0xff), right(request), Uint8Array.of(0xf8)])),
    )
    const { ask } = await talk(peer, { unit: 1 })
    expect([await ask(1), await ask(2)]).toEqual([1, 2])
  })

  test.each([
    ['another unit', (request: SerialRequest) => request.value(1, 2), 'driver.timeout'],
    [
      'a wrong count',
      (request: SerialRequest) => request.frame(Uint8Array.of(3, 4, 0, 1, 0, 2)),
      'driver.reply_malformed',
    ],
    [
      'another function',
      (request: SerialRequest) => request.frame(Uint8Array.of(4, 2, 0, 1)),
      'driver.reply_malformed',
    ],
    ['an exception', (request: SerialRequest) => request.frame(Uint8Array.of(0x83, 2)), 'none'],
  ] as const)('an answer of %s', async (_, wrong, code) => {
    const peer = await peerOf((request) => request.send(isEcho(request) ? right(request) : wrong(request)))
    const { session } = await talk(peer, { unit: 1 })
    expect(await codeOf(session.request('read', 1, encodeRead(3, 1, 1)))).toBe(code)
  })
})

describe('a line that several share', () => {
  test("one unit's silence ends its own session, and the line stays open for the others", async () => {
    const peer = await peerOf((request) => {
      if (request.unit !== 2 || isEcho(request)) request.send(right(request))
    })
    const on = bus()
    const one = await talk(peer, { unit: 1, on })
    const two = await talk(peer, { unit: 2, on })
    for (let i = 0; i < 3; i++) await codeOf(two.ask(1, 2))
    expect((await two.lost).code).toBe('driver.link_silent')
    await two.session.close()
    expect(await one.ask(4)).toBe(4)
    expect(one.session.open).toBe(true)
    expect(peer.connections).toBe(1)
  })

  test('a unit that is not there costs a probe of a learned length, not the full timeout', async () => {
    const peer = await peerOf((request) => {
      if (request.unit === 1) request.send(right(request))
    })
    const on = bus()
    const { ask } = await talk(peer, { unit: 1, on })
    await ask(1)
    const before = systemClock.monotonic()
    expect(await codeOf(talk(peer, { unit: 9, on }))).toBe('driver.timeout')
    expect(systemClock.monotonic() - before).toBeLessThan(TIMEOUT_MS)
    expect(await ask(1)).toBe(1)
  })

  test('its end is the end of all, and whoever comes next opens it anew', async () => {
    const peer = await peerOf((request) => request.send(right(request)))
    const on = bus()
    const one = await talk(peer, { unit: 1, on })
    const two = await talk(peer, { unit: 2, on })
    peer.cut()
    expect([(await one.lost).code, (await two.lost).code]).toEqual(['driver.link_lost', 'driver.link_lost'])
    await one.session.close()
    const again = await talk(peer, { unit: 1, on })
    expect(await again.ask(3)).toBe(3)
  })

  test('the last who leaves closes it', async () => {
    const peer = await peerOf((request) => request.send(right(request)))
    const on = bus()
    const one = await talk(peer, { unit: 1, on })
    const two = await talk(peer, { unit: 2, on })
    await one.session.close()
    expect(await two.ask(1, 2)).toBe(1)
    await two.session.close()
    await vi.waitFor(() => expect(peer.connections).toBe(0), 30_000)
  })

  test('who wants to speak another way on it is refused', async () => {
    const peer = await peerOf((request) => request.send(right(request)))
    const on = bus()
    await talk(peer, { unit: 1, on })
    const log = { clock: systemClock, bus: on, folder: '/nowhere' }
    const driver = modbusAscii.create(
      { tunnel: { host: '127.0.0.1', port: peer.port } },
      { samples: () => {}, lost: () => {} },
      { ...log, log: silentLog },
    )
    open.push(driver)
    expect(await codeOf(driver.connect(AbortSignal.timeout(5_000)))).toBe('modbus.line_differs')
  })
})

describe('the configuration of a serial line', () => {
  test('devices of one port or one tunnel share one medium', () => {
    expect(modbusRtu.busOf({ port: '/dev/ttyUSB0', unit: 1 })).toBe(modbusRtu.busOf({ port: '/dev/ttyUSB0', unit: 2 }))
    expect(modbusRtu.busOf({ tunnel: { host: 'h', port: 4001 } })).toBe(
      modbusAscii.busOf({ tunnel: { host: 'h', port: 4001 } }),
    )
    expect(modbusRtu.busOf({ port: '/dev/ttyUSB0' })).not.toBe(modbusRtu.busOf({ port: '/dev/ttyUSB1' }))
  })

  test.each([
    [{ port: 'a', baudRate: 9_600 }, 4.01],
    [{ port: 'a', baudRate: 115_200 }, 1.75],
    [{ tunnel: { host: 'h', port: 1 } }, 2],
    [{ port: 'a', turnaroundMs: 20 }, 20],
  ])('%j keeps a silence of %d ms', (config, ms) => {
    expect(modbusRtu.busLimits!(config)).toEqual({ inFlight: 1, turnaroundMs: expect.closeTo(ms, 2) })
  })

  test('units 0 and 248 to 255 are refused', () => {
    expect(() => modbusRtu.checkAddress('247:holding:1', 'int16')).not.toThrow()
    expect(() => modbusRtu.checkAddress('0:holding:1', 'int16')).toThrow('unit 0')
    expect(() => modbusRtu.checkAddress('248:holding:1', 'int16')).toThrow('unit 248')
  })

  test('a tag of such a unit is told so, and its neighbours are read', async () => {
    const peer = await peerOf((request) => request.send(right(request)))
    const driver = modbusRtu.create(
      { tunnel: { host: '127.0.0.1', port: peer.port } },
      { samples: () => {}, lost: () => {} },
      { clock: systemClock, log: silentLog, folder: '/nowhere' },
    )
    open.push(driver)
    await driver.connect(AbortSignal.timeout(5_000))
    const base = { type: 'uint16', access: 'r', periodMs: 100 } as const
    const { verdicts, groups } = await driver.setTags([
      { id: 1, address: '0:holding:1', ...base },
      { id: 2, address: 'holding:9', ...base },
    ])
    expect(verdicts.map(({ status }) => status)).toEqual([Status.BadConfigurationError, Status.Good])
    const batch = await driver.poll!(groups[0]!, AbortSignal.timeout(5_000))
    expect([...batch.int64]).toEqual([9n])
  })
})
