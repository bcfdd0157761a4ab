import { Fault } from '@millrace/core'
import './faults.ts'

export const MOST_BYTES = 8 * 1024 * 1024
/** Of a side, pixels: a picture of few bytes may open to gigabytes. */
const MOST_PIXELS = 12_000

export interface Picture {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly width: number
  readonly height: number
}

const refuse = (seen: string): never => {
  throw new Fault('maintenance.photo_refused', { seen })
}

/**
 * What the bytes are, whatever they are called: JPEG (ITU-T T.81 annex B), PNG (W3C PNG §5) or WebP (RFC 9649 §2.4), whole, with
 * nothing behind their end, so that they are nothing else as well. Throws `maintenance.photo_refused`.
 */
export function pictureOf(bytes: Uint8Array): Picture {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 12) refuse('too few bytes')
  const picture =
    view.readUInt16BE(0) === 0xffd8
      ? jpeg(view)
      : view.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n'
        ? png(view)
        : view.subarray(0, 4).toString('latin1') === 'RIFF' && view.subarray(8, 12).toString('latin1') === 'WEBP'
          ? webp(view)
          : refuse('bytes that are none of these')
  const { width, height } = picture
  if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS)
    refuse(`one of ${width} × ${height} pixels`)
  return picture
}

/** Where the entropy-coded data that begins here ends: at the next marker that is neither stuffing nor a restart (T.81 §B.1.1.2). */
function scanEnd(bytes: Buffer, begin: number): number {
  for (let at = bytes.indexOf(0xff, begin); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** Segments and scans to the end of image, which is the end of all. */
function jpeg(bytes: Buffer): Picture {
  let size: Picture | undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return refuse('a JPEG whose segments are broken')
    const marker = bytes[at + 1] as number
    if (marker === 0xd9) return refuse('a JPEG with something behind its end')
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return refuse('a JPEG that is cut')
    // Start of frame: C0 to CF, but for the tables DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && length >= 8)
      size = { type: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + length
    if (marker === 0xda) at = scanEnd(bytes, at)
  }
  const isWhole = at + 2 === bytes.length && bytes.readUInt16BE(at) === 0xffd9
  return size && isWhole ? size : refuse('a JPEG that is cut')
}

function png(bytes: Buffer): Picture {
  let at = 8
  let size: Picture | undefined
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const kind = bytes.subarray(at + 4, at + 8).toString('latin1')
    if (at + 12 + length > bytes.length) return refuse('a PNG that is cut')
    if (kind === 'IHDR' && length === 13)
      size = { type: 'image/png', width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    at += 12 + length
    if (kind === 'IEND') {
      if (at !== bytes.length) return refuse('a PNG with something behind its end')
      return size ?? refuse('a PNG without a header')
    }
  }
  return refuse('a PNG without an end')
}

function webp(bytes: Buffer): Picture {
  if (bytes.length < 30 || bytes.readUInt32LE(4) + 8 !== bytes.length)
    return refuse('a WebP of another length than it says')
  const type = 'image/webp'
  switch (bytes.subarray(12, 16).toString('latin1')) {
    case 'VP8 ':
      return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return refuse('a WebP of another kind')
  }
}
