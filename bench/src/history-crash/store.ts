import { join } from 'node:path'
import { type Clock, silentLog, systemClock } from '@millrace/core'
import { type Lake, openLake } from '@millrace/history'
import {
  decodeSamples,
  encodeCheckpoint,
  type Journal,
  type JournalDisk,
  openJournal,
  RecordType,
} from '@millrace/server/bench'
import { NUMBER, PLANT } from './workload.ts'

/** A history with the journal that feeds it, as the platform has them. */
export interface Store {
  readonly lake: Lake
  readonly journal: Journal
  /** The newest batch that is in. */
  readonly newest: number
  close(): Promise<void>
}

export interface StoreOptions {
  readonly clock?: Clock
  readonly disk?: JournalDisk
  /** Default: in the folder. */
  readonly journalFolder?: string
}

export const lakeIn = (folder: string): string => join(folder, 'history')
export const journalIn = (folder: string): string => join(folder, 'journal')

/** Opens both and gives the history what only the journal has. */
export async function openStore(
  folder: string,
  { clock = systemClock, disk, journalFolder = journalIn(folder) }: StoreOptions = {},
): Promise<Store> {
  const lake = await openLake({
    folder: lakeIn(folder),
    clock,
    log: silentLog,
    hotRows: 2_500,
    sealAfterMs: 500,
    memoryMib: 128,
    threads: 1,
  })
  const journal = await openJournal({
    folder: journalFolder,
    clock: systemClock,
    log: silentLog,
    checkpoint: () => encodeCheckpoint([]),
    from: lake.durable(),
    segmentBytes: 256 * 1_024,
    ...(disk ? { disk } : {}),
  })
  const after = lake.durable()
  await journal.replay(after, async ({ type, payload }, position) => {
    if (type !== RecordType.samples) return
    const { tenant, batch } = decodeSamples(payload)
    await lake.append(tenant, batch, position)
  })
  const { length, double } = await lake.latest(PLANT, [NUMBER])
  return {
    lake,
    journal,
    newest: length === 0 ? 0 : (double[0] as number),
    close: async () => {
      await journal.close()
      await lake.close()
    },
  }
}
