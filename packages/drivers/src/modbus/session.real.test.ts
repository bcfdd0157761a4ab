import { type Fault, systemClock } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Bus } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { noCounts } from '../kit/supervisor.ts'
import { encodeRead } from './codec.ts'
import { type FakePeer, type FakeRequest, startFakePeer } from './fake-peer.ts'
import { ModbusTcpSession } from './session.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})

interface Talk {
  readonly session: ModbusTcpSession
  readonly counters: DriverCounters
  readonly peer: FakePeer
  readonly lost: Promise<Fault>
  /** Reads register `address` of unit 1. */
  ask(address: number): Promise<number>
}

async function talk(script: (request: FakeRequest) => unknown, { inFlight = 1, timeoutMs = 250 } = {}): Promise<Talk> {
  const peer = await startFakePeer(script)
  const counters = noCounts()
  const lost = Promise.withResolvers<Fault>()
  const session = new ModbusTcpSession({
    host: '127.0.0.1',
    port: peer.port,
    timeoutMs,
    clock: systemClock,
    bus: new Bus(systemClock, { inFlight, turnaroundMs: 0 }),
    counters,
    lost: lost.resolve,
  })
  await session.connect(AbortSignal.timeout(5_000))
  open.push(peer, session)
  const ask = async (address: number): Promise<number> => {
    const { pdu } = await session.request('read', 1, encodeRead(3, address, 1))
    return (pdu[2]! << 8) | pdu[3]!
  }
  return { session, counters, peer, lost: lost.promise, ask }
}

const asked = ({ pdu }: FakeRequest): number => (pdu[1]! << 8) | pdu[2]!
/** What a healthy device would say: each register holds its own address. */
const right = (request: FakeRequest): Buffer => request.answer(asked(request))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (fault: Fault) => fault.code,
  )

describe('a Modbus session with a fake peer', () => {
  test('is refused by a port where nobody listens', async () => {
    const { peer, session } = await talk(() => {})
    await session.close()
    await peer.close()
    const late = new ModbusTcpSession({
      host: '127.0.0.1',
      port: peer.port,
      timeoutMs: 250,
      clock: systemClock,
      bus: new Bus(systemClock),
      counters: noCounts(),
      lost: () => {},
    })
    expect(await codeOf(late.connect(AbortSignal.timeout(5_000)))).toBe('driver.link_lost')
    await late.close()
  })

  test('accept, then silence: the request times out, after three the link is dead', async () => {
    const { ask, lost, counters } = await talk(() => {})
    expect(await codeOf(ask(1))).toBe('driver.timeout')
    expect(await codeOf(ask(2))).toBe('driver.timeout')
    expect(await codeOf(ask(3))).toBe('driver.link_silent')
    expect((await lost).code).toBe('driver.link_silent')
    expect(counters.timeouts).toBe(3)
  })

  test('freeze in the middle of a frame: the link is given up, nothing is glued together', async () => {
    const { ask, lost } = await talk((request) => request.socket.write(right(request).subarray(0, 9)))
    expect(await codeOf(ask(1))).toBe('driver.frame_malformed')
    expect((await lost).code).toBe('driver.frame_malformed')
  })

  test('reset in the middle of a frame: the link is lost', async () => {
    const { ask, lost } = await talk(({ socket, answer }) =>
      socket.write(answer(1).subarray(0, 9), () => socket.resetAndDestroy()),
    )
    expect(await codeOf(ask(1))).toBe('driver.link_lost')
    expect((await lost).code).toBe('driver.link_lost')
  })

  test('one byte a packet is put together', async () => {
    const { ask } = await talk(
      async (request) => {
        for (const byte of right(request)) {
          await new Promise<void>((resolve) => request.socket.write(Uint8Array.of(byte), () => setImmediate(resolve)))
        }
      },
      { timeoutMs: 5_000 },
    )
    expect([await ask(7), await ask(300)]).toEqual([7, 300])
  })

  test('two replies in one packet, in the wrong order, find their requests', async () => {
    const held: Buffer[] = []
    const { ask } = await talk(
      (request) => {
        held.unshift(right(request))
        if (held.length === 2) request.socket.write(Buffer.concat(held.splice(0)))
      },
      { inFlight: 2, timeoutMs: 5_000 },
    )
    expect(await Promise.all([ask(11), ask(22)])).toEqual([11, 22])
  })

  test('a reply after its timeout is thrown away and counted, and meets no other request', async () => {
    let late: Buffer | undefined
    const { ask, counters } = await talk((request) => {
      if (request.index === 0) late = request.answer(999)
      else request.socket.write(Buffer.concat([late ?? Buffer.alloc(0), right(request)]))
      if (request.index === 1) late = undefined
    })
    expect(await codeOf(ask(5))).toBe('driver.timeout')
    expect(await ask(6)).toBe(6)
    expect(await ask(7)).toBe(7)
    expect(counters.lateReplies).toBe(1)
  })

  test.each([256, 65_535, 65_536])('a reply that comes %d requests later is thrown away too', async (later) => {
    let late: Buffer | undefined
    const { ask, counters } = await talk(
      (request) => {
        if (request.index === 0) late = request.answer(999)
        else if (request.index === later) request.socket.write(Buffer.concat([late!, right(request)]))
        else request.socket.write(right(request))
      },
      { inFlight: 8, timeoutMs: 1_000 },
    )
    expect(await codeOf(ask(5))).toBe('driver.timeout')
    let wrong = 0
    let address = 0
    const reader = async (): Promise<void> => {
      while (address < later + 100) {
        const mine = ++address % 60_000
        if ((await ask(mine)) !== mine) wrong++
      }
    }
    await Promise.all(Array.from({ length: 8 }, reader))
    expect(wrong).toBe(0)
    expect(counters.lateReplies).toBe(1)
  })

  test('an answer of another unit is refused', async () => {
    const { ask } = await talk((request) => request.socket.write(request.answer(1, { unit: 2 })))
    expect(await codeOf(ask(1))).toBe('driver.reply_malformed')
  })

  test('an answer to another transaction is not believed', async () => {
    const { ask, counters } = await talk((request) =>
      request.socket.write(request.answer(1, { transaction: request.transaction ^ 0x100 })),
    )
    expect(await codeOf(ask(1))).toBe('driver.timeout')
    expect(counters.lateReplies).toBe(1)
  })

  test('an answer of another length is refused, and the next one is read', async () => {
    const { ask } = await talk((request) => {
      if (request.index > 0) return request.socket.write(right(request))
      const frame = request.answer(1)
      const longer = Buffer.concat([frame, Buffer.from([0, 0])])
      longer.writeUInt16BE(longer.length - 6, 4)
      return request.socket.write(longer)
    })
    expect(await codeOf(ask(1))).toBe('driver.reply_malformed')
    expect(await ask(2)).toBe(2)
  })

  test('bytes that are no Modbus end the link', async () => {
    const { ask, lost } = await talk(({ socket }) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await codeOf(ask(1))).toBe('driver.frame_malformed')
    expect((await lost).code).toBe('driver.frame_malformed')
  })

  test('closing rejects what is on its way, and is not told as a loss', async () => {
    const { ask, session, lost } = await talk(() => {}, { timeoutMs: 60_000 })
    const waiting = codeOf(ask(1))
    await session.close()
    expect(await waiting).toBe('driver.link_lost')
    expect(await Promise.race([lost.then(() => 'told'), Promise.resolve('quiet')])).toBe('quiet')
  })
})
