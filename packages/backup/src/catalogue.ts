import { Fault, isoOf, type Micros, microsOf } from '@millrace/core'
import { textOf } from './body.ts'
import './faults.ts'
import { parseSnapshot, type SealedSnapshot } from './snapshot.ts'
import type { Target } from './target.ts'

const KEY = /^snapshots\/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d+)?Z\.json$/

export interface Entry {
  readonly key: string
  /** When the platform was held, µs UTC. */
  readonly at: Micros
}

/** Snapshots by name, oldest first. */
export async function entriesOf(target: Target): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const { key } of target.list('snapshots/')) {
    const [, year, month, day, hour, minute, second, fraction = ''] = KEY.exec(key) ?? []
    const at = year && microsOf(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`)
    if (at) entries.push({ key, at })
  }
  return entries.sort((a, b) => a.at - b.at)
}

/** Throws `backup.snapshot_damaged`, `backup.snapshot_newer`, `backup.object_missing`. */
export async function readSnapshot(target: Target, key: string): Promise<SealedSnapshot> {
  return parseSnapshot(await textOf(await target.read(key)), { target: target.name, snapshot: key })
}

/** The newest snapshot, or the newest that is not later than `at`. Throws `backup.no_snapshot`. */
export async function chooseSnapshot(target: Target, at?: Micros): Promise<Entry> {
  const entries = await entriesOf(target)
  const found = entries.findLast((entry) => at === undefined || entry.at <= at)
  if (found) return found
  const [first] = entries
  throw new Fault('backup.no_snapshot', {
    target: target.name,
    wanted: at === undefined ? 'at all' : `not later than ${isoOf(at)}`,
    seen: first ? `none before ${isoOf(first.at)}` : 'none',
  })
}
