import { chmod, link, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BatchBuilder, type SampleBatch, ValueKind } from '@millrace/core'
import { Samples, SegmentWriter } from '../segment/index.ts'
import { copyRow, type HotView } from './hot.ts'
import { type Segment, segmentFolder } from './manifest.ts'
import { orderRows } from './order.ts'
import { HotPart } from './part.ts'
import { type Span, sharedSpans } from './scan.ts'

/** Values that are not sealed yet are told apart by the hour, so that one late value does not make a month be compared. */
const HOUR = 3_600_000_000
/** More spans than this are told as the one that covers them. */
const SPANS = 32

/**
 * The samples of one tenant as they stood at one moment, as files in a folder of their own. They stay while the folder does,
 * whatever is merged or sealed meanwhile: sealed ones are hard links.
 */
export interface Lent {
  readonly folder: string
  /** Below the folder, in `day=…`, of one tenant; of equal keys the later file counts. */
  readonly sealed: readonly string[]
  /** Values that go before all sealed ones, each key once in a file; of equal keys the later file counts. */
  readonly hot: readonly string[]
  /** Sealed files that were written before doubles were kept as whole numbers and places; all others have those columns. */
  readonly old: number
  /** Where keys may stand more than once, hot ones included. In order, apart from each other. */
  readonly shared: readonly Span[]
}

interface Lending {
  /** Of the lake. */
  readonly lake: string
  readonly tenant: string
  readonly slot: number
  /** Of this tenant, by ascending `seq`. */
  readonly segments: readonly Segment[]
  /** Oldest first. */
  readonly views: readonly HotView[]
  /** To be made, in the same file system. */
  readonly folder: string
}

/** Copies the hot rows in one go, before anything is awaited: their memory may be another part's after that. */
export function lend(lending: Lending): Promise<Lent> {
  return write(
    lending,
    lending.views.map((view) => hotRows(view, lending.slot)).filter((batch) => batch.length > 0),
  )
}

async function write({ lake, tenant, segments, folder }: Lending, hot: readonly SampleBatch[]): Promise<Lent> {
  await mkdir(folder, { recursive: true })
  const sealed: string[] = []
  const made = new Set<string>()
  for (const { file, day } of segments) {
    const place = file.slice(segmentFolder(tenant, day).indexOf('day='))
    const parent = join(folder, place, '..')
    if (!made.has(parent)) await mkdir(parent, { recursive: true })
    made.add(parent)
    // A segment is never changed; nor can whoever reads the link, unless they are root.
    await chmod(join(lake, file), 0o444)
    await link(join(lake, file), join(folder, place))
    sealed.push(place)
  }
  const files: string[] = []
  for (const batch of hot) files.push(...writeHot(batch, folder, files.length))
  const old = segments.filter(({ stripes }) => !stripes).length
  return { folder, sealed, hot: files, old, shared: joined([...sharedSpans(segments), ...hoursOf(hot)]) }
}

function hotRows({ part, rows }: HotView, slot: number): SampleBatch {
  const builder = new BatchBuilder(1_024)
  for (let row = 0; row < rows; row++) if (part.tenant[row] === slot) copyRow(builder, part, row)
  return builder.take()
}

/** One file a day, each key once; returns their names. */
function writeHot(batch: SampleBatch, folder: string, from: number): string[] {
  let textBytes = 0
  for (let row = 0; row < batch.length; row++)
    if (batch.kind[row] === ValueKind.string)
      textBytes += Buffer.byteLength(batch.text[Number(batch.int64[row])] as string)
  const part = HotPart.create(0, { rows: batch.length, textBytes })
  part.write(0, batch, 0)
  const { rows, slices } = orderRows(part, part.rows)
  return slices.map((slice, i) => {
    const name = `hot-${from + i}.parquet`
    const writer = new SegmentWriter(join(folder, name), { thrifty: false })
    const sorted = new Samples(slice.to - slice.from)
    sorted.gather(part, rows, slice.from, slice.to)
    writer.append(sorted, 0, sorted.length)
    writer.finish()
    return name
  })
}

/** The hours in which rows lie. */
function hoursOf(hot: readonly SampleBatch[]): Span[] {
  const hours = new Set<number>()
  for (const { time, length } of hot)
    for (let row = 0; row < length; row++) hours.add(Math.floor((time[row] as number) / HOUR))
  return [...hours].map((hour) => ({ from: hour * HOUR, to: (hour + 1) * HOUR }))
}

function joined(spans: readonly Span[]): readonly Span[] {
  const whole: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && last.to >= from) last.to = Math.max(last.to, to)
    else whole.push({ from, to })
  }
  const [first] = whole
  return first && whole.length > SPANS ? [{ from: first.from, to: (whole.at(-1) as Span).to }] : whole
}
