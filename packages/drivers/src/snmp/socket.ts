import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { Fault } from '@millrace/core'
import type { SocketLike } from 'net-snmp'
import '../kit/faults.ts'

/** Opens a UDP socket that hears this one peer and nobody else. Rejects with `driver.link_lost` or the signal's reason. */
export async function openSocket(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const lost = (error: unknown): Fault =>
    new Fault('driver.link_lost', { place: `${host}:${port}`, seen: (error as Error).message })
  signal.throwIfAborted()
  let found: { address: string; family: number }
  try {
    found = await lookup(host)
  } catch (error) {
    throw lost(error)
  }
  signal.throwIfAborted()
  const socket = createSocket(found.family === 6 ? 'udp6' : 'udp4')
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.connect(port, found.address, () => {
        socket.off('error', reject)
        resolve()
      })
    })
    signal.throwIfAborted()
    return socket
  } catch (error) {
    socket.close()
    throw signal.aborted ? signal.reason : lost(error)
  }
}

interface GuardNeeds {
  readonly socket: Socket
  /** What may be shown to the library. */
  readonly admit: (message: Uint8Array) => boolean
  readonly received: (message: Uint8Array) => void
  readonly sent: (message: Uint8Array) => void
  /** The library broke on a message: what it was an answer to will never be settled. */
  readonly broke: (reason: unknown) => void
  readonly failed: (error: Error) => void
}

/**
 * The socket as the library sees it. It would take messages of anyone and of any kind, and what it throws on a bad one
 * would end the process.
 */
export class GuardedSocket implements SocketLike {
  readonly #needs: GuardNeeds
  #closed = false

  constructor(needs: GuardNeeds) {
    this.#needs = needs
    needs.socket.on('error', needs.failed)
  }

  ref(): void {
    if (!this.#closed) this.#needs.socket.ref()
  }

  unref(): void {
    if (!this.#closed) this.#needs.socket.unref()
  }

  on(event: string, listener: (...values: never[]) => void): void {
    const { socket, admit, received, broke } = this.#needs
    if (event === 'close') socket.on('close', listener as unknown as () => void)
    if (event !== 'message') return
    const take = listener as unknown as (message: Buffer) => void
    socket.on('message', (message) => {
      received(message)
      if (!admit(message)) return
      try {
        take(message)
      } catch (reason) {
        broke(reason)
      }
    })
  }

  send(
    bytes: Uint8Array,
    offset: number,
    length: number,
    _port: number,
    _address: string,
    done: (error: Error | null) => void,
  ): void {
    this.#needs.sent(bytes.subarray(offset, offset + length))
    this.#needs.socket.send(bytes, offset, length, done)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#needs.socket.close()
  }
}
