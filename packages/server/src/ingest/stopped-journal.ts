import type { Clock, Log } from '@millrace/core'
import { openJournal } from './journal.ts'
import { RecordType } from './journal-segment.ts'
import { writeTail } from './journal-tail.ts'
import { Positions } from './positions.ts'
import { decodeCheckpoint, decodeSamples, encodeCheckpoint } from './record.ts'

export interface StoppedJournal {
  /** Its folder. */
  readonly journal: string
  readonly clock: Clock
  readonly log: Log
}

/** What `Ingest.freeze` does, for a platform that does not run. */
export const freezeJournal =
  ({ journal: folder, clock, log }: StoppedJournal) =>
  async <Held extends { readonly durable: number }>(to: string, take: () => Promise<Held>): Promise<Held> => {
    const positions = new Positions()
    const checkpoint = (): Uint8Array => encodeCheckpoint(positions.all())
    const journal = await openJournal({ folder, clock, log, checkpoint })
    try {
      await journal.replay(0, async ({ type, payload }) => {
        positions.load(type === RecordType.checkpoint ? decodeCheckpoint(payload) : decodeSamples(payload).positions)
      })
      const held = await take()
      await writeTail(journal.extent, { folder: to, after: held.durable, checkpoint: checkpoint() })
      return held
    } finally {
      await journal.close()
    }
  }
