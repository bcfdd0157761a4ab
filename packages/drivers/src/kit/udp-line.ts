import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { Fault } from '@millrace/core'
import type { Framing } from './exchange.ts'
import './faults.ts'
import type { Dial, Line } from './line.ts'

/**
 * A line over UDP to one peer: packets of anyone else are thrown away. Each packet is read on its own. `opened` is told
 * both addresses, which some protocols name in their frames. UDP has no handshake: that the line is open says nothing
 * about the device, so whoever dials asks it something.
 */
export function udpLine(host: string, port: number, opened?: (own: string, peer: string) => void): Dial {
  return (ends, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
      const closed = new Promise<void>((gone) => socket.once('close', gone))
      let open = true
      const close = (): Promise<void> => {
        if (open) socket.close()
        open = false
        return closed
      }
      const line: Line = {
        write: (bytes) => {
          // What fails is told by the socket's `error`.
          if (open) socket.send(bytes, () => {})
        },
        close,
      }
      let seen = 'closed by us'
      let connected = false
      const abort = (): void => {
        void close()
        reject(signal.reason)
      }
      signal.addEventListener('abort', abort, { once: true })
      // A refusal of the peer's machine (ICMP: nobody listens) comes as an error of the next packet.
      socket.on('error', (error) => {
        seen = error.message
        void close()
      })
      socket.once('close', () => {
        signal.removeEventListener('abort', abort)
        if (connected) ends.ended(seen)
        else reject(new Fault('driver.link_lost', { place: `${host}:${port}`, seen }))
      })
      socket.once('connect', () => {
        if (!open) return
        signal.removeEventListener('abort', abort)
        connected = true
        const peer = socket.remoteAddress()
        socket.on('message', (packet, from) => {
          if (from.port === peer.port && from.address === peer.address) ends.read(packet)
        })
        opened?.(socket.address().address, peer.address)
        resolve(line)
      })
      socket.connect(port, host)
    })
}

/** Frames where each packet is one: a packet that is none is thrown away, for nothing after it depends on it. */
export class PacketFraming implements Framing {
  readonly partial = false
  readonly #read: (packet: Uint8Array) => void
  readonly #dropped: () => void

  /** `read` takes one whole packet and throws a Fault if it is no frame; `dropped` is told of each. */
  constructor(read: (packet: Uint8Array) => void, dropped: () => void) {
    this.#read = read
    this.#dropped = dropped
  }

  push(packet: Uint8Array): void {
    try {
      this.#read(packet)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.#dropped()
    }
  }
}
