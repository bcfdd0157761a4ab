import { channel } from 'node:diagnostics_channel'
import fs from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Held, holdTarget, openTarget, prune, writeSnapshot } from '@millrace/backup'
import { type Clock, isoOf, silentLog, systemClock } from '@millrace/core'
import { encodeCheckpoint, encodeSamples, type JournalDisk, journalDisk, writeTail } from '@millrace/server/bench'
import { openStore, type Store } from './store.ts'
import {
  batchesOf,
  dueAt,
  epochOf,
  guestOf,
  PLANT,
  type Removal,
  removalKey,
  T0,
  timeOf,
  victimOf,
} from './workload.ts'

/**
 * The process that is killed: takes in batch after batch, journal first, and does all that a history does behind that. Says
 * on stdout what a user was told: `ready n`, `ack n`, `asked key`, `removed key`, `backup at n`, `backed-up at`.
 */
const [, , folder, seedText, backupFolder] = process.argv as string[] as [string, string, string, string, string]
const seed = Number(seedText)
const place = process.env['MILLRACE_CRASH_WATCH'] as string
const RELEASE_EVERY = 40
const BACKUP_EVERY = 90
const REMOVE_EVERY = 20
const MOST_WAITING = 16
const KEEP_BACKUPS = 4

let plantNow = T0
/** The plant's days pass with its batches; everything else is as it is. */
const clock: Clock = {
  now: () => plantNow,
  monotonic: () => systemClock.monotonic(),
  after: (ms, run) => systemClock.after(ms, run),
  every: (ms, run) => systemClock.every(ms, run),
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
}
const steps = channel('millrace.history.step')
const say = (line: string): void => {
  fs.writeSync(1, `${line}\n`)
}

async function during<T>(step: string, work: () => Promise<T>): Promise<T> {
  steps.publish({ step, begins: true })
  try {
    return await work()
  } finally {
    steps.publish({ step, begins: false })
  }
}

/** Remembers, in a file that outlives the process, how much of the newest segment survives a power cut. */
function watchedDisk(): JournalDisk {
  const synced = fs.openSync(join(place, 'synced'), 'w')
  const open = new Map<number, { name: string; written: number }>()
  return {
    ...journalDisk,
    async open(path) {
      const fd = await journalDisk.open(path)
      open.set(fd, { name: basename(path), written: 0 })
      fs.writeSync(synced, `${basename(path)} 0`.padEnd(64), 0)
      return fd
    },
    async write(fd, parts, at) {
      const file = open.get(fd)
      if (file) file.written = at + parts.reduce((sum, part) => sum + part.length, 0)
      await journalDisk.write(fd, parts, at)
    },
    async sync(fd) {
      await journalDisk.sync(fd)
      const file = open.get(fd)
      if (file) fs.writeSync(synced, `${file.name} ${file.written}`.padEnd(64), 0)
    },
  }
}

const store = await during('start', () => openStore(folder, { clock, disk: watchedDisk() }))
plantNow = timeOf(store.newest)
say(`ready ${store.newest}`)
let freezing = 0

async function remove({ lake }: Store, removal: Removal): Promise<void> {
  const key = removalKey(removal)
  say(`asked ${key}`)
  if (removal.what === 'old') await lake.remove({ tenant: PLANT, to: removal.before })
  else if (removal.what === 'guest') await lake.remove({ tenant: guestOf(removal.epoch) })
  else await lake.remove({ tenant: PLANT, series: [victimOf(removal.epoch)] })
  say(`removed ${key}`)
}

/** As the platform does it, but for the metadata, of which there are none. */
async function backUp({ lake, journal }: Store, n: number): Promise<void> {
  const at = isoOf(systemClock.now())
  say(`backup ${at} ${n}`)
  const held = join(place, 'held')
  const target = await openTarget(backupFolder, { environment: {}, clock: systemClock })
  const hold = await holdTarget(target, systemClock)
  freezing++
  await rm(held, { recursive: true, force: true })
  await mkdir(held, { recursive: true })
  const snapshot = await lake.snapshot()
  await writeTail(journal.extent, {
    folder: join(held, 'journal'),
    after: snapshot.durable,
    checkpoint: encodeCheckpoint([]),
  })
  freezing--
  const { durable, rows, segments } = snapshot
  const state: Held = {
    at,
    release: 'drill',
    platform: 'drill',
    masterKey: 'none',
    history: { durable, rows, segments },
    metadata: { migrations: [], tables: [], sequences: [] },
    files: [
      { path: 'history/manifest.json', from: join(snapshot.folder, 'manifest.json') },
      ...snapshot.files.map(({ file }) => ({ path: `history/${file}`, from: join(snapshot.folder, file) })),
      ...(await readdir(join(held, 'journal'))).map((name) => ({
        path: `journal/${name}`,
        from: join(held, 'journal', name),
      })),
    ],
  }
  const { signal } = new AbortController()
  await writeSnapshot({
    target,
    held: state,
    seal: async (sha256) => sha256,
    tell: () => undefined,
    warn: (text) => silentLog.warn(text),
    signal,
  })
  say(`backed-up ${at}`)
  await prune(target, KEEP_BACKUPS)
  await snapshot.close()
  await hold.close()
  await target.close()
}

/** One after the other, behind the back of who takes in. */
class Background {
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  add(work: () => Promise<void>): void {
    if (this.#waiting > MOST_WAITING) return
    this.#waiting++
    this.#turn = this.#turn.then(work).finally(() => this.#waiting--)
  }
}

const removing = new Background()
const copying = new Background()
const asked = new Set<string>()
/** Of the newest batch whose rows are all in. */
let last = store.lake.durable()
for (let n = store.newest + 1; ; n++) {
  const { plant, guest } = batchesOf(seed, n)
  const guestTenant = guestOf(epochOf(n))
  const [, end] = await during('journal', () =>
    Promise.all([
      store.journal.append(encodeSamples({ tenant: guestTenant, positions: [], batch: guest })),
      store.journal.append(encodeSamples({ tenant: PLANT, positions: [], batch: plant })),
    ]),
  )
  say(`ack ${n}`)
  // Only the last of a group carries its position, as ingest does.
  await store.lake.append(guestTenant, guest, last)
  await store.lake.append(PLANT, plant, end)
  last = end
  plantNow = timeOf(n + 1)
  if (n % RELEASE_EVERY === 0 && freezing === 0) await store.journal.release(store.lake.durable())
  if (n % BACKUP_EVERY === 0) copying.add(() => during('backup', () => backUp(store, n)))
  if (n % REMOVE_EVERY !== 0 && asked.size > 0) continue
  for (const removal of dueAt(n)) {
    const key = removalKey(removal)
    if (asked.has(key)) continue
    asked.add(key)
    removing.add(() => remove(store, removal))
  }
}
