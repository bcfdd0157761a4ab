import { createSocket, type Socket } from 'node:dgram'
import { Fault, systemClock } from '@millrace/core'
import { afterEach, describe, expect, test } from 'vitest'
import { Bus } from '../kit/bus.ts'
import { startUdpFaultProxy } from '../kit/fault-proxy.ts'
import { noCounts } from '../kit/supervisor.ts'
import { Asn } from './codec.ts'
import type { SnmpConfig } from './config.ts'
import { SnmpSession } from './session.ts'
import { SnmpSimulator } from './simulator.ts'

const signal = AbortSignal.timeout(60_000)
const user = { name: 'millrace', authPassword: 'the first of two', privPassword: 'the second of two' }
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

function sessionOf(port: number, more: Partial<SnmpConfig> = {}) {
  const counters = noCounts()
  const lost: Fault[] = []
  const session = new SnmpSession({
    config: { host: '127.0.0.1', port, timeoutMs: 150, ...more },
    clock: systemClock,
    bus: new Bus(systemClock),
    counters,
    lost: (reason) => void lost.push(reason),
  })
  opened.push(session)
  return { session, counters, lost }
}

/** An agent that answers as a test tells it; `asked` is the request-id of v2c in BER and the objects that were asked for. */
async function agent(answer: (asked: { id: Buffer; request: Buffer }, count: number) => readonly Buffer[]) {
  const socket = createSocket('udp4')
  let count = 0
  socket.on('message', (request, from) => {
    const at = request.indexOf(Buffer.from('public')) + 6
    const start = at + 2
    const id = request.subarray(start, start + 2 + request[start + 1]!)
    for (const message of answer({ id, request }, count++)) socket.send(message, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  opened.push({ close: () => new Promise<void>((resolve) => void socket.close(() => resolve())) })
  return { port: socket.address().port, socket }
}

const element = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag, content.length), content])
}
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const whole = (value: number): Buffer => Buffer.of(2, 1, value)
const upTime = hex('06082b06010201010300')
/** RFC 3416 §3: a Response with one object. */
const response = (id: Buffer, value = hex('430105'), oid = upTime, error = 0): Buffer =>
  element(
    0x30,
    whole(1),
    element(4, Buffer.from('public')),
    element(0xa2, id, whole(error), whole(error === 0 ? 0 : 1), element(0x30, element(0x30, oid, value))),
  )

const fault = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise
    return 'none'
  } catch (reason) {
    return reason instanceof Fault ? reason.code : String(reason)
  }
}

describe('a session of version 2c', () => {
  test('believes an answer to its own request', async () => {
    const { port } = await agent(({ id }) => [response(id)])
    const { session } = sessionOf(port)
    await session.connect(signal)
    const { varbinds, errorStatus } = await session.get('read', ['1.3.6.1.2.1.1.3.0'])
    expect({ varbinds, errorStatus }).toEqual({
      errorStatus: 0,
      varbinds: [{ oid: '1.3.6.1.2.1.1.3.0', type: Asn.timeTicks, value: 5 }],
    })
  })

  test.each<[string, (id: Buffer) => Buffer, string]>([
    ['another number', () => response(hex('02040f0f0f0f')), 'driver.timeout'],
    ['another object', (id) => response(id, hex('430105'), hex('06082b06010201010301')), 'driver.reply_malformed'],
    [
      'a request',
      (id) => Buffer.from(response(id).toString('hex').replace('a2', 'a0'), 'hex'),
      'driver.reply_malformed',
    ],
    ['a broken value', (id) => response(id, hex('020500')), 'driver.timeout'],
    ['an unknown type', (id) => response(id, hex('5f0105')), 'driver.timeout'],
    ['bytes after the end', (id) => Buffer.concat([response(id), hex('00')]), 'driver.timeout'],
    ['tooBig', (id) => response(id, hex('0500'), upTime, 1), 'driver.too_large'],
  ])('does not take %s for its answer', async (_says, answer, code) => {
    const { port } = await agent(({ id }, count) => [count === 0 ? response(id) : answer(id)])
    const { session, lost } = sessionOf(port)
    await session.connect(signal)
    expect(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0']))).toBe(code)
    expect(session.open).toBe(true)
    expect(lost).toEqual([])
  })

  test('is not ended, nor is the process, by a message of version 3 with its number', async () => {
    const { port } = await agent(({ id }, count) => [
      count === 0
        ? response(id)
        : element(
            0x30,
            whole(3),
            element(0x30, id, hex('020300ffe3'), hex('040101'), whole(3)),
            element(4, element(0x30, element(4), whole(1), whole(1), element(4), element(4), element(4))),
            element(0x30, element(4), element(4), element(0xa2, id, whole(0), whole(0), element(0x30))),
          ),
    ])
    const { session } = sessionOf(port)
    await session.connect(signal)
    expect(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0']))).toBe('driver.timeout')
  })

  test('counts answers that come too late, and hears nobody but its peer', async () => {
    const late: { id: Buffer; request: Buffer }[] = []
    let length = 0
    const { port, socket } = await agent((asked, count) => {
      length = response(asked.id).length
      if (count === 1) {
        late.push({ id: Buffer.from(asked.id), request: asked.request })
        return []
      }
      return count === 2 ? [response(late[0]!.id, hex('430109')), response(asked.id)] : [response(asked.id)]
    })
    let from: { port: number; address: string } | undefined
    socket.on('message', (_message, peer) => {
      from = peer
    })
    const { session, counters } = sessionOf(port)
    await session.connect(signal)
    expect(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0']))).toBe('driver.timeout')
    const { varbinds } = await session.get('read', ['1.3.6.1.2.1.1.3.0'])
    expect(varbinds[0]!.value).toBe(5)
    expect(counters.lateReplies).toBe(1)

    const received = counters.bytesIn
    const stranger: Socket = createSocket('udp4')
    await new Promise<void>((resolve) =>
      stranger.send(response(late[0]!.id), from!.port, from!.address, () => resolve()),
    )
    await session.get('read', ['1.3.6.1.2.1.1.3.0'])
    expect(counters.bytesIn - received).toBe(length)
    await new Promise<void>((resolve) => void stranger.close(() => resolve()))
  })

  test('ends after three requests without an answer, and says so once', async () => {
    const { port } = await agent(({ id }, count) => (count === 0 ? [response(id)] : []))
    const { session, lost } = sessionOf(port)
    await session.connect(signal)
    const codes: string[] = []
    for (let i = 0; i < 4; i++) codes.push(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0'])))
    expect(codes).toEqual(['driver.timeout', 'driver.timeout', 'driver.link_silent', 'driver.link_silent'])
    expect(lost.map(({ code }) => code)).toEqual(['driver.link_silent'])
    expect(session.open).toBe(false)
  })

  test('hears at once that nobody listens any more', async () => {
    const simulator = new SnmpSimulator({
      objects: [{ name: 'up', oid: '1.3.6.1.2.1.1.3', asn: Asn.timeTicks, value: 1 }],
    })
    const { session, lost } = sessionOf(await simulator.listen(), { timeoutMs: 10_000 })
    await session.connect(signal)
    await simulator.close()
    expect(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0']))).toBe('driver.link_lost')
    expect(lost).toHaveLength(1)
  })
})

describe('a session of version 3', () => {
  test('does not believe a plain answer that someone else gives in its number', async () => {
    const simulator = new SnmpSimulator({
      objects: [{ name: 'up', oid: '1.3.6.1.2.1.1.3', asn: Asn.timeTicks, value: 1 }],
      user,
    })
    const line = await startUdpFaultProxy(await simulator.listen())
    opened.push(simulator, line)
    const { session } = sessionOf(line.port, {
      timeoutMs: 2_000,
      user: user.name,
      auth: { password: user.authPassword },
      privacy: { password: user.privPassword },
    })
    await session.connect(signal)
    let forged = 0
    line.set({
      change: (packet) => {
        const at = packet.indexOf(hex('020103')) + 5
        const id = packet.subarray(at, at + 2 + packet[at + 1]!)
        forged++
        return element(
          0x30,
          whole(3),
          element(0x30, id, hex('020300ffe3'), hex('040100'), whole(3)),
          element(
            4,
            element(0x30, element(4), whole(1), whole(1), element(4, Buffer.from(user.name)), element(4), element(4)),
          ),
          element(
            0x30,
            element(4),
            element(4),
            element(0xa2, hex('02047a7b7c7d'), whole(0), whole(0), element(0x30, element(0x30, upTime, hex('430163')))),
          ),
        )
      },
    })
    expect(await fault(session.get('read', ['1.3.6.1.2.1.1.3.0']))).toBe('driver.timeout')
    expect(forged).toBe(1)
    line.set({})
    expect((await session.get('read', ['1.3.6.1.2.1.1.3.0'])).varbinds[0]!.value).toBe(1)
  })
})
