import { channel } from 'node:diagnostics_channel'
import fs from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Clock, Fault, isoOf, systemClock } from '@millrace/core'
import { encodeSamples, type JournalDisk, journalDisk } from '@millrace/server/bench'
import { copyStore } from './backup.ts'
import { openStore, type Store } from './store.ts'
import {
  batchesOf,
  dueAt,
  epochOf,
  guestOf,
  NUMBER,
  PLANT,
  type Removal,
  removalKey,
  T0,
  timeOf,
  victimOf,
} from './workload.ts'

/**
 * The process that is killed, or whose disk is filled: takes in batch after batch, journal first, and does all that a history
 * does behind that. Says on stdout what a user was told: `ready n`, `ack n`, `asked key`, `removed key`, `backup at n`,
 * `backed-up at`, `refused what code`; `health {…}` now and then, if it is asked to.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    seed: { type: 'string' },
    backup: { type: 'string' },
    journal: { type: 'string' },
    health: { type: 'string' },
    pause: { type: 'string' },
  },
})
const { folder = '', backup: backupFolder = '', journal: journalFolder } = values
const seed = Number(values.seed)
/** Between two batches, ms. */
const pause = Number(values.pause ?? 0)
const place = process.env['MILLRACE_CRASH_WATCH'] as string
const RELEASE_EVERY = 40
const BACKUP_EVERY = 90
const REMOVE_EVERY = 20
const MOST_WAITING = 16

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
const never = new Int32Array(new SharedArrayBuffer(4))
/** Has left this process when it returns; a reader that is slower than the pipe is waited for. */
const say = (line: string): void => {
  let left = Buffer.from(`${line}\n`)
  while (left.length > 0) {
    try {
      left = left.subarray(fs.writeSync(1, left))
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EAGAIN') throw failure
      Atomics.wait(never, 0, 0, 1)
    }
  }
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

const own = journalFolder === undefined ? {} : { journalFolder }
const store = await during('start', () => openStore(folder, { clock, disk: watchedDisk(), ...own }))
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

async function backUp(n: number): Promise<void> {
  const at = isoOf(systemClock.now())
  say(`backup ${at} ${n}`)
  await copyStore(store, {
    at,
    held: join(folder, 'held'),
    to: backupFolder,
    freeze,
    copied: () => say(`backed-up ${at}`),
  })
}

/** No segment of the journal goes meanwhile. */
async function freeze<T>(work: () => Promise<T>): Promise<T> {
  freezing++
  try {
    return await work()
  } finally {
    freezing--
  }
}

/** One after the other, behind the back of who takes in. What a full disk refuses is said, and may be asked for again. */
class Background {
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  add(what: string, work: () => Promise<void>, refused: () => void = () => undefined): void {
    if (this.#waiting > MOST_WAITING) return
    this.#waiting++
    this.#turn = this.#turn
      .then(work)
      .catch((failure: unknown) => {
        if (!isFull(failure)) throw failure
        refused()
        say(`refused ${what} ${failure instanceof Fault ? failure.code : 'ENOSPC'}`)
      })
      .finally(() => this.#waiting--)
  }
}

const isFull = (failure: unknown): boolean =>
  failure instanceof Fault
    ? ['history.disk_full', 'backup.target_full'].includes(failure.code)
    : (failure as NodeJS.ErrnoException).code === 'ENOSPC'

/** What whoever runs it would look at, and whether queries answer. */
async function tellHealth({ lake, journal }: Store): Promise<void> {
  const begun = performance.now()
  const { length } = await lake.latest(PLANT, [NUMBER])
  const { hotRows, lastFault } = lake.health()
  const health = {
    rssMib: process.memoryUsage.rss() / 1_048_576,
    hotRows,
    answeredMs: length > 0 ? performance.now() - begun : undefined,
    history: lastFault,
    journal: journal.fault?.code,
  }
  say(`health ${JSON.stringify(health)}`)
}

if (values.health !== undefined) clock.every(Number(values.health), () => void tellHealth(store))

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
  if (pause > 0) await clock.sleep(pause)
  if (n % RELEASE_EVERY === 0 && freezing === 0) await store.journal.release(store.lake.durable())
  if (n % BACKUP_EVERY === 0) copying.add('backup', () => during('backup', () => backUp(n)))
  if (n % REMOVE_EVERY !== 0 && asked.size > 0) continue
  for (const removal of dueAt(n)) {
    const key = removalKey(removal)
    if (asked.has(key)) continue
    asked.add(key)
    removing.add(
      'removal',
      () => remove(store, removal),
      () => asked.delete(key),
    )
  }
}
