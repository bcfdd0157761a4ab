import { type AddressInfo, createServer, type Socket } from 'node:net'
import { encodeFrame, FrameDecoder } from './codec.ts'

/** One request as it came, for a script that answers by the byte. */
export interface FakeRequest {
  readonly transaction: number
  readonly unit: number
  readonly pdu: Uint8Array
  /** How many requests came before, over all connections. */
  readonly index: number
  readonly socket: Socket
  /** A right answer to a read of one register: the frame that a healthy device would send. */
  answer(value: number, change?: { readonly transaction?: number; readonly unit?: number }): Buffer
}

export interface FakePeer {
  readonly port: number
  close(): Promise<void>
}

/** A peer that is not a device: it answers each request as the test's script says, byte by byte if need be. */
export async function startFakePeer(script: (request: FakeRequest) => unknown): Promise<FakePeer> {
  const sockets = new Set<Socket>()
  let index = 0
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const decoder = new FrameDecoder((transaction, frame) => {
      const unit = frame[0]!
      script({
        transaction,
        unit,
        pdu: frame.slice(1),
        index: index++,
        socket,
        answer: (value, change = {}) =>
          encodeFrame(
            change.transaction ?? transaction,
            change.unit ?? unit,
            Uint8Array.of(3, 2, value >> 8, value & 0xff),
          ),
      })
    })
    socket.on('data', (chunk: Buffer) => decoder.push(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
