import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { Fault } from '@millrace/core'
import './faults.ts'
import type { Body } from './target.ts'

export const bodyOfText = (text: string): Body => {
  const bytes = Buffer.from(text)
  return {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    open: () => Readable.from([bytes]),
  }
}

export const bodyOfFile = (path: string, bytes: number, sha256: string): Body => ({
  bytes,
  sha256,
  open: () => createReadStream(path, { highWaterMark: 1_048_576 }),
})

/**
 * The bytes of a body; the last of them only when all are those that were told, so that whoever counts them never has a whole
 * one that is wrong. Throws `backup.file_changed`.
 */
export async function* checked(body: Body, file: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let last: Buffer | undefined
  for await (const piece of body.open() as AsyncIterable<Buffer>) {
    if (last) yield last
    hash.update(piece)
    last = piece
  }
  if (hash.digest('hex') !== body.sha256) throw new Fault('backup.file_changed', { file })
  if (last) yield last
}

/** Reads to the end. */
export async function checksumOfStream(stream: Readable): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    hash.update(piece)
    bytes += piece.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** All of it, as text; for small objects. */
export async function textOf(stream: Readable): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
