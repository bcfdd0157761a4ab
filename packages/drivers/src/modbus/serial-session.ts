import { Fault } from '@millrace/core'
import type { TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { type LinkUser, SerialLink, type SerialLinkNeeds } from './serial-link.ts'
import type { ModbusSession, Reply } from './session.ts'
import '../kit/faults.ts'

interface SerialSessionNeeds extends SerialLinkNeeds {
  readonly timeoutMs: number
  /** The unit that must answer before the device counts as connected; undefined if the device has several. */
  readonly unit: number | undefined
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

/** One device on a serial line that it shares with others. Its end leaves the line to them. */
export class ModbusSerialSession implements ModbusSession {
  readonly #needs: SerialSessionNeeds
  readonly #user: LinkUser
  #held: { readonly part: SerialLink; release(): Promise<void> } | undefined
  #end: Fault | undefined
  #connected = false
  #silent = 0
  silentAfter = 3

  constructor(needs: SerialSessionNeeds) {
    const { timeoutMs, counters } = needs
    this.#needs = needs
    this.#user = { timeoutMs, counters, lost: (reason) => this.#finish(reason) }
  }

  get open(): boolean {
    return this.#connected && this.#end === undefined
  }

  async connect(signal: AbortSignal): Promise<void> {
    const { bus, unit } = this.#needs
    this.#held ??= bus.share(() => new SerialLink(this.#needs))
    await this.#held.part.join(this.#user, this.#needs, signal)
    if (unit !== undefined) await this.#held.part.probe(this.#user, unit, signal)
    if (this.#end) throw this.#end
    this.#connected = true
  }

  async request(kind: TurnKind, unit: number, pdu: Uint8Array, signal?: AbortSignal): Promise<Reply> {
    if (!this.#held || this.#end)
      throw this.#end ?? new Fault('driver.link_lost', { place: this.#needs.place, seen: 'never opened' })
    try {
      const reply = await this.#held.part.request(this.#user, kind, { unit, pdu }, signal)
      this.#silent = 0
      return reply
    } catch (reason) {
      if (!(reason instanceof Fault && reason.code === 'driver.timeout') || ++this.#silent < this.silentAfter)
        throw reason
      const silent = new Fault('driver.link_silent', { count: this.#silent })
      this.#finish(silent)
      throw silent
    }
  }

  async close(): Promise<void> {
    this.#end ??= new Fault('driver.link_lost', { place: this.#needs.place, seen: 'closed by us' })
    const held = this.#held
    this.#held = undefined
    held?.part.leave(this.#user)
    await held?.release()
  }

  #finish(reason: Fault): void {
    if (this.#end) return
    this.#end = reason
    if (this.#connected) this.#needs.lost(reason)
  }
}
