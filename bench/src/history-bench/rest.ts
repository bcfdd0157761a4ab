import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '@millrace/core'
import './faults.ts'

const BLOCK = 512

/** Bytes that the files below a folder take on disk, holes not counted. Files that go meanwhile count nothing. */
export async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const found = await stat(join(entry.parentPath, entry.name)).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ENOENT') return undefined
      throw failure
    })
    bytes += (found?.blocks ?? 0) * BLOCK
  }
  return bytes
}

const POLL_MS = 500
const AT_MOST_S = 900

/** Resolves with the size once `busy` says no and the size has been the same for `stillMs`. */
export async function atRest(
  engine: string,
  stillMs: number,
  size: () => Promise<number>,
  busy: () => Promise<boolean> = async () => false,
): Promise<number> {
  const begun = performance.now()
  let last = -1
  let since = begun
  while (performance.now() - begun < AT_MOST_S * 1_000) {
    const now = await size()
    if (now !== last || (await busy())) {
      last = now
      since = performance.now()
    } else if (performance.now() - since >= stillMs) return now
    await wait(POLL_MS)
  }
  throw new Fault('history_bench.not_settled', { engine, seconds: AT_MOST_S })
}
