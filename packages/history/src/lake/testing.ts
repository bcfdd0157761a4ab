import { writeFileSync } from 'node:fs'
import type { JournalPosition } from '../history.ts'
import type { Disk } from './disk.ts'
import { LakeKeeper } from './keeper.ts'
import type { Removal } from './manifest.ts'
import type { PartMemory } from './part.ts'
import { LakeReader } from './reader.ts'

const SIZE = { memoryMib: 128, threads: 1 }

/** Meets a full disk: throws as the system does. */
export const meetFullDisk = (): void => writeFileSync('/dev/full', 'x')

/** A keeper and a reader of one folder in the thread of the test, so that it can give them a disk that fails. */
export class TestEngine {
  readonly #keeper: LakeKeeper
  readonly #reader: LakeReader
  #sealed = 0

  private constructor(keeper: LakeKeeper, reader: LakeReader) {
    this.#keeper = keeper
    this.#reader = reader
  }

  static async open(folder: string, disk: Disk): Promise<TestEngine> {
    const reader = new LakeReader({ folder, number: 0, ...SIZE })
    const readers = {
      tell: async (news: Parameters<LakeReader['take']>[0]) => reader.take(news),
      quiet: () => reader.quiet(),
    }
    return new TestEngine(await LakeKeeper.open({ folder, ...SIZE }, disk, readers), reader)
  }

  get state() {
    return this.#keeper.state
  }

  addTenant(slot: number, tenant: string): void {
    this.#keeper.addTenant(slot, tenant)
    this.#reader.addTenant(slot, tenant)
  }

  addPart(memory: PartMemory): void {
    this.#keeper.addPart(memory)
    this.#reader.addPart(memory)
  }

  async seal(id: number, durable: JournalPosition): Promise<void> {
    await this.#keeper.seal(id, durable)
    this.#sealed = id
  }

  maintain = (now: number) => this.#keeper.maintain(now)
  compact = (now: number) => this.#keeper.compact(now)
  /** Up to a part; else from what is sealed. */
  remove = (asked: Omit<Removal, 'seq'>, part = this.#sealed) => this.#keeper.remove(part, asked)
  settled = () => this.#keeper.settled()
  raw: LakeReader['raw'] = (query, signal) => this.#reader.raw(query, signal)
  buckets: LakeReader['buckets'] = (query, signal) => this.#reader.buckets(query, signal)
  latest: LakeReader['latest'] = (tenant, series, at) => this.#reader.latest(tenant, series, at)

  async close(): Promise<void> {
    await this.#keeper.close()
    await this.#reader.close()
  }
}
