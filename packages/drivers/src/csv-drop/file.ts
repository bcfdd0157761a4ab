import { createReadStream } from 'node:fs'
import { Fault, Status } from '@millrace/core'
import type { TagSpec } from '../kit/driver.ts'
import type { Reports } from '../kit/reports.ts'
import { valueOfText } from '../kit/text-values.ts'
import { CsvReader, type CsvRecord, timeReader } from './codec.ts'
import type { CsvDropConfig } from './config.ts'
import './faults.ts'

/** Bad lines that are kept of one file; the others are counted. */
const MOST_BAD = 10_000

export interface BadLine {
  readonly line: number
  readonly reason: string
}

export interface FileNeeds {
  readonly config: CsvDropConfig
  readonly tags: ReadonlyMap<string, readonly TagSpec[]>
  readonly reports: Reports
  readonly read: (bytes: number) => void
}

/** Reads one file and reports its values; resolves with the lines that could not be read. Throws `csv_drop.file_refused`. */
export async function readFileOf(path: string, needs: FileNeeds, signal: AbortSignal): Promise<readonly BadLine[]> {
  const { config, reports } = needs
  const lines = new Lines(path, needs)
  const records: CsvRecord[] = []
  const reader = new CsvReader(config.delimiter ?? ',', (record) => records.push(record))
  const decoder = new TextDecoder(config.encoding ?? 'utf-8', { fatal: true })
  const take = async (): Promise<void> => {
    for (const record of records.splice(0)) {
      lines.take(record)
      if (reports.full) await reports.flush(signal)
    }
  }
  for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) {
    needs.read(chunk.length)
    reader.push(decoded(path, decoder, chunk))
    await take()
  }
  reader.push(decoded(path, decoder))
  reader.end()
  await take()
  await reports.flush(signal)
  return lines.bad
}

function decoded(file: string, decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new Fault('csv_drop.file_refused', {
      file,
      expected: `text in ${decoder.encoding}`,
      seen: 'bytes that are none',
    })
  }
}

/** The records of one file, from its header on. */
class Lines {
  readonly #bad: BadLine[] = []
  #more = 0
  readonly #path: string
  readonly #needs: FileNeeds
  readonly #timeOf: ReturnType<typeof timeReader>
  #width: number | undefined
  #time = -1
  #name = -1
  #value = -1
  /** Wide: the tags of each column. */
  #columns: readonly (readonly [number, readonly TagSpec[]])[] = []

  constructor(path: string, needs: FileNeeds) {
    this.#path = path
    this.#needs = needs
    this.#timeOf = timeReader(needs.config.timeFormat ?? 'iso', needs.config.utcOffset ?? 'Z')
  }

  get bad(): readonly BadLine[] {
    return this.#more === 0 ? this.#bad : [...this.#bad, { line: 0, reason: `${this.#more} more lines were refused` }]
  }

  take({ line, fields, wrong }: CsvRecord): void {
    if (this.#width === undefined) {
      if (wrong) throw this.#refused('headings', wrong)
      this.#begin(fields)
      if (this.#needs.config.header ?? true) return
    }
    const reason = wrong ?? this.#tell(fields)
    if (reason === undefined) return
    if (this.#bad.length < MOST_BAD) this.#bad.push({ line, reason })
    else this.#more++
  }

  #begin(fields: readonly string[]): void {
    const { config, tags } = this.#needs
    const headings = (config.header ?? true) ? fields.map((field) => field.trim()) : fields.map((_, i) => String(i + 1))
    // Of two columns of one name nobody can say which is meant.
    const once = (heading: string): void => {
      if (headings.indexOf(heading) !== headings.lastIndexOf(heading))
        throw this.#refused(`one column "${heading}"`, 'several')
    }
    const find = (heading: string): number => {
      const at = headings.indexOf(heading)
      if (at < 0) throw this.#refused(`a column "${heading}"`, headings.join(' ').slice(0, 100))
      once(heading)
      return at
    }
    this.#width = fields.length
    this.#time = find(config.timeColumn)
    if (config.layout === 'long') {
      this.#name = find(config.nameColumn ?? 'name')
      this.#value = find(config.valueColumn ?? 'value')
    } else {
      this.#columns = headings.flatMap((heading, at) => {
        const wanted = tags.get(heading)
        if (wanted) once(heading)
        return wanted ? [[at, wanted] as const] : []
      })
    }
  }

  /** Why the line could not be read. */
  #tell(fields: readonly string[]): string | undefined {
    if (fields.length !== this.#width) return `${fields.length} fields, ${this.#width} expected`
    const time = this.#timeOf(fields[this.#time]!)
    if (time === undefined) return `no time: "${fields[this.#time]!.slice(0, 40)}"`
    const { config, tags, reports } = this.#needs
    const add = (text: string, wanted: readonly TagSpec[]): void => {
      // An empty field says nothing; it is not the same as no value.
      if (text.trim() === '') return
      for (const tag of wanted) {
        const number = config.decimal === ',' && tag.type !== 'string' ? text.replace(',', '.') : text
        const ambiguous = config.decimal === ',' && tag.type !== 'string' && text.includes('.')
        const value = ambiguous ? undefined : valueOfText(number, tag.type)
        reports.add(tag, value ?? null, value === undefined ? Status.BadTypeMismatch : Status.Good, time)
      }
    }
    if (config.layout === 'long') add(fields[this.#value]!, tags.get(fields[this.#name]!.trim()) ?? [])
    else for (const [at, wanted] of this.#columns) add(fields[at]!, wanted)
    return undefined
  }

  #refused(expected: string, seen: string): Fault {
    return new Fault('csv_drop.file_refused', { file: this.#path, expected, seen })
  }
}
