import type { ModelPackage } from '@millrace/runtime'
import type { PackageReading } from './reading.ts'

/** Models that are kept unpacked, and what their files take together. */
const MOST_KEPT = 64
const MOST_KEPT_BYTES = 256 * 1_048_576

interface Shelved {
  readonly model: ModelPackage
  readonly bytes: number
}

/** Packages of the registry, unpacked as they are needed; of late they are kept. */
export class Shelf {
  readonly #kept = new Map<string, Shelved>()
  readonly #reading: Pick<PackageReading, 'unpackKept'>

  constructor(reading: Pick<PackageReading, 'unpackKept'>) {
    this.#reading = reading
  }

  /** Throws as {@link PackageReading.unpackKept}. @param read gives the archive, where it is not unpacked yet */
  async model(digest: string, read: () => Promise<Uint8Array>): Promise<ModelPackage> {
    const known = this.#kept.get(digest)
    if (known) {
      this.#kept.delete(digest)
      this.#kept.set(digest, known)
      return known.model
    }
    const { model } = await this.#reading.unpackKept(await read())
    this.#keep(model)
    return model
  }

  #keep(model: ModelPackage): void {
    const bytes = [...model.files.values()].reduce((sum, file) => sum + file.length, 0)
    this.#kept.set(model.digest, { model, bytes })
    let all = [...this.#kept.values()].reduce((sum, one) => sum + one.bytes, 0)
    for (const [digest, one] of this.#kept) {
      if (this.#kept.size === 1 || (this.#kept.size <= MOST_KEPT && all <= MOST_KEPT_BYTES)) return
      this.#kept.delete(digest)
      all -= one.bytes
    }
  }
}
