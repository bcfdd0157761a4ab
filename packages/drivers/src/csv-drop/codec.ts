import { Fault, type Micros } from '@millrace/core'
import { type TimeFormat, timeFormats, timeOf } from '../kit/times.ts'
import './faults.ts'

/** A record longer than this has lost its closing quote. */
const LONGEST_RECORD = 1_000_000

export interface CsvRecord {
  /** Of its first line, from 1. */
  readonly line: number
  readonly fields: readonly string[]
  /** Why it is no record. */
  readonly wrong?: string
}

/**
 * Cuts text into records (RFC 4180: fields may be quoted, a quote is doubled, quoted fields may hold line ends), however
 * it was cut into chunks. A line that breaks the rules is told as wrong, and reading goes on behind it.
 */
export class CsvReader {
  readonly #delimiter: string
  readonly #take: (record: CsvRecord) => void
  #rest = ''
  #line = 1

  constructor(delimiter: string, take: (record: CsvRecord) => void) {
    this.#delimiter = delimiter
    this.#take = take
  }

  push(chunk: string): void {
    this.#rest += chunk
    this.#cut(false)
  }

  /** The last record may lack its line end. */
  end(): void {
    this.#cut(true)
  }

  #cut(last: boolean): void {
    let begin = 0
    while (begin < this.#rest.length) {
      const { end, wrong } = this.#endOfRecord(begin)
      if (end >= 0 && wrong === undefined) {
        this.#tell(this.#rest.slice(begin, end))
        begin = end + 1
        continue
      }
      const waits = wrong === undefined && this.#rest.length - begin <= LONGEST_RECORD
      if (waits && !last) break
      if (waits && !this.#isOpen(begin)) {
        this.#tell(this.#rest.slice(begin))
        begin = this.#rest.length
        continue
      }
      // A stray quote costs its own line and none behind it.
      const line = this.#rest.indexOf('\n', begin)
      if (line < 0 && !last && this.#rest.length - begin <= LONGEST_RECORD) break
      const to = line < 0 ? this.#rest.length : line
      this.#take({ line: this.#line++, fields: [], wrong: wrong ?? 'a quote that is never closed' })
      begin = to + 1
    }
    this.#rest = this.#rest.slice(begin)
  }

  /** The line end that ends the record, or -1; a quote opens a field at its begin alone. */
  #endOfRecord(from: number): { readonly end: number; readonly wrong?: string } {
    const rest = this.#rest
    const line = rest.indexOf('\n', from)
    if (line >= 0 && !rest.slice(from, line).includes('"')) return { end: line }
    for (let at = from; ; ) {
      if (rest[at] === '"') {
        const close = closingQuote(rest, at)
        if (close < 0 || close + 1 >= rest.length) return { end: -1 }
        at = close + 1
        if (rest[at] === '\r') {
          if (at + 1 >= rest.length) return { end: -1 }
          at++
        }
        if (rest[at] === '\n') return { end: at }
        if (rest[at] !== this.#delimiter) return { end: -1, wrong: 'a quote in the middle of a field' }
        at++
        continue
      }
      const end = rest.indexOf('\n', at)
      const next = rest.indexOf(this.#delimiter, at)
      if (next < 0 || (end >= 0 && end < next)) {
        const stray = rest.slice(at, end < 0 ? rest.length : end).includes('"')
        return stray ? { end: -1, wrong: 'a quote in the middle of a field' } : { end }
      }
      if (rest.slice(at, next).includes('"')) return { end: -1, wrong: 'a quote in the middle of a field' }
      at = next + 1
    }
  }

  #isOpen(from: number): boolean {
    let open = false
    for (let at = this.#rest.indexOf('"', from); at >= 0; at = this.#rest.indexOf('"', at + 1)) open = !open
    return open
  }

  #tell(text: string): void {
    const line = this.#line
    this.#line += text.split('\n').length
    const record = text.endsWith('\r') ? text.slice(0, -1) : text
    if (record.trim() === '') return
    const fields = this.#fields(record)
    this.#take(fields ? { line, fields } : { line, fields: [], wrong: 'a quote in the middle of a field' })
  }

  #fields(record: string): string[] | undefined {
    if (!record.includes('"')) return record.split(this.#delimiter)
    const fields: string[] = []
    for (let at = 0; ; ) {
      if (record[at] === '"') {
        const close = closingQuote(record, at)
        if (close < 0) return undefined
        const text = record.slice(at + 1, close).replaceAll('""', '"')
        fields.push(text)
        at = close + 1
        if (at >= record.length) return fields
        if (record[at] !== this.#delimiter) return undefined
        at++
        continue
      }
      const end = record.indexOf(this.#delimiter, at)
      const text = record.slice(at, end < 0 ? record.length : end)
      if (text.includes('"')) return undefined
      fields.push(text)
      if (end < 0) return fields
      at = end + 1
    }
  }
}

/** The quote that closes the one at `open`, doubled ones skipped; -1 if there is none. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  return close
}

/** Reads times: iso, unix-s, unix-ms, unix-us, or a pattern of yyyy MM dd HH mm ss SSS. Throws `csv_drop.time_format`. */
export function timeReader(format: string, offset: string): (text: string) => Micros | undefined {
  const known = timeFormats.find((one) => one === format)
  if (known) return (text) => timeOf(text, known, offset)
  const parts: string[] = []
  const pattern = format.replaceAll(/yyyy|MM|dd|HH|mm|ss|SSS|[^A-Za-z]|[A-Za-z]+/g, (part) => {
    if (!/^(?:yyyy|MM|dd|HH|mm|ss|SSS)$/.test(part)) return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    parts.push(part)
    return `(\\d{${part.length}})`
  })
  const once = (part: string): boolean => parts.filter((one) => one === part).length === 1
  if (!['yyyy', 'MM', 'dd'].every(once) || new Set(parts).size !== parts.length)
    throw new Fault('csv_drop.time_format', { seen: format })
  const expression = new RegExp(`^${pattern}$`)
  return (text) => {
    const match = expression.exec(text.trim())
    if (!match) return undefined
    const part = (name: string, otherwise: string): string => match[parts.indexOf(name) + 1] ?? otherwise
    const of = (name: string): string => (parts.includes(name) ? part(name, '00') : '00')
    const millis = parts.includes('SSS') ? part('SSS', '000') : '000'
    const iso = `${of('yyyy')}-${of('MM')}-${of('dd')}T${of('HH')}:${of('mm')}:${of('ss')}.${millis}`
    // What the calendar does not have (31.02.) would be read as another day.
    const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso.slice(0, 10)) return undefined
    return timeOf(iso, 'iso' satisfies TimeFormat, offset)
  }
}
