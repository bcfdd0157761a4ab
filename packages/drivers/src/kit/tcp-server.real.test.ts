import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TcpClient, type TcpEars, TcpServer } from './tcp-server.ts'

let ears: (client: TcpClient) => TcpEars
let server: TcpServer
let port: number
const sockets: Socket[] = []
beforeEach(async () => {
  server = new TcpServer((client) => ears(client))
  port = await server.listen()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.close()
})

async function join(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

test('each client has ears of its own, which hear once that it ended', async () => {
  const ended: string[] = []
  ears = (client) => {
    let heard = ''
    return {
      read: (bytes) => {
        heard += bytes.toString()
        client.send(Buffer.from(heard))
      },
      ended: () => ended.push(heard),
    }
  }
  const [one, two] = [await join(), await join()]
  one.write('a')
  two.write('b')
  expect(String((await once(one, 'data'))[0])).toBe('a')
  expect(String((await once(two, 'data'))[0])).toBe('b')
  expect(server.connections).toBe(2)
  one.destroy()
  await vi.waitFor(() => expect(ended).toEqual(['a']), 30_000)
  await server.close()
  await vi.waitFor(() => expect(ended).toEqual(['a', 'b']), 30_000)
  expect(server.connections).toBe(0)
})

test('what cannot be a frame ends its connection and no other', async () => {
  ears = (client) => ({
    read: (bytes) => {
      if (bytes[0] === 0) throw new RangeError('no frame')
      client.send(bytes)
    },
  })
  const [wrong, right] = [await join(), await join()]
  wrong.write(Buffer.of(0))
  await once(wrong, 'close')
  right.write(Buffer.of(1))
  expect((await once(right, 'data'))[0]).toEqual(Buffer.of(1))
})

test('a client that asks and never reads is cut off', async () => {
  let clients = 0
  const answer = Buffer.alloc(1 << 16)
  ears = (client) => {
    clients++
    return { read: () => client.send(answer) }
  }
  const socket = await join()
  socket.pause()
  // Writes fail once it is cut off: that is what is waited for.
  socket.on('error', () => socket.destroy())
  await vi.waitFor(() => {
    socket.write('more')
    expect([clients, server.connections]).toEqual([1, 0])
  }, 20_000)
})

test('a port that is taken is told; who closed may listen again', async () => {
  const other = new TcpServer(() => undefined)
  await expect(other.listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await server.close()
  await server.close()
  expect(await server.listen(port)).toBe(port)
})
