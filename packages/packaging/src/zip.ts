import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { sayFault } from '@millrace/core'
import { unfit } from './paths.ts'
import { pieces } from './pieces.ts'

const inflate = promisify(inflateRaw)

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/** What comes out of an archive may always be so much, and more where it is no more than so many times what lies there. */
const ALWAYS = 16 * 1024 * 1024
const MOST_TIMES = 64
/** What is unpacked at a time. */
const CHUNK = { least: 1_024, most: 1024 * 1024 }

/** What an archive may be. */
export interface ZipBounds {
  /** Bytes as it lies there. */
  readonly archive: number
  readonly files: number
  /** Of what is unpacked, together. */
  readonly bytes: number
  /** Whether a file is to be unpacked; asked of all of them before the first is. */
  isWanted?(name: string): boolean
}

/**
 * The files of a zip archive (APPNOTE 6.3.10, without zip64, encryption and comments), by name. Believes nothing that it says of
 * itself: what comes out is stopped at the size that is declared, and what is declared at the bounds. Throws `package.unfit`.
 */
export async function unzip(archive: Uint8Array, bounds: ZipBounds): Promise<Map<string, Uint8Array>> {
  if (archive.length > bounds.archive) throw unfit(`an archive of at most ${bounds.archive} bytes`, `${archive.length}`)
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.length)
  const { entries, end } = directory(bytes, bounds.files)
  const wanted = new Set(entries.filter(({ name }) => bounds.isWanted?.(name) ?? true))
  let total = 0
  for (const { size } of wanted) total += size
  const most = Math.min(bounds.bytes, Math.max(ALWAYS, MOST_TIMES * archive.length))
  if (total > most) throw unfit(`files of at most ${most} bytes together`, String(total))
  const files = new Map<string, Uint8Array>()
  let free = 0
  // In the order in which they lie: parts that lie over each other would be counted once and unpacked often.
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    const { data, until } = locate(bytes, entry, free, end)
    free = until
    if (!wanted.has(entry)) continue
    if (files.has(entry.name)) throw unfit('every path once', `${entry.name} twice`)
    files.set(entry.name, await contentOf(entry, data))
  }
  return files
}

function directory(bytes: Buffer, files: number): { readonly entries: readonly Entry[]; readonly end: number } {
  const tail = bytes.length - END_LENGTH
  if (tail < 0 || bytes.readUInt32LE(tail) !== END) throw unfit('a zip archive without a comment', 'something else')
  const count = bytes.readUInt16LE(tail + 10)
  const length = bytes.readUInt32LE(tail + 12)
  const begin = bytes.readUInt32LE(tail + 16)
  if (bytes.readUInt32LE(tail + 4) !== 0 || bytes.readUInt16LE(tail + 8) !== count || begin + length !== tail)
    throw unfit('an archive in one piece', 'a directory that says otherwise')
  if (count > files) throw unfit(`at most ${files} files`, String(count))
  const entries: Entry[] = []
  let at = begin
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > tail || bytes.readUInt32LE(at) !== CENTRAL)
      throw unfit('a whole directory', 'a broken one')
    const lengths = [28, 30, 32].map((of) => bytes.readUInt16LE(at + of)) as [number, number, number]
    const next = at + CENTRAL_LENGTH + lengths[0] + lengths[1] + lengths[2]
    if (next > tail) throw unfit('a whole directory', 'a broken one')
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw unfit('files that are not encrypted', 'one that is')
    entries.push({
      name: bytes.toString('utf8', at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + lengths[0]),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  if (at !== tail) throw unfit('a whole directory', 'more than it says')
  return { entries, end: begin }
}

function locate(bytes: Buffer, { name, packed, at }: Entry, free: number, end: number) {
  const broken = unfit('files one after the other', `${JSON.stringify(name)} where there is none, or over another`)
  if (at < free || at + LOCAL_LENGTH > end || bytes.readUInt32LE(at) !== LOCAL) throw broken
  const named = at + LOCAL_LENGTH
  const nameLength = bytes.readUInt16LE(at + 26)
  const begin = named + nameLength + bytes.readUInt16LE(at + 28)
  if (begin + packed > end) throw broken
  // A file of two names is read by some under the one, by others under the other.
  if (bytes.toString('utf8', named, named + nameLength) !== name)
    throw unfit('one name for a file', JSON.stringify(name))
  return { data: bytes.subarray(begin, begin + packed), until: begin + packed }
}

async function contentOf({ name, method, size, crc }: Entry, data: Buffer): Promise<Uint8Array> {
  if (method !== STORED && method !== DEFLATED) throw unfit('files stored or deflated', `method ${method}`)
  const content = method === STORED ? Uint8Array.from(data) : await inflated(name, size, data)
  if (content.length !== size) throw unfit(`${size} bytes of ${name}, as declared`, String(content.length))
  let sum = 0
  for await (const piece of pieces(content)) sum = crc32(piece, sum)
  if (sum !== crc) throw unfit(`${name} as it was packed`, 'another checksum')
  return content
}

async function inflated(name: string, size: number, data: Buffer): Promise<Uint8Array> {
  try {
    const { buffer, byteOffset, length } = await inflate(data, {
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.min(CHUNK.most, Math.max(CHUNK.least, size)),
    })
    return new Uint8Array(buffer, byteOffset, length)
  } catch (reason) {
    const isMore = (reason as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
    throw unfit(`${size} bytes of ${name}, as declared`, isMore ? 'more' : sayFault(reason))
  }
}
