import { type FileHandle, open, unlink } from 'node:fs/promises'
import type { Closable } from '@millrace/core'
import type { Encode } from './encode.ts'
import { type Load, POINTS } from './workload.ts'

const BATCH_VALUES = 10_000
/** Batches that are on their way at once, for every engine. */
export const IN_FLIGHT = 4
/** Those, the one that is read ahead and the one in hand: so many batches have a memory of their own at once. */
export const ALIVE = IN_FLIGHT + 2

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

  /** Bytes of the largest batch. */
  get largest(): number {
    return this.#offsets.reduce((most, at, i) => Math.max(most, at - (this.#offsets[i - 1] ?? 0)), 0)
  }

  async read(batch: number, into: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
    const from = this.#offsets[batch] as number
    const length = (this.#offsets[batch + 1] as number) - from
    const bytes = new Uint8Array(into, 0, length)
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

/**
 * Sends every batch in order; resolves when the last is answered. The memory of an answered batch is used again: new
 * memory for each would make the collector a large part of what is measured.
 */
export async function sendAll(file: LoadFile, write: (batch: Uint8Array) => Promise<void>): Promise<void> {
  const free = Array.from({ length: ALIVE }, () => new ArrayBuffer(file.largest))
  const flying = new Set<Promise<void>>()
  let next = file.read(0, free.pop() as ArrayBuffer)
  for (let batch = 0; batch < file.batches; batch++) {
    const bytes = await next
    if (batch + 1 < file.batches) next = file.read(batch + 1, free.pop() as ArrayBuffer)
    const flight = write(bytes).finally(() => {
      flying.delete(flight)
      free.push(bytes.buffer)
    })
    flying.add(flight)
    if (flying.size >= IN_FLIGHT) await Promise.race(flying)
  }
  await Promise.all(flying)
}
