import type { Clock, Closable } from '@millrace/core'
import type { UnpackedModel } from '@millrace/runtime'
import { ClosedReading } from '../closed-reading.ts'
import './faults.ts'
import type { Question, ReadFiles } from './packages.ts'

/** Reads packages of models away from everything else. */
export class PackageReading implements Closable {
  readonly #reading: ClosedReading<Question, ReadFiles | UnpackedModel>

  constructor(clock: Clock) {
    this.#reading = new ClosedReading({
      clock,
      thread: new URL('./reading-thread', import.meta.url),
      busy: 'mechanisms.busy',
      costly: 'mechanisms.too_costly',
    })
  }

  /** Every mistake in the files of a model, and the model where there is none. Throws `mechanisms.busy`, `mechanisms.too_costly`. */
  async files(tenant: string, files: ReadonlyMap<string, Uint8Array>): Promise<ReadFiles> {
    return (await this.#reading.ask(tenant, { kind: 'files', files })) as ReadFiles
  }

  /** Throws as `unpackModel` does, and `mechanisms.busy`, `mechanisms.too_costly`. */
  async unpack(tenant: string, archive: Uint8Array): Promise<UnpackedModel> {
    return (await this.#reading.ask(tenant, { kind: 'archive', archive })) as UnpackedModel
  }

  /** The same of one that was taken before, which always finds room: whoever runs models may need many at once. */
  async unpackKept(archive: Uint8Array): Promise<UnpackedModel> {
    return (await this.#reading.ask(undefined, { kind: 'archive', archive })) as UnpackedModel
  }

  close(): Promise<void> {
    return this.#reading.close()
  }
}
