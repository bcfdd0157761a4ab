import { Fault } from '@millrace/core'
import type { Dial, Line } from './line.ts'
import './faults.ts'

/** A serial port of this machine and how it sends. */
export interface SerialSettings {
  /** `/dev/ttyUSB0`, `/dev/serial/by-id/…`, `COM3`. */
  readonly path: string
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
}

/** Bits on the wire for each byte: a start bit, the data, the parity, the stop bits. */
export function bitsPerByte({ dataBits, parity, stopBits }: SerialSettings): number {
  return 1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits
}

/**
 * A line over a serial port. The port's engine is native and loaded with the first port that is opened: who has none
 * needs none.
 */
export function serialLine(settings: SerialSettings): Dial {
  return async (ends, signal) => {
    signal.throwIfAborted()
    const { SerialPort } = await import('serialport')
    signal.throwIfAborted()
    const port = new SerialPort({ ...settings, autoOpen: false })
    let seen = 'closed by the system'
    port.on('data', (bytes: Buffer) => ends.read(bytes))
    port.on('error', (error) => {
      seen = error.message
    })
    await new Promise<void>((resolve, reject) => {
      port.open((error) => {
        if (!error) resolve()
        else reject(new Fault('driver.link_lost', { place: settings.path, seen: error.message }, error))
      })
    })
    const closed = new Promise<void>((resolve) => {
      port.once('close', (error?: Error | null) => {
        resolve()
        ends.ended(error?.message ?? seen)
      })
    })
    const line = new SerialPortLine(port, closed)
    if (!signal.aborted) return line
    await line.close()
    throw signal.reason
  }
}

interface OpenPort {
  readonly isOpen: boolean
  readonly closing: boolean
  write(bytes: Buffer): boolean
  close(done: (error: Error | null) => void): void
}

class SerialPortLine implements Line {
  readonly #port: OpenPort
  readonly #closed: Promise<void>

  constructor(port: OpenPort, closed: Promise<void>) {
    this.#port = port
    this.#closed = closed
  }

  write(bytes: Uint8Array): void {
    this.#port.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  close(): Promise<void> {
    // A port that cannot be closed has been taken away: its end is told by itself.
    if (this.#port.isOpen && !this.#port.closing) this.#port.close(() => undefined)
    return this.#port.isOpen ? this.#closed : Promise.resolve()
  }
}
