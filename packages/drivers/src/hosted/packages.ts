import { resolve } from 'node:path'
import type { DriverFactory } from '../kit/driver.ts'
import { type LoadedPackage, loadDriverPackage } from './hosted-factory.ts'
import type { PackageNeeds } from './hosted-package.ts'

/** The driver packages of one edge: each folder is loaded once, whichever configuration names it. */
export class DriverPackages {
  readonly #needs: Pick<PackageNeeds, 'clock' | 'log'>
  readonly #loaded = new Map<string, Promise<LoadedPackage>>()

  constructor(needs: Pick<PackageNeeds, 'clock' | 'log'>) {
    this.#needs = needs
  }

  /**
   * The driver of the package in `place`; what its devices keep is kept below `kept`. Throws the faults of
   * `loadDriverPackage`; then the next call tries anew.
   */
  async load(place: string, kept: string): Promise<DriverFactory> {
    const folder = resolve(place)
    let loading = this.#loaded.get(folder)
    if (!loading) {
      loading = loadDriverPackage(folder, { ...this.#needs, kept })
      this.#loaded.set(folder, loading)
      loading.catch(() => this.#loaded.delete(folder))
    }
    return (await loading).factory
  }

  /** Ends every package's process. */
  async close(): Promise<void> {
    const loaded = [...this.#loaded.values()]
    this.#loaded.clear()
    for (const loading of loaded) {
      // Whoever asked for it has heard why it did not load.
      const done = await loading.catch(() => undefined)
      await done?.close()
    }
  }
}
