import { isoOf, MICROS_PER_MS, MICROS_PER_S, type SampleBatch, severityOf, statusName, ValueKind } from '@millrace/core'
import { type Encoder, type Exported, kindNames } from './export-format.ts'

/** Rows of one piece of text: some 200 kB, made in a few ms. */
const PIECE = 1_024

/** RFC 4180 §2: quoted where needed. Text that a spreadsheet would run as a formula is shown as text, and can be told back. */
export function field(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** With its sign where it is zero, which `String` leaves out. */
const doubleText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** ISO 8601 as {@link isoOf} writes it; the second, which rows share, is worked out once. */
export class Times {
  #second = Number.NaN
  #head = ''

  text(time: number): string {
    const second = Math.floor(time / MICROS_PER_S)
    if (second !== this.#second) {
      this.#second = second
      this.#head = isoOf(second * MICROS_PER_S).slice(0, -4)
    }
    const micros = time - second * MICROS_PER_S
    const ms = Math.floor(micros / MICROS_PER_MS)
    const rest = micros - ms * MICROS_PER_MS
    return `${this.#head}${String(ms).padStart(3, '0')}${rest === 0 ? '' : String(rest).padStart(3, '0')}Z`
  }
}

function* pieces(batch: SampleBatch, line: (row: number) => string): Generator<string> {
  for (let from = 0; from < batch.length; from += PIECE) {
    let text = ''
    for (let row = from; row < Math.min(batch.length, from + PIECE); row++) text += line(row)
    yield text
  }
}

/** Of one point, for people: what all of its rows share is left out. An absent string and an empty one look alike here. */
export class PointCsv implements Encoder {
  readonly #times = new Times()

  begin(): string[] {
    return ['time,value,unit,status,quality\r\n']
  }

  add(batch: SampleBatch, { of }: Exported): Iterable<string> {
    return pieces(batch, (row) => {
      const { point } = of(batch.series[row] as number)
      const status = batch.status[row] as number
      const shown = valueText(batch, row)
      const value = batch.kind[row] === ValueKind.string ? field(shown) : shown
      return `${this.#times.text(batch.time[row] as number)},${value},${field(point.unit ?? '')},${field(statusName(status))},${severityOf(status)}\r\n`
    })
  }

  end(): string[] {
    return []
  }
}

function valueText(batch: SampleBatch, row: number): string {
  switch (batch.kind[row]) {
    case ValueKind.double:
      return doubleText(batch.double[row] as number)
    case ValueKind.int64:
      return String(batch.int64[row])
    case ValueKind.boolean:
      return batch.double[row] === 0 ? 'false' : 'true'
    case ValueKind.string:
      return batch.text[Number(batch.int64[row])] as string
    default:
      return ''
  }
}

/** A column a type, so that every value keeps its own: an empty string is `""`, nothing is nothing. */
export class Csv implements Encoder {
  readonly #times = new Times()

  begin(): string[] {
    return ['time,point,path,name,value_double,value_int64,value_boolean,value_string,unit,status,quality\r\n']
  }

  add(batch: SampleBatch, { of }: Exported): Iterable<string> {
    let last = -1
    let before = ''
    let after = ''
    return pieces(batch, (row) => {
      const series = batch.series[row] as number
      if (series !== last) {
        const { point, path } = of(series)
        last = series
        before = `${point.id},${field(path)},${field(point.name)}`
        after = field(point.unit ?? '')
      }
      const kind = batch.kind[row] as ValueKind
      const value = valueText(batch, row)
      const quoted = kind === ValueKind.string ? (value === '' ? '""' : field(value)) : value
      const status = batch.status[row] as number
      const columns = `${','.repeat(columnOf[kind])}${quoted}${','.repeat(3 - columnOf[kind])}`
      return `${this.#times.text(batch.time[row] as number)},${before},${columns},${after},${status},${severityOf(status)}\r\n`
    })
  }

  end(): string[] {
    return []
  }
}

/** The place of a value among the four columns. */
const columnOf: Readonly<Record<ValueKind, number>> = {
  [ValueKind.none]: 0,
  [ValueKind.double]: 0,
  [ValueKind.int64]: 1,
  [ValueKind.boolean]: 2,
  [ValueKind.string]: 3,
}

/** JSON text sequences by lines; values as the API tells them, with their type beside. */
export class Ndjson implements Encoder {
  readonly #times = new Times()

  begin(): string[] {
    return []
  }

  add(batch: SampleBatch, { of }: Exported): Iterable<string> {
    let last = -1
    let point = ''
    let unit = ''
    return pieces(batch, (row) => {
      const series = batch.series[row] as number
      if (series !== last) {
        const found = of(series)
        last = series
        point = `"point":"${found.point.id}","path":${JSON.stringify(found.path)},"name":${JSON.stringify(found.point.name)}`
        unit = found.point.unit === undefined ? '' : `,"unit":${JSON.stringify(found.point.unit)}`
      }
      const kind = batch.kind[row] as ValueKind
      const status = batch.status[row] as number
      return `{"time":"${this.#times.text(batch.time[row] as number)}",${point},"type":"${kindNames[kind]}","value":${jsonValue(batch, row)}${unit},"status":${status},"quality":"${severityOf(status)}"}\n`
    })
  }

  end(): string[] {
    return []
  }
}

/** JSON has no NaN, no infinities and, in many readers, no whole numbers beyond 2⁵³: these are told as text. */
function jsonValue(batch: SampleBatch, row: number): string {
  const text = valueText(batch, row)
  switch (batch.kind[row]) {
    case ValueKind.double:
      // Many readers take a zero without a point for a whole number, which has no sign.
      return Number.isFinite(batch.double[row]) ? (text === '-0' ? '-0.0' : text) : `"${text}"`
    case ValueKind.int64:
      return Number.isSafeInteger(Number(batch.int64[row])) ? text : `"${text}"`
    case ValueKind.string:
      return JSON.stringify(text)
    case ValueKind.boolean:
      return text
    default:
      return 'null'
  }
}
