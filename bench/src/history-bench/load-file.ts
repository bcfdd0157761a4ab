import { type FileHandle, open, unlink } from 'node:fs/promises'
import type { Closable } from '@millrace/core'
import type { Encode } from './encode.ts'
import { type Load, POINTS } from './workload.ts'

const BATCH_VALUES = 10_000

/**
 * Batches made beforehand and written to a file, as TSBS does it, so that making them takes nothing from the two cores
 * while an engine is measured. Each batch holds whole beats, 10,000 values if a beat is not larger.
 */
export class LoadFile implements Closable {
  readonly #path: string
  readonly #file: FileHandle
  /** Where each batch begins, and the end. */
  readonly #offsets: number[]

  private constructor(path: string, file: FileHandle, offsets: number[]) {
    this.#path = path
    this.#file = file
    this.#offsets = offsets
  }

  static async make(path: string, load: Load, encode: Encode): Promise<LoadFile> {
    const file = await open(path, 'w+')
    const beats = Math.max(1, Math.floor(BATCH_VALUES / (load.devices * POINTS)))
    const offsets = [0]
    let at = 0
    for (let beat = 0; beat < load.beats; beat += beats) {
      const bytes = encode(load, beat, Math.min(load.beats, beat + beats))
      await file.write(bytes, 0, bytes.length, at)
      at += bytes.length
      offsets.push(at)
    }
    // Or the disk would still be busy with it while an engine writes.
    await file.sync()
    return new LoadFile(path, file, offsets)
  }

  get batches(): number {
    return this.#offsets.length - 1
  }

  get bytes(): number {
    return this.#offsets.at(-1) as number
  }

  async read(batch: number): Promise<Uint8Array> {
    const from = this.#offsets[batch] as number
    const bytes = new Uint8Array((this.#offsets[batch + 1] as number) - from)
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await this.#file.read(bytes, at, bytes.length - at, from + at)
      at += bytesRead
    }
    return bytes
  }

  async close(): Promise<void> {
    await this.#file.close()
    await unlink(this.#path)
  }
}

/** Batches that are on their way at once, for every engine. */
export const IN_FLIGHT = 4

/** Sends every batch in order; resolves when the last is answered. */
export async function sendAll(file: LoadFile, write: (batch: Uint8Array) => Promise<void>): Promise<void> {
  const flying = new Set<Promise<void>>()
  let next = file.read(0)
  for (let batch = 0; batch < file.batches; batch++) {
    const bytes = await next
    if (batch + 1 < file.batches) next = file.read(batch + 1)
    const flight = write(bytes).finally(() => flying.delete(flight))
    flying.add(flight)
    if (flying.size >= IN_FLIGHT) await Promise.race(flying)
  }
  await Promise.all(flying)
}
