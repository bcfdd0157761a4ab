import { type Clock, Fault, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import type { Dial } from '../kit/line.ts'
import '../kit/faults.ts'
import { countError } from '../kit/trace.ts'
import type { Edition } from './address.ts'
import { Control, encodeIdentifier, errorOf } from './codec.ts'
import { type LineUser, MeterLine, type Question, type Reply } from './line.ts'

/** Timeouts in a row after which the meter counts as lost. */
const SILENT_AFTER = 3
/** Frames that one item may be spread over. */
const MOST_FRAMES = 64
/** An identifier that every meter has: positive active energy in total. */
const EVERYONE: Readonly<Record<Edition, number>> = { '2007': 0x0001_0000, '1997': 0x9010 }

export interface MeterNeeds {
  /** For messages: what the line is. */
  readonly place: string
  readonly dial: Dial
  /** Twelve digits; AA in front for any. */
  readonly address: string
  readonly edition: Edition
  readonly timeoutMs: number
  readonly quietMs: number
  /** Level and password, operator: as on paper, highest digit first. */
  readonly password: string
  readonly operator: string
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  readonly lost: (reason: Fault) => void
}

/** What a meter said: data, or its error in words and as an OPC UA status. */
export interface MeterReply {
  readonly time: Micros
  readonly data: Uint8Array
  readonly error?: { readonly status: number; readonly words: string }
}

const NOTHING = new Uint8Array()

/** One meter on a line that it shares with others. */
export class MeterSession implements LineUser {
  readonly counters: DriverCounters
  readonly #needs: MeterNeeds
  #shared: { readonly part: MeterLine; release(): Promise<void> } | undefined
  #silent = 0
  #open = false

  constructor(needs: MeterNeeds) {
    this.counters = needs.counters
    this.#needs = needs
  }

  get open(): boolean {
    return this.#open && this.#shared?.part.open === true
  }

  /** Opens the line unless another meter has, and asks for one item, so that a meter that is off is not called connected. */
  async connect(signal: AbortSignal): Promise<void> {
    const { place, dial, clock, bus, edition } = this.#needs
    const shared = bus.share(() => new MeterLine(place, dial, clock))
    this.#shared = shared
    await shared.part.join(this, signal)
    this.#open = true
    try {
      await this.read('probe', EVERYONE[edition], signal)
    } catch (failure) {
      this.#open = false
      throw failure
    }
  }

  async close(): Promise<void> {
    this.#open = false
    const shared = this.#shared
    this.#shared = undefined
    if (!shared) return
    shared.part.leave(this)
    await shared.release()
  }

  lost(reason: Fault): void {
    if (!this.#open) return
    this.#open = false
    this.#needs.lost(reason)
  }

  /** Reads one item or block, however many frames it takes, within one turn. */
  read(kind: TurnKind, identifier: number, signal?: AbortSignal): Promise<MeterReply> {
    const { edition, bus } = this.#needs
    const old = edition === '1997'
    const echo = encodeIdentifier(identifier, old ? 2 : 4)
    return bus.turn(
      kind,
      async () => {
        const first = await this.#ask(old ? Control.read97 : Control.read, echo, echo, identifier)
        let reply = this.#reply(first)
        let more = 'more' in first.answered && first.answered.more
        for (let frame = 1; more; frame++) {
          if (frame > MOST_FRAMES) {
            throw new Fault('driver.reply_malformed', { expected: `${MOST_FRAMES} frames at most`, seen: 'more' })
          }
          // The 1997 edition does not number the frames that follow.
          const further = old
            ? await this.#ask(Control.readOn97, echo, echo, identifier)
            : await this.#ask(Control.readOn, Uint8Array.of(...echo, frame), echo, identifier, frame)
          const next = this.#reply(further)
          if (next.error) return next
          reply = { time: reply.time, data: Uint8Array.of(...reply.data, ...next.data) }
          more = 'more' in further.answered && further.answered.more
        }
        return reply
      },
      signal,
    )
  }

  /** Writes one item (§7.4): identifier, password, operator, data. */
  write(identifier: number, data: Uint8Array, signal: AbortSignal): Promise<MeterReply> {
    const { password, operator, bus } = this.#needs
    const body = Uint8Array.of(
      ...encodeIdentifier(identifier, 4),
      Number.parseInt(password.slice(0, 2), 16),
      ...Buffer.from(password.slice(2), 'hex').reverse(),
      ...Buffer.from(operator, 'hex').reverse(),
      ...data,
    )
    return bus.turn('write', async () => this.#reply(await this.#ask(Control.write, body, NOTHING, identifier)), signal)
  }

  #reply({ answered, time }: Reply): MeterReply {
    if (!('error' in answered)) return { time, data: answered.data }
    const error = errorOf(answered.error, this.#needs.edition)
    countError(this.counters, 'dlt645.refused', error.words)
    return { time, data: NOTHING, error }
  }

  async #ask(
    control: number,
    data: Uint8Array,
    echo: Uint8Array,
    identifier: number,
    sequence?: number,
  ): Promise<Reply> {
    const { address, timeoutMs, quietMs } = this.#needs
    const question: Question = {
      name: `${identifier
        .toString(16)
        .padStart(echo.length * 2, '0')
        .toUpperCase()} of meter ${address}`,
      frame: { address, control, data },
      echo,
      ...(sequence === undefined ? {} : { sequence }),
      timeoutMs,
      quietMs,
    }
    const line = this.#shared?.part
    if (!line || !this.#open) throw new Fault('driver.link_lost', { place: this.#needs.place, seen: 'closed by us' })
    try {
      const reply = await line.ask(this, question)
      this.#silent = 0
      return reply
    } catch (failure) {
      if (failure instanceof Fault && failure.code === 'driver.timeout' && ++this.#silent >= SILENT_AFTER) {
        const silent = new Fault('driver.link_silent', { count: this.#silent })
        this.lost(silent)
        throw silent
      }
      throw failure
    }
  }
}
