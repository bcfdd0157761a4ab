import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Clock, type Closable, Fault, isoOf, MICROS_PER_MS, microsOf, sayFault } from '@millrace/core'
import { bodyOfText, textOf } from './body.ts'
import './faults.ts'
import type { TidyTarget } from './target.ts'

const KEY = 'busy.json'
const LASTS_MS = 10 * 60_000
const RENEW_MS = 60_000

interface Note {
  readonly id: string
  readonly host: string
  readonly pid: number
  /** ISO 8601; after that whoever wrote it is taken for dead. */
  readonly until: string
}

/**
 * Keeps others from writing to the same place: what one calls unneeded another may just have found there. The note of a
 * process that is gone is passed over, at once on the same machine. Throws `backup.target_busy`.
 */
export async function holdTarget(target: TidyTarget, clock: Clock): Promise<Closable> {
  const id = randomUUID()
  const text = (): string => {
    const note: Note = { id, host: hostname(), pid: process.pid, until: isoOf(clock.now() + LASTS_MS * MICROS_PER_MS) }
    return JSON.stringify(note)
  }
  if (!(await target.put(KEY, bodyOfText(text()), { ifAbsent: true }))) {
    const note = await noteOf(target)
    if (note && lives(note, clock))
      throw new Fault('backup.target_busy', {
        target: target.name,
        host: note.host,
        pid: note.pid,
        minutes: LASTS_MS / 60_000,
      })
    await target.put(KEY, bodyOfText(text()))
  }
  // A store that does not know If-None-Match writes over, and of two who passed over a dead note one was last.
  const winner = await noteOf(target)
  if (winner?.id !== id)
    throw new Fault('backup.target_busy', {
      target: target.name,
      host: winner?.host,
      pid: winner?.pid,
      minutes: LASTS_MS / 60_000,
    })
  await target.tidy()
  let renewing: Promise<unknown> = Promise.resolve()
  const timer = clock.every(RENEW_MS, () => {
    renewing = target.put(KEY, bodyOfText(text())).catch((thrown: unknown) => {
      // What it does next meets the same trouble and says so; the note still lasts for minutes.
      process.emitWarning(sayFault(thrown), 'BackupNoteNotRenewed')
    })
  })
  return {
    close: async () => {
      timer.cancel()
      await renewing
      await target.remove(KEY)
    },
  }
}

async function noteOf(target: TidyTarget): Promise<Note | undefined> {
  try {
    const note = JSON.parse(await textOf(await target.read(KEY))) as Partial<Note> | null
    const { id, host, pid, until } = note ?? {}
    return typeof id === 'string' && typeof host === 'string' && Number.isInteger(pid) && typeof until === 'string'
      ? (note as Note)
      : undefined
  } catch (thrown) {
    // Gone meanwhile, or cut short by a crash: nobody's.
    if (thrown instanceof SyntaxError || (thrown instanceof Fault && thrown.code === 'backup.object_missing'))
      return undefined
    throw thrown
  }
}

function lives({ host, pid, until }: Note, clock: Clock): boolean {
  if ((microsOf(until) ?? 0) < clock.now()) return false
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}
