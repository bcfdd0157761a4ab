import { connect, type Socket } from 'node:net'
import { Fault } from '@millrace/core'
import './faults.ts'

/** Holds many frames, so that one read empties the socket. One a connection, reused. */
const READ_BYTES = 4_096

/** A stream of bytes to a device: a TCP connection, a serial port, a UDP socket bound to one peer. */
export interface Line {
  write(bytes: Uint8Array): void
  /** Idempotent; resolves when the system has let go of it. */
  close(): Promise<void>
}

export interface LineEnds {
  /** The bytes are valid until the call returns. */
  read(bytes: Uint8Array): void
  /** Once, however it ended; `seen` says why. */
  ended(seen: string): void
}

/** Opens a line once. Rejects with `driver.link_lost` or the signal's reason. */
export type Dial = (ends: LineEnds, signal: AbortSignal) => Promise<Line>

/** A line over TCP. */
export function tcpLine(host: string, port: number): Dial {
  return (ends, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const buffer = Buffer.allocUnsafeSlow(READ_BYTES)
      const socket = connect({
        host,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: 10_000,
        onread: {
          buffer,
          callback: (count, bytes) => {
            ends.read(bytes.subarray(0, count))
            return true
          },
        },
      })
      const line = new SocketLine(socket)
      const abort = (): void => {
        socket.destroy()
        reject(signal.reason)
      }
      signal.addEventListener('abort', abort, { once: true })
      let connected = false
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort)
        connected = true
        resolve(line)
      })
      let seen = 'closed by the device'
      socket.on('error', (error) => {
        seen = error.message
      })
      socket.once('close', () => {
        signal.removeEventListener('abort', abort)
        if (connected) ends.ended(seen)
        else reject(new Fault('driver.link_lost', { place: `${host}:${port}`, seen }))
      })
    })
}

class SocketLine implements Line {
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
  }

  write(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  close(): Promise<void> {
    this.#socket.destroy()
    if (this.#socket.closed) return Promise.resolve()
    return new Promise((resolve) => this.#socket.once('close', () => resolve()))
  }
}
