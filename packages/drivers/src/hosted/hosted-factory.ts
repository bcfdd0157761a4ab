import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SampleBatch } from '@millrace/core'
import type {
  BrowsePage,
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  ScanGroup,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import { noCounts } from '../kit/supervisor.ts'
import { HostedPackage, type PackageNeeds } from './hosted-package.ts'
import { readManifest } from './manifest.ts'

/** A driver package that runs in a process of its own, and the factory that stands for it here. */
export interface LoadedPackage {
  readonly factory: DriverFactory
  /** Ends its process. Idempotent. */
  close(): Promise<void>
}

/**
 * Starts the driver package in a folder and asks it what it is. Throws `driver_package.unreadable`,
 * `driver_package.manifest_malformed`, `driver_package.not_loaded`.
 */
export async function loadDriverPackage(
  place: string,
  { clock, log, kept }: Pick<PackageNeeds, 'clock' | 'log'> & { readonly kept: string },
): Promise<LoadedPackage> {
  const manifest = await readManifest(place)
  const folder = join(kept, `package-${manifest.kind}`)
  await mkdir(folder, { recursive: true })
  const hosted = new HostedPackage({ manifest, clock, log, folder })
  try {
    const { configSchema, capabilities } = await hosted.ask({ what: 'describe' })
    let media = 0
    const factory: DriverFactory = {
      kind: manifest.kind,
      configSchema,
      capabilities,
      // The package's process keeps its own media: here no two of its devices wait for each other.
      busOf: () => `${manifest.name}:${media++}`,
      checkAddress: (address, type) => hosted.ask({ what: 'checkAddress', address, type }),
      create: (config, sink, environment) => new HostedDriver(hosted, { config, sink, environment }),
    }
    return { factory, close: () => hosted.close() }
  } catch (reason) {
    await hosted.close()
    throw reason
  }
}

interface HostedParts {
  readonly config: unknown
  readonly sink: DriverSink
  readonly environment: DriverEnvironment
}

/** One driver object of a package, asked across the border. */
class HostedDriver implements Driver {
  counters: DriverCounters = noCounts()
  readonly #package: HostedPackage
  readonly #parts: HostedParts
  readonly #device: number
  #groups: readonly ScanGroup[] = []
  #healthy = true

  constructor(hosted: HostedPackage, parts: HostedParts) {
    this.#package = hosted
    this.#parts = parts
    this.#device = hosted.listen({
      samples: (batch, past) => parts.sink.samples(batch, past),
      lost: (reason) => {
        this.#healthy = false
        parts.sink.lost(reason)
      },
      standing: ({ healthy, counters }) => {
        this.#healthy = healthy
        this.counters = counters
      },
    })
  }

  async connect(signal: AbortSignal): Promise<void> {
    const { config, environment } = this.#parts
    const device = this.#device
    await this.#package.ask(
      { what: 'create', device, config, folder: join(this.#package.folder, basename(environment.folder)) },
      signal,
    )
    await this.#package.ask({ what: 'connect', device }, signal)
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const answer = await this.#package.ask({ what: 'setTags', device: this.#device, tags })
    this.#groups = answer.groups
    return answer
  }

  poll(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch> {
    return this.#package.ask({ what: 'poll', device: this.#device, group: this.#groups.indexOf(group) }, signal)
  }

  write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#package.ask({ what: 'write', device: this.#device, requests }, signal)
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return this.#package.ask({ what: 'browse', device: this.#device, parent, page }, signal)
  }

  healthy(): boolean {
    return this.#healthy
  }

  async close(): Promise<void> {
    this.#package.silence(this.#device)
    // A package that died has nothing left to close.
    await this.#package.ask({ what: 'close', device: this.#device }).catch(() => {})
  }
}
