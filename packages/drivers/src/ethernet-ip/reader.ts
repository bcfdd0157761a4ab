import { Fault, type Log, type Micros, Status, statusName } from '@millrace/core'
import type { TurnKind } from '../kit/bus.ts'
import type { ItemReading, ItemReply } from '../kit/item-driver.ts'
import {
  type CipReply,
  decodeReply,
  encodeMultiple,
  encodeRead,
  encodeReadFragment,
  Service,
  unpackMultiple,
} from './message.ts'
import { type LogixTag, type Outcome, pathOf, refused, take } from './plan.ts'
import type { EthernetIpSession } from './session.ts'
import { cipStatus, General } from './status.ts'
import { splitTagData } from './values.ts'
import '../kit/faults.ts'

/** A bool's two places, and one more for a program that was changed in between. */
const MOST_ROUNDS = 3
/** Of one value that comes in pieces; a larger one is refused. */
const MOST_VALUE_BYTES = 0x1_0000

interface Part {
  readonly reply: CipReply
  readonly time: Micros
}

/** Reads tags by name: several in one packet, long ones in pieces. */
export class LogixReader {
  readonly #session: EthernetIpSession
  readonly #log: Log
  #lacksMultiple = false

  constructor(session: EthernetIpSession, log: Log) {
    this.#session = session
    this.#log = log
  }

  /** True if the controller refused to answer several requests at once. */
  get lacksMultiple(): boolean {
    return this.#lacksMultiple
  }

  /** Throws `driver.too_large` if fewer may be answered. */
  async read(kind: TurnKind, tags: readonly LogixTag[], signal: AbortSignal): Promise<ItemReply> {
    const readings = new Array<ItemReading>(tags.length)
    let left = tags.map((_tag, i) => i)
    let time: Micros | undefined
    for (let round = 0; left.length > 0 && round < MOST_ROUNDS; round++) {
      const parts = await this.#ask(
        kind,
        left.map((i) => tags[i]!),
        signal,
      )
      time ??= parts[0]!.time
      const again: number[] = []
      for (const [n, i] of left.entries()) {
        const outcome = this.#judge(tags[i]!, parts[n]!.reply)
        if (outcome === 'again') again.push(i)
        else readings[i] = { ...outcome, time: parts[n]!.time }
      }
      left = again
    }
    for (const i of left) readings[i] = { value: null, status: Status.BadTypeMismatch }
    return { time: time!, readings }
  }

  #judge(tag: LogixTag, reply: CipReply): Outcome {
    if (reply.status !== General.success) return refused(tag, cipStatus(reply, 'read'))
    const data = splitTagData(reply.data)
    const outcome = take(tag, data)
    if (outcome !== 'again' && outcome.status === Status.BadTypeMismatch && !tag.told) {
      tag.told = true
      const { code, handle } = data.type
      this.#log.warn('a tag has another type in the controller', {
        address: tag.spec.address,
        expected: tag.spec.type,
        seen: `CIP type 0x${code.toString(16)}${handle === undefined ? '' : `, structure 0x${handle.toString(16)}`}, ${data.data.length} bytes`,
        status: statusName(outcome.status),
      })
    }
    return outcome
  }

  async #ask(kind: TurnKind, tags: readonly LogixTag[], signal: AbortSignal): Promise<Part[]> {
    if (tags.length === 1) return [await this.#single(kind, tags[0]!, signal)]
    const requests = tags.map((tag) => encodeRead(pathOf(tag)))
    const { time, ...reply } = await this.#session.request(kind, encodeMultiple(requests), signal)
    if (reply.status === General.unsupported) {
      this.#lacksMultiple = true
      throw new Fault('driver.too_large', { asked: 'several tags at once' })
    }
    if (reply.status === General.partial || reply.status === General.replyTooLarge) throw tooLarge(tags)
    // One status for all: the packet did not arrive.
    if (reply.status !== General.success && reply.status !== General.embedded) return tags.map(() => ({ reply, time }))
    const parts = unpackMultiple(reply.data, tags.length).map((bytes) => decodeReply(Service.readTag, bytes))
    if (parts.some(({ status }) => status === General.partial || status === General.replyTooLarge)) throw tooLarge(tags)
    return parts.map((part) => ({ reply: part, time }))
  }

  async #single(kind: TurnKind, tag: LogixTag, signal: AbortSignal): Promise<Part> {
    const path = pathOf(tag)
    const { time, ...first } = await this.#session.request(kind, encodeRead(path), signal)
    if (first.status !== General.partial) return { reply: first, time }
    const pieces: Uint8Array[] = []
    let type = new Uint8Array()
    let bytes = 0
    for (;;) {
      const reply = await this.#session.request(kind, encodeReadFragment(path, bytes), signal)
      if (reply.status !== General.success && reply.status !== General.partial) return { reply, time }
      const piece = splitTagData(reply.data)
      type = new Uint8Array(piece.type.bytes)
      pieces.push(piece.data)
      bytes += piece.data.length
      if (reply.status === General.success) break
      // An answer without a byte would be asked for without end.
      if (piece.data.length === 0 || bytes > MOST_VALUE_BYTES)
        return { reply: { ...reply, status: General.replyTooLarge }, time }
    }
    return { reply: { status: General.success, extended: 0, data: Buffer.concat([type, ...pieces]) }, time }
  }
}

function tooLarge(tags: readonly LogixTag[]): Fault {
  return new Fault('driver.too_large', { asked: `${tags.length} tags at once` })
}
