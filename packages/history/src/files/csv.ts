import { type FileHandle, open } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import './faults.ts'
import type { Cell, TableChunk, TableFile, TablePlace, TableReader } from './table.ts'

const READ = 262_144
/** A chunk is some of these: few enough to be kept as objects for a moment. */
const CHUNK_BYTES = 524_288
/** A record longer than this has a quote that is never closed. */
const RECORD_BYTES = 2_097_152

const QUOTE = 0x22
const LF = 0x0a
const delimiters = [',', ';', '\t'] as const

/** Bytes of quote, comma and line end are never part of another character, in UTF-8 and GB 18030 alike. */
function lastRecordEnd(bytes: Uint8Array): number {
  let quoted = false
  let end = -1
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) quoted = !quoted
    else if (bytes[i] === LF && !quoted) end = i + 1
  }
  return end
}

interface Records {
  readonly rows: (string | null)[][]
  /** Line of each, from 0 at the start of the text. */
  readonly lines: number[]
  /** Lines of the text. */
  readonly count: number
}

/** RFC 4180, lenient in line ends. A field without quotes that is empty is null, one with quotes is ''. */
function recordsOf(text: string, delimiter: string): Records {
  const rows: (string | null)[][] = []
  const lines: number[] = []
  let line = 0
  let at = 0
  while (at < text.length) {
    lines.push(line)
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    const whole = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end)
    if (whole.includes('"')) {
      const record = quotedRecord(text, at, delimiter)
      rows.push(record.row)
      line += record.lines
      at = record.end
    } else {
      rows.push(whole.split(delimiter).map((field) => (field === '' ? null : field)))
      line++
      at = end + 1
    }
  }
  return { rows, lines, count: line }
}

/** A record with quotes, field by field; `lines` that it takes, `end` after its line end. */
function quotedRecord(
  text: string,
  from: number,
  delimiter: string,
): { row: (string | null)[]; lines: number; end: number } {
  const row: (string | null)[] = []
  const plainEnd = (start: number): number => {
    let end = start
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++
    return end
  }
  let at = from
  for (;;) {
    const isQuoted = text[at] === '"'
    let field = ''
    if (isQuoted) {
      let start = at + 1
      for (;;) {
        const quote = text.indexOf('"', start)
        const end = quote < 0 ? text.length : quote
        field += text.slice(start, end)
        at = end + 1
        if (text[at] !== '"') break
        field += '"'
        start = at + 1
      }
    }
    // What stands between a quote and the next delimiter belongs to nothing, but must not shift columns.
    const end = plainEnd(at)
    field += text.slice(at, text[end] === delimiter ? end : end - (text[end - 1] === '\r' && end > at ? 1 : 0))
    row.push(field === '' && !isQuoted ? null : field)
    if (text[end] !== delimiter) {
      const used = text.slice(from, end).split('\n').length
      return { row, lines: used, end: end + 1 }
    }
    at = end + 1
  }
}

const delimiterOf = (head: string): string =>
  delimiters.reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best))

/** Text with a head line; comma, semicolon or tab, whichever parts the head most. */
export class CsvReader implements TableReader {
  readonly names: readonly string[]
  readonly #file: FileHandle
  readonly #delimiter: string
  readonly #encoding: string
  /** Where the rows begin. */
  readonly #head: TablePlace

  private constructor(
    file: FileHandle,
    encoding: string,
    head: { names: string[]; delimiter: string; place: TablePlace },
  ) {
    this.#file = file
    this.#encoding = encoding
    this.names = head.names
    this.#delimiter = head.delimiter
    this.#head = head.place
  }

  static async open({ path, encoding = 'utf-8' }: TableFile): Promise<CsvReader> {
    const file = await open(path)
    try {
      const bytes = Buffer.alloc(READ)
      const { bytesRead } = await file.read(bytes, 0, READ, 0)
      const start = bytes.subarray(0, bytesRead)
      const skipped = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0
      const end = start.indexOf(LF)
      const head = new TextDecoder(encoding).decode(start.subarray(skipped, end < 0 ? bytesRead : end + 1))
      const delimiter = delimiterOf(head)
      const names = (recordsOf(head, delimiter).rows[0] ?? []).map((name) => (name ?? '').trim())
      if (names.every((name) => name === ''))
        throw new Fault('files.unreadable', { format: 'CSV', seen: 'no head line' })
      return new CsvReader(file, encoding, {
        names,
        delimiter,
        place: { row: 0, byte: end < 0 ? bytesRead : end + 1, line: 1 },
      })
    } catch (thrown) {
      await file.close()
      throw thrown
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async *chunks(wanted: readonly string[], from: TablePlace): AsyncGenerator<TableChunk> {
    const places = wanted.map((name) => this.names.indexOf(name))
    let place = from.row === 0 && from.byte === 0 ? this.#head : from
    let held: Buffer = Buffer.alloc(0)
    let at = place.byte
    for (;;) {
      const bytes = Buffer.allocUnsafe(READ)
      const { bytesRead } = await this.#file.read(bytes, 0, READ, at)
      at += bytesRead
      held = Buffer.concat([held, bytes.subarray(0, bytesRead)])
      const isEnd = bytesRead === 0
      if (!isEnd && held.length < CHUNK_BYTES) continue
      const end = isEnd ? held.length : lastRecordEnd(held)
      if (end < 0 && held.length > RECORD_BYTES)
        throw new Fault('files.unreadable', {
          format: 'CSV',
          seen: `a quote that is not closed after line ${place.line}`,
        })
      if (end <= 0) {
        if (isEnd) return
        continue
      }
      const chunk = this.#chunkOf(held.subarray(0, end), places, place)
      yield chunk
      if (isEnd) return
      place = chunk.next
      held = held.subarray(end)
    }
  }

  #chunkOf(bytes: Uint8Array, places: readonly number[], place: TablePlace): TableChunk {
    const { rows, lines, count } = recordsOf(new TextDecoder(this.#encoding).decode(bytes), this.#delimiter)
    const columns: Cell[][] = places.map(() => [])
    const kept: number[] = []
    const malformed: { line: number; detail: string }[] = []
    rows.forEach((row, i) => {
      const line = place.line + (lines[i] as number) + 1
      if (row.length === 1 && row[0] === null) return
      if (row.length !== this.names.length)
        malformed.push({ line, detail: `Expected ${this.names.length} columns, saw ${row.length}.` })
      else if (row.some((field) => field?.includes('\ufffd')))
        malformed.push({ line, detail: `Expected text in ${this.#encoding}, saw bytes that are none.` })
      else {
        kept.push(line)
        places.forEach((column, k) => {
          columns[k]?.push(row[column] ?? null)
        })
      }
    })
    return {
      length: kept.length,
      lines: kept,
      columns: columns.map((cells) => ({ cells, isTime: false })),
      malformed,
      next: {
        row: place.row + kept.length + malformed.length,
        byte: place.byte + bytes.length,
        line: place.line + count,
      },
    }
  }
}
