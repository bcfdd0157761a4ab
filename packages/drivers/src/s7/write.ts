import { Status, type Value } from '@millrace/core'
import { type Refusal, unfit } from '../kit/requests.ts'
import { ITEM_OK, type Item, ItemSize, itemSays, itemStatus, jobSays, jobStatus, WRITE_BYTES } from './codec.ts'
import { itemOf, type S7Tag } from './plan.ts'
import type { S7Session } from './session.ts'
import { roomBytes } from './text.ts'
import { encodeTag } from './value.ts'

export const INPUTS = 'Peripheral inputs cannot be written.'

/** Sends values to the CPU, one item a job. */
export class S7Writer {
  readonly #session: S7Session

  constructor(session: S7Session) {
    this.#session = session
  }

  async write(tag: S7Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    // The protocol would write the outputs of the same address.
    if (tag.area === 'PI') return { status: Status.BadNotWritable, message: INPUTS }
    const bytes = encodeTag(tag, raw)
    if (typeof bytes === 'number') return unfit(tag.spec, raw, bytes)
    const most = this.#session.granted.pduSize - WRITE_BYTES
    if (bytes.length > most)
      return {
        status: Status.BadOutOfRange,
        message: `Expected at most ${most} bytes, which is what the CPU takes at a time, saw ${bytes.length}; nothing was sent.`,
      }
    const { bit, text } = tag
    if (bit !== undefined) return this.#send(bitOf(tag), bytes, signal)
    const before = text ? roomBytes(text.form) : 0
    if (before > 0) {
      const refusal = await this.#tooLong(tag, bytes, signal)
      if (refusal) return refusal
    }
    const written = tag.area === 'T' || tag.area === 'C' ? 1 : bytes.length
    return this.#send(itemOf({ space: tag.space, start: tag.start + before, length: written }), bytes, signal)
  }

  /** Holds a text against the room that the device itself has for it: what lies behind it must not be overwritten. */
  async #tooLong(tag: S7Tag, bytes: Uint8Array, signal: AbortSignal): Promise<Refusal | undefined> {
    const wide = tag.text!.form === 'WSTRING'
    const item = itemOf({ space: tag.space, start: tag.start, length: wide ? 2 : 1 })
    const { answers } = await this.#session.read('write', [item], signal)
    if (typeof answers === 'number') return jobRefusal(answers)
    const { code, bytes: head } = answers[0]!
    if (code !== ITEM_OK) return itemRefusal(code)
    const room = wide ? (head[0]! << 8) | head[1]! : head[0]!
    const wanted = wide ? bytes.length / 2 - 1 : bytes.length - 1
    if (wanted <= room) return undefined
    return {
      status: Status.BadOutOfRange,
      message: `Expected a ${tag.text!.form} with room for ${wanted} characters at ${tag.spec.address}, saw one with room for ${room}; nothing was sent.`,
    }
  }

  async #send(item: Item, bytes: Uint8Array, signal: AbortSignal): Promise<Refusal | undefined> {
    const said = await this.#session.write(item, bytes, signal)
    if ('error' in said) return jobRefusal(said.error)
    return said.code === ITEM_OK ? undefined : itemRefusal(said.code)
  }
}

/** One bit alone: its neighbours in the byte are left as the CPU has them. */
function bitOf(tag: S7Tag): Item {
  const item = itemOf(tag)
  return { ...item, size: ItemSize.bit, address: item.address + tag.bit! }
}

function itemRefusal(code: number): Refusal {
  return { status: itemStatus(code, 'write'), message: `The CPU answered: ${itemSays(code)}.` }
}

function jobRefusal(error: number): Refusal {
  return { status: jobStatus(error), message: `The CPU answered: ${jobSays(error)}.` }
}
