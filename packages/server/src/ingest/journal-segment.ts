import { crc32 } from 'node:zlib'

/**
 * A segment is a run of frames. A frame is what one fdatasync made durable: header 16 B (magic u32, length u32,
 * crc32 u32, zero u32; little-endian), then records [type u8][3 B zero][length u32][payload]. The crc covers the records.
 *
 * A frame a group, not a record a frame: of one group the disk may keep the end and lose the middle, and that must
 * read as a torn tail, never as damage.
 */
export const FRAME_HEADER = 16
export const RECORD_HEADER = 8
const MAGIC = 0x314a524d // 'MRJ1'

export const RecordType = { checkpoint: 1, samples: 2 } as const
export type RecordType = (typeof RecordType)[keyof typeof RecordType]

export interface JournalRecord {
  readonly type: RecordType
  readonly payload: Uint8Array
}

/** The frame of some records as parts for one gathered write. */
export function frameOf(records: readonly JournalRecord[]): Uint8Array[] {
  const parts: Uint8Array[] = [new Uint8Array(FRAME_HEADER)]
  let length = 0
  let crc = 0
  for (const { type, payload } of records) {
    const header = new Uint8Array(RECORD_HEADER)
    header[0] = type
    new DataView(header.buffer).setUint32(4, payload.length, true)
    crc = crc32(payload, crc32(header, crc))
    length += RECORD_HEADER + payload.length
    parts.push(header, payload)
  }
  const view = new DataView((parts[0] as Uint8Array).buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, length, true)
  view.setUint32(8, crc, true)
  return parts
}

export interface ReadFrame {
  readonly records: readonly JournalRecord[]
  /** Offset in the segment of the first byte after the frame. */
  readonly end: number
}

export interface SegmentScan {
  readonly frames: readonly ReadFrame[]
  /** Bytes after the last whole frame: what a crash tore. */
  readonly torn: number
  /** Runs of bytes that are no frame though whole frames follow. */
  readonly damaged: readonly { readonly at: number; readonly bytes: number }[]
}

function frameAt(bytes: Buffer, at: number): ReadFrame | undefined {
  if (at + FRAME_HEADER > bytes.length || bytes.readUInt32LE(at) !== MAGIC) return undefined
  const length = bytes.readUInt32LE(at + 4)
  const start = at + FRAME_HEADER
  const end = start + length
  if (end > bytes.length || crc32(bytes.subarray(start, end)) !== bytes.readUInt32LE(at + 8)) return undefined
  const records: JournalRecord[] = []
  for (let from = start; from < end; ) {
    const size = bytes.readUInt32LE(from + 4)
    records.push({
      type: bytes[from] as RecordType,
      payload: bytes.subarray(from + RECORD_HEADER, from + RECORD_HEADER + size),
    })
    from += RECORD_HEADER + size
  }
  return { records, end }
}

/** Reads every whole frame of a segment and says what lies between and after them. */
export function scanSegment(bytes: Buffer): SegmentScan {
  const magic = Buffer.alloc(4)
  magic.writeUInt32LE(MAGIC)
  const frames: ReadFrame[] = []
  const damaged: { at: number; bytes: number }[] = []
  let at = 0
  while (at < bytes.length) {
    let frame = frameAt(bytes, at)
    let start = at
    while (!frame) {
      start = bytes.indexOf(magic, start + 1)
      if (start < 0) return { frames, damaged, torn: bytes.length - at }
      frame = frameAt(bytes, start)
    }
    if (start > at) damaged.push({ at, bytes: start - at })
    frames.push(frame)
    at = frame.end
  }
  return { frames, damaged, torn: 0 }
}
