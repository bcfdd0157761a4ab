import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { type Clock, isoOf, Owned, systemClock } from '@millrace/core'
import { bodyOfText, textOf } from './body.ts'
import { chooseSnapshot, entriesOf, readSnapshot } from './catalogue.ts'
import { fetchBytes, fetchFile } from './fetch.ts'
import { holdTarget } from './hold.ts'
import { prune } from './prune.ts'
import { type Held, keyOfObject } from './snapshot.ts'
import type { TidyTarget } from './target.ts'
import { verifyTarget } from './verify.ts'
import { type Written, writeSnapshot } from './write.ts'

/** What a test framework gives: throws when the two differ. */
export interface Checks {
  equal(seen: unknown, expected: unknown): void
  match(seen: unknown, expected: object): void
  rejects(run: Promise<unknown>, expected: object): Promise<void>
}

export interface Behaviour {
  readonly says: string
  run(target: TidyTarget, check: Checks): Promise<void>
}

const T0 = Date.UTC(2026, 10, 26, 8) * 1000
const MINUTE = 60_000_000
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

const keysOf = async (target: TidyTarget, prefix: string): Promise<string[]> => {
  const keys: string[] = []
  for await (const { key } of target.list(prefix)) keys.push(key)
  return keys.sort()
}

/** A platform's folder in small: files that stay, files that come, one that changes. */
class Plant {
  readonly owned = new Owned()
  readonly #folder: string
  readonly #files = new Map<string, string>()
  minute = 0
  platform = 'plant'

  private constructor(folder: string) {
    this.#folder = folder
    this.owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  }

  static async open(): Promise<Plant> {
    return new Plant(await mkdtemp(join(tmpdir(), 'backup-plant-')))
  }

  async write(path: string, content: string | Buffer): Promise<void> {
    const from = join(this.#folder, path)
    await mkdir(dirname(from), { recursive: true })
    await writeFile(from, content)
    this.#files.set(path, from)
  }

  forget(path: string): void {
    this.#files.delete(path)
  }

  from(path: string): string {
    return this.#files.get(path) ?? ''
  }

  held(): Held {
    return {
      at: isoOf(T0 + this.minute++ * MINUTE),
      release: '0.1.0',
      platform: this.platform,
      masterKey: 'aes256:1',
      history: { durable: 1, segments: 1, rows: 1 },
      metadata: { migrations: [], tables: [], sequences: [] },
      files: [...this.#files].map(([path, from]) => ({ path, from })),
    }
  }

  backUp(target: TidyTarget, held = this.held(), signal = new AbortController().signal): Promise<Written> {
    return writeSnapshot({
      target,
      held,
      seal: async (checksum) => `sealed ${checksum}`,
      tell: () => undefined,
      warn: () => undefined,
      signal,
    })
  }
}

async function withPlant(run: (plant: Plant) => Promise<void>): Promise<void> {
  const plant = await Plant.open()
  try {
    await run(plant)
  } finally {
    await plant.owned.close()
  }
}

/** The same machine, later. */
const later = (ms: number): Clock => ({ ...wrapped(), now: () => systemClock.now() + ms * 1000 })
const wrapped = (): Clock => ({
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic(),
  after: (ms, run) => systemClock.after(ms, run),
  every: (ms, run) => systemClock.every(ms, run),
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
})

/** What every place for backups promises; each runs on an empty one. */
export const targetContract: readonly Behaviour[] = [
  {
    says: 'what was put is listed with its size and read back byte for byte, also of odd names and none',
    async run(target, check) {
      const bytes = randomBytes(3_000_000)
      const body = { bytes: bytes.length, sha256: sha256(bytes), open: () => Readable.from([bytes]) }
      check.equal(await target.put('objects/aa/large', body), true)
      await target.put("objects/bb/a b+c%d&é'(x)=1", bodyOfText('odd'))
      await target.put('objects/cc/empty', bodyOfText(''))
      await target.put('other', bodyOfText('x'))
      check.equal(await keysOf(target, 'objects/'), [
        'objects/aa/large',
        "objects/bb/a b+c%d&é'(x)=1",
        'objects/cc/empty',
      ])
      for await (const { key, bytes: size } of target.list('objects/aa/'))
        check.equal([key, size], ['objects/aa/large', 3_000_000])
      const read: Buffer[] = []
      for await (const piece of (await target.read('objects/aa/large')) as AsyncIterable<Buffer>) read.push(piece)
      check.equal(sha256(Buffer.concat(read)), body.sha256)
      check.equal(await textOf(await target.read("objects/bb/a b+c%d&é'(x)=1")), 'odd')
      check.equal(await textOf(await target.read('objects/cc/empty')), '')
    },
  },
  {
    says: 'an object is replaced, or kept if that was asked for, and removed once and again',
    async run(target, check) {
      await target.put('one', bodyOfText('first'))
      check.equal(await target.put('one', bodyOfText('second'), { ifAbsent: true }), false)
      check.equal(await textOf(await target.read('one')), 'first')
      check.equal(await target.put('one', bodyOfText('third')), true)
      check.equal(await textOf(await target.read('one')), 'third')
      await target.remove('one')
      await target.remove('one')
      await check.rejects(target.read('one'), { code: 'backup.object_missing' })
      check.equal(await keysOf(target, ''), [])
    },
  },
  {
    says: 'bytes that are not those that were told leave no object',
    async run(target, check) {
      const body = { bytes: 4, sha256: sha256('told'), open: () => Readable.from([Buffer.from('seen')]) }
      await check.rejects(target.put('objects/aa/x', body), {})
      check.equal(await keysOf(target, 'objects/'), [])
    },
  },
  {
    says: 'more objects than a page of a list holds are all listed',
    async run(target, check) {
      for (let from = 0; from < 1_050; from += 50)
        await Promise.all(Array.from({ length: 50 }, (_, i) => target.put(`objects/aa/${from + i}`, bodyOfText('x'))))
      check.equal((await keysOf(target, 'objects/')).length, 1_050)
    },
  },
  {
    says: 'a backup holds every file; the next one copies what is new, reads what changed, and leaves the rest',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/manifest.json', '{"seq":1}')
        await plant.write('history/tenant=a/1.parquet', randomBytes(100_000))
        await plant.write('history/tenant=b/2.parquet', randomBytes(100_000))
        await plant.write('history/tenant=b/same.parquet', await readFile(plant.from('history/tenant=b/2.parquet')))
        const first = await plant.backUp(target)
        check.match(first, { files: 4, newFiles: 3, newBytes: 200_009, readFiles: 4 })
        await plant.write('history/manifest.json', '{"seq":2}')
        await plant.write('history/tenant=a/3.parquet', randomBytes(50_000))
        plant.forget('history/tenant=a/1.parquet')
        check.match(await plant.backUp(target), { files: 4, newFiles: 2, newBytes: 50_009, readFiles: 2 })
        check.match(await plant.backUp(target), { files: 4, newFiles: 0, newBytes: 0, readFiles: 0 })
        const verdict = await verifyTarget(target, () => undefined)
        check.equal({ ...verdict, bytes: 0 }, { snapshots: 3, objects: 5, bytes: 0, unnamed: 0, faults: [] })
      })
    },
  },
  {
    says: 'a file of another content under an old name, of the same size, is noticed by its time',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/1.parquet', 'aaaa')
        await plant.backUp(target)
        await plant.write('history/1.parquet', 'bbbb')
        await utimes(plant.from('history/1.parquet'), 1, 2)
        await plant.backUp(target)
        const { snapshot } = await readSnapshot(target, (await chooseSnapshot(target)).key)
        check.equal(snapshot.files[0]?.sha256, sha256('bbbb'))
      })
    },
  },
  {
    says: 'every file comes back as it was, and the snapshot is chosen by time',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/1.parquet', 'one')
        await plant.write('secrets/data-keys.json', 'keys')
        await plant.backUp(target)
        await plant.write('history/1.parquet', 'one, later')
        await plant.backUp(target)
        check.equal((await chooseSnapshot(target)).at, T0 + MINUTE)
        check.equal((await chooseSnapshot(target, T0 + MINUTE - 1)).at, T0)
        await check.rejects(chooseSnapshot(target, T0 - 1), { code: 'backup.no_snapshot' })
        const { snapshot, seal, sha256: sum } = await readSnapshot(target, (await chooseSnapshot(target, T0)).key)
        check.equal(seal, `sealed ${sum}`)
        const place = await mkdtemp(join(tmpdir(), 'backup-out-'))
        plant.owned.add({ close: () => rm(place, { recursive: true, force: true }) })
        for (const file of snapshot.files) await fetchFile(target, file, join(place, file.path))
        check.equal(await readFile(join(place, 'history/1.parquet'), 'utf8'), 'one')
        check.equal(await readFile(join(place, 'secrets/data-keys.json'), 'utf8'), 'keys')
        const [manifest] = snapshot.files
        if (manifest) check.equal((await fetchBytes(target, manifest)).toString(), 'one')
      })
    },
  },
  {
    says: 'a backup that is cut off before its list counts for nothing, and the next one uses what it brought',
    async run(target, check) {
      await withPlant(async (plant) => {
        for (let i = 0; i < 20; i++) await plant.write(`history/${i}.parquet`, randomBytes(1_000))
        const cut = new AbortController()
        cut.abort(new TypeError('the platform is gone'))
        const held = plant.held()
        await check.rejects(plant.backUp(target, { ...held, files: held.files }, cut.signal), {
          message: 'the platform is gone',
        })
        const broken: Held = {
          ...held,
          files: [...held.files, { path: 'history/gone.parquet', from: plant.from('nowhere') }],
        }
        await check.rejects(plant.backUp(target, broken), {})
        check.equal(await entriesOf(target), [])
        await target.put(keyOfObject(sha256('left over')), bodyOfText('left over'))
        check.match(await plant.backUp(target, held), { files: 20 })
        check.match(await verifyTarget(target, () => undefined), { snapshots: 1, unnamed: 1, faults: [] })
        check.match(await prune(target, 1), { snapshots: 0, objects: 1 })
        check.match(await verifyTarget(target, () => undefined), { unnamed: 0, faults: [] })
      })
    },
  },
  {
    says: 'verify names each damaged or missing object with its file, and a list that was altered',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/1.parquet', 'one')
        await plant.write('history/2.parquet', 'two')
        await plant.write('history/3.parquet', 'three')
        const { key } = await plant.backUp(target)
        const second = await plant.backUp(target)
        await target.put(keyOfObject(sha256('one')), bodyOfText('0ne'))
        await target.put(keyOfObject(sha256('two')), bodyOfText('tw'))
        await target.remove(keyOfObject(sha256('three')))
        const text = await textOf(await target.read(second.key))
        await target.put(second.key, bodyOfText(text.replace('"rows":1', '"rows":2')))
        const { faults } = await verifyTarget(target, () => undefined)
        check.equal(faults.map(({ code, facts }) => [code, facts['file'] ?? facts['snapshot']]).sort(), [
          ['backup.object_damaged', 'history/1.parquet'],
          ['backup.object_damaged', 'history/2.parquet'],
          ['backup.object_missing', 'history/3.parquet'],
          ['backup.snapshot_damaged', second.key],
        ])
        const { snapshot } = await readSnapshot(target, key)
        const place = await mkdtemp(join(tmpdir(), 'backup-out-'))
        plant.owned.add({ close: () => rm(place, { recursive: true, force: true }) })
        const one = snapshot.files.find(({ path }) => path === 'history/1.parquet')
        if (one)
          await check.rejects(fetchFile(target, one, join(place, 'x')), {
            code: 'backup.object_damaged',
            facts: { object: sha256('one'), file: 'history/1.parquet' },
          })
        // What is short is written anew by the next backup as long as its file is there.
        await target.remove(second.key)
        await plant.backUp(target)
        check.equal(
          (await verifyTarget(target, () => undefined)).faults.map(({ facts }) => facts['file']),
          ['history/1.parquet'],
        )
      })
    },
  },
  {
    says: 'pruning drops the oldest snapshots and the objects that none of the others names, and nothing if a list is damaged',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/always.parquet', 'always')
        for (let i = 0; i < 4; i++) {
          await plant.write('history/now.parquet', `now ${i}`)
          await plant.backUp(target)
        }
        check.equal(await prune(target, 2), { snapshots: 2, objects: 2, bytes: 10 })
        check.match(await verifyTarget(target, () => undefined), { snapshots: 2, objects: 3, unnamed: 0, faults: [] })
        const newest = (await entriesOf(target)).at(-1)?.key ?? ''
        await target.put(newest, bodyOfText('{}'))
        await check.rejects(prune(target, 1), { code: 'backup.snapshot_damaged' })
        check.equal((await keysOf(target, 'objects/')).length, 3)
      })
    },
  },
  {
    says: 'a place with snapshots of another platform is refused',
    async run(target, check) {
      await withPlant(async (plant) => {
        await plant.write('history/1.parquet', 'one')
        await plant.backUp(target)
        plant.platform = 'another'
        await check.rejects(plant.backUp(target), { code: 'backup.other_platform' })
      })
    },
  },
  {
    says: 'one writes at a time; the note of a process that is gone, or too old, is passed over',
    async run(target, check) {
      const first = await holdTarget(target, systemClock)
      await check.rejects(holdTarget(target, systemClock), { code: 'backup.target_busy' })
      const second = await holdTarget(target, later(11 * 60_000))
      await second.close()
      await first.close()
      const note = JSON.parse('{"id":"x","host":"elsewhere","pid":1,"until":"2999-01-01T00:00:00Z"}') as object
      await target.put('busy.json', bodyOfText(JSON.stringify(note)))
      await check.rejects(holdTarget(target, systemClock), { code: 'backup.target_busy' })
      await target.put('busy.json', bodyOfText('{"id":'))
      const third = await holdTarget(target, systemClock)
      await third.close()
      check.equal(await keysOf(target, ''), [])
    },
  },
]
