import { Fault } from '@millrace/core'
import { type CsvLine, csvLine, readCsv } from './csv.ts'
import './faults.ts'
import { pathText } from './path-text.ts'
import type { PhysicalRow } from './physical-store.ts'
import type { HeldFilling, SheetPoint } from './sheet-store.ts'
import type { AssetRow } from './store.ts'

/** The columns of a sheet; `row` and `id` are needed, each other one that is missing leaves alone what it is about. */
export const columns = [
  'row',
  'id',
  'parent',
  'name',
  'level',
  'kind',
  'description',
  'tags',
  'latitude',
  'longitude',
  'retired',
  'unit',
  'type',
  'device',
  'serial',
  'maker',
  'model',
  'year',
  'since',
] as const
export type Column = (typeof columns)[number]
type Cells = Partial<Record<Column, string | number>>

export const rowKinds = ['asset', 'point', 'physical'] as const
export type RowKind = (typeof rowKinds)[number]

/** The plant as it stands. */
export interface Plant {
  readonly assets: readonly AssetRow[]
  readonly points: readonly SheetPoint[]
  readonly physical: readonly PhysicalRow[]
  /** That are, or will be. */
  readonly fillings: readonly HeldFilling[]
}

export const assetCells = (row: AssetRow): Cells => ({
  row: 'asset',
  id: row.id,
  parent: pathText(row.path.slice(0, -1)),
  name: row.name,
  level: row.level,
  kind: row.kind ?? '',
  description: row.description ?? '',
  tags: row.tags.join('; '),
  latitude: row.latitude ?? '',
  longitude: row.longitude ?? '',
  retired: row.retiredAt ? 'yes' : '',
})

export const pointCells = (point: SheetPoint, place: string): Cells => ({
  row: 'point',
  id: point.id,
  parent: place,
  name: point.name,
  description: point.description ?? '',
  unit: point.unit ?? '',
  type: point.type,
  device: point.device ?? '',
})

export const physicalCells = (row: PhysicalRow, place: string, since: Date | undefined): Cells => ({
  row: 'physical',
  id: row.id,
  parent: place,
  description: row.description ?? '',
  serial: row.serialNumber,
  maker: row.maker,
  model: row.model ?? '',
  year: row.year ?? '',
  since: since?.toISOString() ?? '',
})

/** What fills a place at a moment, by thing. */
export const fillingsAt = (fillings: readonly HeldFilling[], now: Date): Map<string, HeldFilling> =>
  new Map(
    fillings
      .filter(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now))
      .map((held) => [held.physical, held]),
  )

/** The plant as a sheet: a byte order mark, so that spreadsheets read it as UTF-8; places from the top down, then points, then things. */
export function* sheetText(plant: Plant, now: Date): Generator<string> {
  yield `\ufeff${csvLine(columns)}`
  const line = (cells: Cells): string => csvLine(columns.map((column) => cells[column] ?? ''))
  const byPath = [...plant.assets].sort((a, b) => compare(pathText(a.path), pathText(b.path)))
  for (const row of byPath) yield line(assetCells(row))
  const places = new Map(plant.assets.map(({ id, path }) => [id, pathText(path)]))
  for (const point of plant.points) yield line(pointCells(point, places.get(point.asset) ?? ''))
  const mounted = fillingsAt(plant.fillings, now)
  for (const row of plant.physical) {
    const held = mounted.get(row.id)
    yield line(physicalCells(row, held ? (places.get(held.asset) ?? '') : '', held?.startsAt))
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** One line of a sheet: cells of the columns that the sheet has. */
export interface SheetRow {
  readonly line: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
}

export const MOST_ROWS = 200_000

/** Throws `assets.sheet_malformed`, `assets.sheet_long`. */
export function readSheet(bytes: Uint8Array): SheetRow[] {
  const [head, ...lines] = readCsv(textOf(bytes))
  if (!head) throw new Fault('assets.sheet_malformed', { seen: 'an empty file' })
  const known = head.cells.map((cell) => columns.find((column) => column === cell.trim().toLowerCase()))
  const unknown = head.cells.find((cell, at) => cell.trim() !== '' && known[at] === undefined)
  if (unknown !== undefined) throw new Fault('assets.sheet_malformed', { seen: `the column "${unknown.slice(0, 60)}"` })
  const twice = known.find((column, at) => column !== undefined && known.indexOf(column) !== at)
  if (twice) throw new Fault('assets.sheet_malformed', { seen: `the column "${twice}" twice` })
  for (const needed of ['row', 'id'] as const)
    if (!known.includes(needed)) throw new Fault('assets.sheet_malformed', { seen: `no column "${needed}"` })
  if (lines.length > MOST_ROWS) throw new Fault('assets.sheet_long', { most: MOST_ROWS, seen: lines.length })
  return lines.map((line) => ({ line: line.line, cells: cellsOf(line, known) }))
}

const cellsOf = ({ cells }: CsvLine, known: readonly (Column | undefined)[]): SheetRow['cells'] =>
  Object.fromEntries(known.flatMap((column, at) => (column ? [[column, cells[at] ?? '']] : [])))

/** UTF-8, or what Chinese spreadsheets write (GB 18030). Throws `assets.sheet_malformed`. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch (thrown) {
      if (encoding === 'gb18030')
        throw new Fault('assets.sheet_malformed', { seen: 'bytes that are neither UTF-8 nor GB 18030' }, thrown)
    }
  }
  return ''
}
