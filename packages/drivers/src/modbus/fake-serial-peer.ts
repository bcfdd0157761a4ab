import { TcpServer } from '../kit/tcp-server.ts'
import { rtu } from './rtu.ts'

/** One request as it came, for a script that answers by the byte. */
export interface SerialRequest {
  readonly unit: number
  readonly pdu: Uint8Array
  /** The first two bytes behind the function code. */
  readonly address: number
  /** A frame of this unit with a right checksum. */
  frame(pdu: Uint8Array): Uint8Array
  /** A right answer to a read of one register. */
  value(value: number, unit?: number): Uint8Array
  send(bytes: Uint8Array): void
}

export interface SerialPeer {
  readonly port: number
  readonly connections: number
  /** Ends every connection. */
  cut(): void
  close(): Promise<void>
}

/** A serial server with Modbus RTU behind it that is no device: it answers each request as the test's script says. */
export async function startSerialPeer(script: (request: SerialRequest) => unknown): Promise<SerialPeer> {
  const server = new TcpServer((client) => {
    const reader = rtu.requests({
      wants: () => true,
      frame: (frame) => {
        const unit = frame[0]!
        const pdu = frame.slice(1)
        script({
          unit,
          pdu,
          address: (pdu[1]! << 8) | pdu[2]!,
          frame: (answer) => rtu.encode(unit, answer),
          value: (value, from = unit) => rtu.encode(from, Uint8Array.of(3, 2, value >> 8, value & 0xff)),
          send: (bytes) => client.send(bytes),
        })
      },
    })
    return { read: (bytes) => reader.push(bytes) }
  })
  const port = await server.listen()
  return {
    port,
    get connections() {
      return server.connections
    },
    cut: () => server.cut(),
    close: () => server.close(),
  }
}
