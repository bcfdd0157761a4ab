import { open, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What the machine can do at most, measured in the same run. */
export interface Limits {
  readonly memcpyBytesPerS: number
  /** One large file written in order, fsynced once at its end. */
  readonly diskBytesPerS: number
  /** Appending a batch to a file and waiting for fdatasync, ms (median). */
  readonly appendMs: number
}

const MIB = 1_048_576
/** Bytes of a batch of 10,000 values in our journal, about. */
const BATCH_BYTES = 130_000

export async function measureLimits(folder: string, quick: boolean): Promise<Limits> {
  const source = Buffer.alloc(64 * MIB, 1)
  const target = Buffer.alloc(source.length)
  source.copy(target)
  const copies = quick ? 8 : 64
  let begun = performance.now()
  for (let i = 0; i < copies; i++) source.copy(target)
  const memcpyBytesPerS = (copies * source.length * 1_000) / (performance.now() - begun)

  const path = join(folder, 'limits')
  const file = await open(path, 'w')
  const pieces = quick ? 64 : 1_024
  begun = performance.now()
  for (let i = 0; i < pieces; i++) await file.write(source, i % 32, MIB, i * MIB)
  await file.sync()
  const diskBytesPerS = (pieces * MIB * 1_000) / (performance.now() - begun)

  const appends: number[] = []
  for (let i = 0; i < (quick ? 20 : 200); i++) {
    begun = performance.now()
    await file.write(source, 0, BATCH_BYTES, pieces * MIB + i * BATCH_BYTES)
    await file.datasync()
    appends.push(performance.now() - begun)
  }
  await file.close()
  await unlink(path)
  return { memcpyBytesPerS, diskBytesPerS, appendMs: median(appends) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
