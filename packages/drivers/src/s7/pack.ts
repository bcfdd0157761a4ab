import { Fault, type Micros } from '@millrace/core'
import {
  ITEM_ANSWER_BYTES,
  ITEM_REQUEST_BYTES,
  type Item,
  type ItemAnswer,
  itemBytes,
  READ_ANSWER_BYTES,
  READ_REQUEST_BYTES,
} from './codec.ts'
import type { S7Session } from './session.ts'

/** Items of one job: CPUs of the first generation take no more. */
export const MOST_ITEMS = 20

export interface PackedReply {
  /** What the CPU said of the item, or the error of its job. */
  readonly answer: ItemAnswer | number
  readonly time: Micros
}

interface Waiting {
  readonly item: Item
  readonly signal: AbortSignal
  readonly resolve: (reply: PackedReply) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Puts reads that are asked for at the same time into one job, as many as a PDU holds. A job that fails as a whole is
 * asked for item by item; who made it fail goes alone from then on, so that it blinds no neighbour.
 */
export class ReadPacker {
  readonly #session: S7Session
  readonly #alone = new Set<string>()
  #waiting: Waiting[] = []
  #together = true

  constructor(session: S7Session) {
    this.#session = session
  }

  read(item: Item, signal: AbortSignal): Promise<PackedReply> {
    return new Promise((resolve, reject) => {
      const waiting = { item, signal, resolve, reject }
      if (!this.#together || this.#alone.has(nameOf(item))) {
        void this.#job([waiting])
        return
      }
      this.#waiting.push(waiting)
      // Readers of one scan go on one after the other within the same turn of the loop: they all get in.
      if (this.#waiting.length === 1) queueMicrotask(() => this.#flush())
    })
  }

  #flush(): void {
    const { pduSize } = this.#session.granted
    let pack: Waiting[] = []
    let asked = READ_REQUEST_BYTES
    let answered = READ_ANSWER_BYTES
    for (const waiting of this.#waiting.splice(0)) {
      const bytes = itemBytes(waiting.item)
      asked += ITEM_REQUEST_BYTES
      answered += ITEM_ANSWER_BYTES + bytes + (bytes & 1)
      const full = asked > pduSize || answered > pduSize || pack.length === MOST_ITEMS
      if (pack.length > 0 && (full || pack[0]!.signal !== waiting.signal)) {
        void this.#job(pack)
        pack = []
        asked = READ_REQUEST_BYTES + ITEM_REQUEST_BYTES
        answered = READ_ANSWER_BYTES + ITEM_ANSWER_BYTES + bytes + (bytes & 1)
      }
      pack.push(waiting)
    }
    if (pack.length > 0) void this.#job(pack)
  }

  async #job(pack: readonly Waiting[]): Promise<void> {
    try {
      const { answers, time } = await this.#session.read(
        'read',
        pack.map(({ item }) => item),
        pack[0]!.signal,
      )
      if (typeof answers !== 'number')
        for (const [i, { resolve }] of pack.entries()) resolve({ answer: answers[i]!, time })
      else if (pack.length === 1) pack[0]!.resolve({ answer: answers, time })
      else await this.#apart(pack)
    } catch (reason) {
      const malformed = reason instanceof Fault && reason.code === 'driver.reply_malformed'
      if (malformed && pack.length > 1) await this.#apart(pack)
      else for (const { reject } of pack) reject(reason)
    }
  }

  async #apart(pack: readonly Waiting[]): Promise<void> {
    const failed = await Promise.all(pack.map((waiting) => this.#lone(waiting)))
    if (failed.includes(true)) {
      for (const [i, { item }] of pack.entries()) if (failed[i]) this.#alone.add(nameOf(item))
    } else this.#together = false
  }

  /** True if the job failed for this item alone, too. */
  async #lone({ item, signal, resolve, reject }: Waiting): Promise<boolean> {
    try {
      const { answers, time } = await this.#session.read('read', [item], signal)
      resolve({ answer: typeof answers === 'number' ? answers : answers[0]!, time })
      return typeof answers === 'number'
    } catch (reason) {
      reject(reason)
      return true
    }
  }
}

function nameOf({ area, db, address, count }: Item): string {
  return `${area}.${db}.${address}.${count}`
}
