import { Status, type Value } from '@millrace/core'
import { type Refusal, unfit } from '../kit/requests.ts'
import { encodeWrite, encodeWriteBit } from './message.ts'
import { type LogixTag, pathOf, wantedOf } from './plan.ts'
import type { LogixReader } from './reader.ts'
import type { EthernetIpSession } from './session.ts'
import { cipStatus, cipStatusName, General } from './status.ts'
import { cipTypeName, cipTypes, encodeValue } from './values.ts'

/** Sends values to the controller, in the type that it told. */
export class LogixWriter {
  readonly #session: EthernetIpSession
  readonly #reader: LogixReader

  readonly #mostBytes: number

  constructor(session: EthernetIpSession, reader: LogixReader, mostBytes: number) {
    this.#session = session
    this.#reader = reader
    this.#mostBytes = mostBytes
  }

  /** Undefined if the controller took the value, else why it did not. */
  async write(tag: LogixTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const refusal = await this.#learn(tag, signal)
    if (refusal) return refusal
    const message = encode(tag, raw)
    if (!(message instanceof Uint8Array)) return message
    if (message.length > this.#mostBytes)
      return {
        status: Status.BadResourceUnavailable,
        message: `Expected a write of at most ${this.#mostBytes} bytes, saw ${message.length}; nothing was sent.`,
      }
    const reply = await this.#session.request('write', message, signal)
    if (reply.status === General.success) return undefined
    return { status: cipStatus(reply, 'write'), message: `The controller answered: ${cipStatusName(reply)}.` }
  }

  /** Why the tag's type is not known, or is another one. */
  async #learn(tag: LogixTag, signal: AbortSignal): Promise<Refusal | undefined> {
    if (tag.seen?.fits) return undefined
    const { readings } = await this.#reader.read('write', [tag], signal)
    const { status } = readings[0]!
    if (!tag.seen) return { status, message: 'The tag could not be read to learn its type; nothing was sent.' }
    if (tag.seen.fits) return undefined
    const { code } = tag.seen.type
    const seen = cipTypeName(code) ?? `0x${code.toString(16)}`
    return {
      status: Status.BadTypeMismatch,
      message: `Expected a tag that holds ${tag.spec.type}, saw the CIP type ${seen}; nothing was sent.`,
    }
  }
}

function encode(tag: LogixTag, raw: Value): Uint8Array | Refusal {
  const wanted = wantedOf(tag)
  const { type } = tag.seen!
  if (wanted.bit !== undefined) {
    if (typeof raw !== 'boolean') return unfit(tag.spec, raw, Status.BadTypeMismatch)
    return encodeWriteBit(pathOf(tag), cipTypes[cipTypeName(type.code)!].bytes, wanted.bit, raw)
  }
  const value = encodeValue(raw, type, wanted)
  return typeof value === 'number' ? unfit(tag.spec, raw, value) : encodeWrite(pathOf(tag), type.bytes, value)
}
