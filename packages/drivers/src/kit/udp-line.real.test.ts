import { createSocket, type Socket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import type { Line } from './line.ts'
import { PacketFraming, udpLine } from './udp-line.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

async function socket(): Promise<Socket> {
  const made = createSocket('udp4')
  await new Promise<void>((resolve) => made.bind(0, '127.0.0.1', resolve))
  return made
}

test('packets of the peer are read one by one, those of anyone else are not', async () => {
  const peer = await socket()
  const stranger = await socket()
  open.push(peer, stranger)
  const packets: string[] = []
  const asked = new Promise<number>((resolve) => peer.once('message', (_, from) => resolve(from.port)))
  const done = Promise.withResolvers<void>()
  const addresses: string[] = []
  const line = await udpLine('127.0.0.1', peer.address().port, (...both) => addresses.push(...both))(
    {
      read: (bytes) => {
        packets.push(Buffer.from(bytes).toString())
        if (packets.at(-1) === 'end') done.resolve()
      },
      ended: () => {},
    },
    AbortSignal.timeout(5_000),
  )
  open.push(line)
  line.write(Buffer.from('hello'))
  const port = await asked
  await new Promise((resolve) => stranger.send('foreign', port, '127.0.0.1', resolve))
  for (const text of ['one', 'two', 'end']) peer.send(text, port, '127.0.0.1')
  await done.promise
  expect(packets).toEqual(['one', 'two', 'end'])
  expect(addresses).toEqual(['127.0.0.1', '127.0.0.1'])
})

test('a port where nobody listens ends the line, and closing is idempotent', async () => {
  const gone = await socket()
  const { port } = gone.address()
  await new Promise<void>((resolve) => gone.close(() => resolve()))
  const ended = Promise.withResolvers<string>()
  const line: Line = await udpLine('127.0.0.1', port)(
    { read: () => {}, ended: ended.resolve },
    AbortSignal.timeout(5_000),
  )
  line.write(Buffer.from('hello'))
  expect(await ended.promise).toContain('ECONNREFUSED')
  await line.close()
  await line.close()
  line.write(Buffer.from('hello'))
})

test('an aborted dial rejects with its reason', async () => {
  const aborted = AbortSignal.abort(new Error('enough'))
  await expect(udpLine('127.0.0.1', 9)({ read: () => {}, ended: () => {} }, aborted)).rejects.toThrow('enough')
})

test('a packet that is no frame is thrown away and told', async () => {
  const { Fault } = await import('@millrace/core')
  const seen: number[] = []
  let dropped = 0
  const framing = new PacketFraming(
    (packet) => {
      if (packet.length > 1) throw new Fault('driver.frame_malformed', { expected: 'one', seen: 'more' })
      seen.push(packet[0]!)
    },
    () => dropped++,
  )
  for (const packet of [[1], [2, 2], [3]]) framing.push(Uint8Array.from(packet))
  expect([seen, dropped, framing.partial]).toEqual([[1, 3], 1, false])
})
