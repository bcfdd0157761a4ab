import { BatchBuilder, Fault, type SampleBatch } from '@millrace/core'
import type { Duck } from './duck.ts'
import type { Run } from './hot.ts'
import { SAMPLE_COLUMNS, SampleRows, type Scan, sharedSpans, tableOf, where } from './scan.ts'
import './faults.ts'

/** Rows of one answer at most: about 300 MB. */
const ROWS = 10_000_000

/** Sealed rows in the order asked, each key once, at most `limit` a series. */
async function sealedRows(
  duck: Duck,
  scan: Scan,
  limit: number,
  descending: boolean,
  signal?: AbortSignal,
): Promise<Run> {
  const { wanted, segments } = scan
  const builders = wanted.list.map(() => new BatchBuilder(16))
  if (segments.length > 0 && limit > 0) {
    const alone = wanted.size === 1 && sharedSpans(segments).length === 0
    const sql = `SELECT ${SAMPLE_COLUMNS} FROM ${tableOf(scan.folder, segments)} WHERE ${where(scan)}
      ORDER BY series, time ${descending ? 'DESC' : 'ASC'}, file_index DESC ${alone ? `LIMIT ${limit}` : ''}`
    let lastSeries = -1
    let lastTime = Number.NaN
    let total = 0
    const take = (rows: SampleRows, count: number): boolean => {
      for (let row = 0; row < count; row++) {
        const series = rows.series[row] as number
        const time = rows.time[row] as number
        if (series === lastSeries && time === lastTime) continue
        lastSeries = series
        lastTime = time
        const builder = builders[wanted.indexOf(series)] as BatchBuilder
        if (builder.length >= limit) {
          if (wanted.size === 1) return false
          continue
        }
        if (++total > ROWS) throw new Fault('history.query_too_large', { limit: ROWS, unit: 'samples' })
        rows.copy(row, builder)
      }
      return true
    }
    await duck.stream(sql, (chunk, count) => take(new SampleRows(chunk), count), signal)
  }
  return joined(builders)
}

function joined(builders: readonly BatchBuilder[]): Run {
  const starts = new Uint32Array(builders.length + 1)
  if (builders.length === 1) {
    const batch = builders[0]!.take()
    starts[1] = batch.length
    return { batch, starts }
  }
  const all = new BatchBuilder(builders.reduce((sum, builder) => sum + builder.length, 1))
  builders.forEach((builder, i) => {
    starts[i] = all.length
    const batch = builder.take()
    for (let row = 0; row < batch.length; row++) all.addRow(batch.series[row] as number, batch, row)
  })
  starts[builders.length] = all.length
  return { batch: all.take(), starts }
}

/** Samples of sealed and hot rows, hot ones winning where both hold a key. */
export async function readRaw(
  duck: Duck,
  scan: Scan,
  hot: Run,
  limit: number,
  descending: boolean,
  signal?: AbortSignal,
): Promise<SampleBatch> {
  const sealed = await sealedRows(duck, scan, limit, descending, signal)
  if (hot.batch.length === 0) return sealed.batch
  const out = new BatchBuilder(sealed.batch.length + Math.min(hot.batch.length, limit) + 1)
  for (let i = 0; i < scan.wanted.size; i++) {
    const series = scan.wanted.list[i] as number
    let s = sealed.starts[i] as number
    const sEnd = sealed.starts[i + 1] as number
    const first = hot.starts[i] as number
    const count = (hot.starts[i + 1] as number) - first
    let h = 0
    for (let taken = 0; taken < limit && (s < sEnd || h < count); taken++) {
      const hotRow = descending ? first + count - 1 - h : first + h
      const ahead =
        s >= sEnd
          ? -1
          : h >= count
            ? 1
            : ((hot.batch.time[hotRow] as number) - (sealed.batch.time[s] as number)) * (descending ? -1 : 1)
      if (ahead > 0) out.addRow(series, sealed.batch, s++)
      else {
        out.addRow(series, hot.batch, hotRow)
        h++
        if (ahead === 0) s++
      }
    }
  }
  return out.take()
}
