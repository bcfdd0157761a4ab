import type { Reach, TenantDb } from '../../database/index.ts'
import type { ClosedReading } from '../closed-reading.ts'
import type { ReadApp } from './packages.ts'
import * as store from './store.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/** Of all that are kept unpacked, of whatever organisation. */
const MOST_KEPT = 128 * 1_048_576

/** A package as it is read. */
export interface Unpacked extends Pick<ReadApp, 'classes' | 'brings'> {
  readonly files: Files
}

interface Kept extends Unpacked {
  readonly bytes: number
}

/** Files of packages. What was asked for last is kept unpacked, by what is in it. */
export class PackageFiles {
  readonly #tenants: TenantDb
  readonly #reading: ClosedReading<Uint8Array, ReadApp>
  readonly #kept = new Map<string, Promise<Kept>>()

  constructor(tenants: TenantDb, reading: ClosedReading<Uint8Array, ReadApp>) {
    this.#tenants = tenants
    this.#reading = reading
  }

  /** Files alone. */
  async of(reach: Reach, of: store.VersionName): Promise<Files | undefined> {
    return (await this.whole(reach, of))?.files
  }

  /** Undefined where the organisation has no such version. */
  async whole(reach: Reach, of: store.VersionName): Promise<Unpacked | undefined> {
    const version = await this.#tenants.within(reach, (tx) => store.byVersion(tx, of))
    if (!version) return undefined
    const { digest } = version
    const unpacked = this.#kept.get(digest) ?? this.#unpack(reach, of)
    this.#kept.delete(digest)
    this.#kept.set(digest, unpacked)
    try {
      const read = await unpacked
      await this.#letGo()
      return read
    } catch (thrown) {
      this.#kept.delete(digest)
      throw thrown
    }
  }

  async #unpack(reach: Reach, of: store.VersionName): Promise<Kept> {
    const archive = await this.#tenants.within(reach, (tx) => store.archiveOf(tx, of))
    const { app, classes, brings } = await this.#reading.ask(undefined, archive ?? new Uint8Array())
    const { files } = app
    return { files, classes, brings, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0) }
  }

  /** The oldest go first; the newest stays however large it is. */
  async #letGo(): Promise<void> {
    const held = [...this.#kept]
    const sizes = await Promise.all(
      // What could not be read is told to who asked for it, and weighs nothing.
      held.map(async ([, kept]) => kept.then(({ bytes }) => bytes).catch(() => 0)),
    )
    let sum = sizes.reduce((all, one) => all + one, 0)
    for (const [i, [digest]] of held.entries()) {
      if (sum <= MOST_KEPT || i === held.length - 1) break
      sum -= sizes[i] ?? 0
      this.#kept.delete(digest)
    }
  }
}
