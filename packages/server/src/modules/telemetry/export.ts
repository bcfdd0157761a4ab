import { type Clock, Fault, isoOf, type SampleBatch } from '@millrace/core'
import { ArrowWriter, type HistoryStore, ParquetWriter, pagesOf } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import { type AssetService, pathText, type SeriesPoint } from '../assets/index.ts'
import type { Actor, AuditEntry, AuditTrail } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { Columns, exportColumns } from './export-columns.ts'
import { type Encoder, type Exported, type Format, fileEndings, mediaTypes, type Piece } from './export-format.ts'
import { Csv, Ndjson, PointCsv } from './export-text.ts'
import './faults.ts'
import type { Range } from './range.ts'
import { Turns } from './turns.ts'

/** A string may take 16 kB, so a page holds fewer. */
const TEXT_ROWS = 1_024
/** Pages that exports read at a time: whoever looks at a chart finds the history free. */
const READERS = 2

const MOST_TOLD = 100

/** What is to be taken out. */
export interface Wanted {
  /** Points by id, in this order; or those of an asset and below; or, without both, all in reach. */
  readonly points?: readonly string[]
  readonly asset?: string | undefined
  readonly range: Range
  readonly format: Format
  /** One point alone as CSV: without the columns that all rows share. */
  readonly short?: boolean
}

export interface Export {
  readonly type: string
  readonly fileName: string
  readonly pieces: AsyncIterable<Piece>
}

/** Who takes it, and when they have left. */
interface Taker {
  readonly actor: Actor
  readonly signal: AbortSignal
}

interface Needs {
  readonly assets: AssetService
  readonly history: HistoryStore
  readonly audit: AuditTrail
  readonly quotas: QuotaService
  readonly clock: Clock
}

/** Checks what is wanted, tells the audit, then gives what is read as it is taken. */
export type OpenExport = (reach: Reach, wanted: Wanted, taker: Taker) => Promise<Export>

const encoders: Readonly<Record<Format, (wanted: Wanted) => Encoder>> = {
  ndjson: () => new Ndjson(),
  csv: ({ short }) => (short ? new PointCsv() : new Csv()),
  arrow: () => new Columns(new ArrowWriter(exportColumns)),
  parquet: () => new Columns(new ParquetWriter(exportColumns)),
}

const fileName = (text: string, format: Format): string =>
  `${text.replace(/[^\w.-]+/g, '-').slice(0, 80)}.${fileEndings[format]}`

export function createExports({ assets, history, audit, quotas, clock }: Needs): OpenExport {
  const turns = new Turns(READERS)

  /** One page; an organisation that has used up its time waits for the next minute instead of losing what it has. */
  const ask =
    ({ tenant }: Reach, signal: AbortSignal) =>
    async (query: Parameters<HistoryStore['raw']>[0]): Promise<SampleBatch> => {
      for (;;) {
        try {
          return await turns.take(signal, () => quotas.query(tenant, () => history.raw(query)))
        } catch (thrown) {
          if (!(thrown instanceof Fault && thrown.code === 'quotas.spent')) throw thrown
          await clock.sleep(Number(thrown.facts['retryAfter'] ?? 1) * 1_000, signal)
        }
      }
    }

  async function* pieces(
    reach: Reach,
    wanted: Wanted,
    pages: AsyncIterable<readonly SeriesPoint[]>,
    signal: AbortSignal,
  ): AsyncGenerator<Piece> {
    const encoder = encoders[wanted.format](wanted)
    yield* encoder.begin()
    for await (const points of pages) {
      const exported = describedBy(points)
      for (const { series, isText } of runsOf(points)) {
        const rows = isText ? { rows: TEXT_ROWS } : {}
        const query = { tenant: reach.tenant, series, ...wanted.range, ...rows, signal }
        for await (const batch of pagesOf(ask(reach, signal), query)) yield* encoder.add(batch, exported)
      }
    }
    yield* await encoder.end()
  }

  return async (reach, wanted, { actor, signal }) => {
    const { points: ids, asset, range, format } = wanted
    const chosen = ids && (await assets.withSeries(reach, ids))
    const place = asset === undefined ? undefined : await assets.asset(reach, asset)
    const only = chosen?.length === 1 ? chosen[0]?.point : undefined
    const target = only ?? place
    const told: AuditEntry = {
      actor,
      action: 'history.exported',
      ...(target ? { target: { kind: only ? 'point' : 'asset', id: target.id, name: target.name } } : {}),
      detail: {
        from: isoOf(range.from),
        to: isoOf(range.to),
        format,
        ...(chosen && !only ? { points: chosen.length, ids: toldIds(chosen) } : {}),
        ...(reach.grant ? { grant: reach.grant.id } : {}),
      },
    }
    await audit.note(reach.tenant, told)
    if (reach.grant?.guest) await audit.note(reach.grant.guest, told)
    const pages = chosen ? once(chosen) : assets.everyWithSeries(reach, asset)
    return {
      type: mediaTypes[format],
      fileName: fileName(target?.name ?? 'history', format),
      pieces: pieces(reach, wanted, pages, signal),
    }
  }
}

/** As many as a record of the audit has room for. */
const toldIds = (points: readonly SeriesPoint[]): string =>
  points
    .slice(0, MOST_TOLD)
    .map(({ point }) => point.id)
    .join()

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
}

function describedBy(points: readonly SeriesPoint[]): Exported {
  const held = new Map(
    points.flatMap(({ point, series }) => {
      const described = { point, path: pathText(point.path) }
      return series.map((one) => [one as number, described] as const)
    }),
  )
  return { of: (series) => held.get(series) as ReturnType<Exported['of']> }
}

/** Neighbours whose values are all text, or none: a point keeps its series together, whatever they held before. */
function runsOf(points: readonly SeriesPoint[]): { series: number[]; isText: boolean }[] {
  const runs: { series: number[]; isText: boolean }[] = []
  for (const { series, types } of points) {
    const isText = types.includes('string')
    const last = runs.at(-1)
    if (last && last.isText === isText) last.series.push(...series)
    else runs.push({ series: [...series], isText })
  }
  return runs
}
