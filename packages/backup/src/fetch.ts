import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '@millrace/core'
import './faults.ts'
import { keyOfObject, type SnapshotFile } from './snapshot.ts'
import type { Target } from './target.ts'

/** A stream may break in its middle; the object is then asked for again. */
const TRIES = 3

/** The bytes of a file, each checked before anybody gets them. Throws `backup.object_missing`, `backup.object_damaged`. */
export async function fetchBytes(target: Target, file: SnapshotFile): Promise<Buffer> {
  const pieces: Buffer[] = []
  await fetchInto(target, file, {
    begin: async () => {
      pieces.length = 0
    },
    write: async (piece) => {
      pieces.push(piece)
    },
  })
  return Buffer.concat(pieces)
}

/** Writes a file and fsyncs it; its folder is made. Throws as {@link fetchBytes} and what the disk throws. */
export async function fetchFile(target: Target, file: SnapshotFile, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'wx', 0o600)
  try {
    await fetchInto(target, file, {
      begin: () => handle.truncate(0),
      write: async (piece, at) => {
        for (let done = 0; done < piece.length; )
          done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten
      },
    })
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Reads an object and compares it with what is told of it. Throws as {@link fetchBytes}. */
export async function checkObject(target: Target, file: SnapshotFile): Promise<void> {
  await fetchInto(target, file, { begin: async () => undefined, write: async () => undefined })
}

interface Sink {
  begin(): Promise<void>
  write(piece: Buffer, at: number): Promise<void>
}

async function fetchInto(target: Target, file: SnapshotFile, sink: Sink): Promise<void> {
  const place = { object: file.sha256, file: file.path, target: target.name }
  for (let left = TRIES - 1; ; left--) {
    try {
      await sink.begin()
      const hash = createHash('sha256')
      let bytes = 0
      for await (const piece of (await target.read(keyOfObject(file.sha256))) as AsyncIterable<Buffer>) {
        hash.update(piece)
        await sink.write(piece, bytes)
        bytes += piece.length
      }
      if (bytes !== file.bytes)
        throw new Fault('backup.object_damaged', { ...place, seen: `${bytes} bytes of ${file.bytes}` })
      if (hash.digest('hex') !== file.sha256)
        throw new Fault('backup.object_damaged', { ...place, seen: 'other bytes' })
      return
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'backup.object_missing')
        throw new Fault(thrown.code, place, thrown)
      const cut = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(String((thrown as NodeJS.ErrnoException).code))
      if (!cut) throw thrown
      if (left === 0)
        throw new Fault('backup.target_unreachable', { target: target.name, seen: (thrown as Error).message }, thrown)
    }
  }
}
