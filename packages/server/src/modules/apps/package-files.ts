import type { UnpackedApp } from '@millrace/apps'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { ClosedReading } from '../closed-reading.ts'
import * as store from './store.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/** Of all that are kept unpacked, of whatever organisation. */
const MOST_KEPT = 128 * 1_048_576

interface Kept {
  readonly files: Files
  readonly bytes: number
}

/** Files of packages. What was asked for last is kept unpacked, by what is in it. */
export class PackageFiles {
  readonly #tenants: TenantDb
  readonly #reading: ClosedReading<Uint8Array, UnpackedApp>
  readonly #kept = new Map<string, Promise<Kept>>()

  constructor(tenants: TenantDb, reading: ClosedReading<Uint8Array, UnpackedApp>) {
    this.#tenants = tenants
    this.#reading = reading
  }

  /** Undefined where the organisation has no such version. */
  async of(reach: Reach, of: store.VersionName): Promise<Files | undefined> {
    const version = await this.#tenants.within(reach, (tx) => store.byVersion(tx, of))
    if (!version) return undefined
    const { digest } = version
    const unpacked = this.#kept.get(digest) ?? this.#unpack(reach, of)
    this.#kept.delete(digest)
    this.#kept.set(digest, unpacked)
    try {
      const { files } = await unpacked
      await this.#letGo()
      return files
    } catch (thrown) {
      this.#kept.delete(digest)
      throw thrown
    }
  }

  async #unpack(reach: Reach, of: store.VersionName): Promise<Kept> {
    const archive = await this.#tenants.within(reach, (tx) => store.archiveOf(tx, of))
    const { app } = await this.#reading.ask(undefined, archive ?? new Uint8Array())
    const { files } = app
    return { files, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0) }
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
