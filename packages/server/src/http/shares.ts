import type { Server } from 'node:net'
import { addressOf, isTrustedProxy, type TrustedProxies } from './caller-address.ts'
import { networkOf } from './rate-limit.ts'

/** How many each one holds of something of which there are only so many, so that nobody holds them all. */
export class Shares {
  readonly most: number
  readonly #held = new Map<string, number>()
  #refused = 0

  constructor(most: number) {
    this.most = most
  }

  /** How often somebody wanted more than their share. */
  get refused(): number {
    return this.#refused
  }

  /** Gives one back, once however often it is called; undefined when the share is used up. */
  take(key: string): (() => void) | undefined {
    const held = this.#held.get(key) ?? 0
    if (held >= this.most) {
      this.#refused++
      return undefined
    }
    this.#held.set(key, held + 1)
    let taken = true
    return () => {
      if (!taken) return
      taken = false
      const left = (this.#held.get(key) ?? 1) - 1
      if (left === 0) this.#held.delete(key)
      else this.#held.set(key, left)
    }
  }
}

/** Cuts off who holds more connections than their share, before a byte is read. Proxies hold those of many. */
export function shareConnections(server: Server, shares: Shares, trusted: TrustedProxies): void {
  server.on('connection', (socket) => {
    const peer = socket.remoteAddress ?? ''
    if (isTrustedProxy(peer, trusted)) return
    const giveBack = shares.take(networkOf(addressOf(peer, undefined, trusted)))
    if (giveBack) socket.once('close', giveBack)
    else socket.destroy()
  })
}
