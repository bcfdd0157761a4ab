import type { Socket } from 'node:net'
import { TcpServer } from '../kit/tcp-server.ts'
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
  let index = 0
  const server = new TcpServer(({ socket }) => {
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
    return { read: (bytes) => decoder.push(bytes) }
  })
  const port = await server.listen()
  return {
    port,
    close: () => server.close(),
  }
}
