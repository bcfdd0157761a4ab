import { Fault, isId, newId } from '@millrace/core'
import type { Json } from '../audit/index.ts'
import { nameOf } from './drawing.ts'
import './faults.ts'
import { pathText } from './path-text.ts'
import { factsOf } from './physical.ts'
import type { FillingRow, PhysicalRow } from './physical-store.ts'
import { blankAsset, type Edit, type Plan, planTree, type WantedAsset } from './plan.ts'
import { type Column, fillingsAt, type Plant, physicalCells, pointCells, type SheetRow } from './sheet.ts'
import type { AssetRow } from './store.ts'
import { kinds, levels } from './tree.ts'

const bad = (expected: string, seen: string): Fault =>
  new Fault('assets.sheet_row', { expected, seen: seen.slice(0, 200) })

/** A cell that names one of a list; empty: none. Throws `assets.sheet_row`. */
function oneOf<T extends string>(cell: string, list: readonly T[]): T | undefined {
  const text = cell.trim()
  if (text === '') return undefined
  const found = list.find((each) => each === text)
  if (!found) throw bad(list.join(', '), text)
  return found
}

/** Throws `assets.sheet_row`. */
function numberOf(cell: string, most: number): number | null {
  const text = cell.trim()
  if (text === '') return null
  const value = Number(text)
  if (!/^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text) || Math.abs(value) > most)
    throw bad(`a number from −${most} to ${most}`, text)
  return value
}

const tagsOf = (cell: string): string[] => {
  const tags = [...new Set(cell.split(';').map((tag) => tag.trim()))].filter(Boolean)
  const wrong = tags.find((tag) => tag.length > 60 || tag.includes(',')) ?? (tags.length > 50 ? tags[50] : undefined)
  if (wrong !== undefined) throw bad('at most 50 tags of 60 signs, parted by semicolons', wrong)
  return tags
}

/** Text of which the sheet may hold another cut of blanks than the plant. */
const same = (cell: string, value: string): boolean => cell === value || cell.trim() === value.trim()

/** An asset as its cells want it. Throws `assets.sheet_row`, `name_empty`. */
function assetAs(before: AssetRow, cells: SheetRow['cells'], now: Date): AssetRow {
  const { name, level, kind, description, tags, latitude, longitude, retired } = cells
  const row = { ...before }
  if (name !== undefined && !same(name, before.name)) row.name = nameOf(name)
  if (row.name.length > 200) throw bad('a name of at most 200 signs', row.name)
  if (level !== undefined) {
    const said = oneOf(level, levels)
    if (said === undefined) row.levelGiven = false
    else if (said !== before.level || before.lineage.length === 0) Object.assign(row, { level: said, levelGiven: true })
  }
  if (kind !== undefined) row.kind = oneOf(kind, kinds) ?? null
  if (description !== undefined && !same(description, before.description ?? ''))
    row.description = description.trim() || null
  if (tags !== undefined && tags !== before.tags.join('; ')) row.tags = tagsOf(tags)
  if (latitude !== undefined) row.latitude = numberOf(latitude, 90)
  if (longitude !== undefined) row.longitude = numberOf(longitude, 180)
  if ((row.latitude === null) !== (row.longitude === null)) throw bad('latitude and longitude, or neither', 'one alone')
  if (retired !== undefined && (oneOf(retired, ['yes', 'no']) === 'yes') !== (before.retiredAt !== null))
    row.retiredAt = before.retiredAt ? null : now
  return row
}

/** What lines say is to be, held against what is. */
export function planSheet(tenant: string, plant: Plant, rows: readonly SheetRow[], now: Date): Plan {
  const byId = new Map(plant.assets.map((row) => [row.id, row]))
  const idByPath = new Map(plant.assets.map(({ id, path }) => [pathText(path), id]))
  const refused: Edit[] = []
  const seen = new Set<string>()
  let unchanged = 0
  /** Runs what reads a line; what it refuses is told at that line. */
  const reading = (row: SheetRow, kind: Edit['row'], read: () => void): void => {
    try {
      const id = row.cells.id?.trim() ?? ''
      if (id !== '' && !isId(id)) throw bad('an id, or an empty cell for what is new', id)
      if (id !== '' && seen.has(id)) throw bad('each id once', id)
      seen.add(id === '' ? String(row.line) : id)
      read()
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      refused.push({ line: row.line, row: kind, is: 'refused', id: '', name: nameIn(row), what: {}, refusal: thrown })
    }
  }
  const kindOf = (row: SheetRow): string => row.cells.row?.trim() ?? ''
  const of = (kind: string): SheetRow[] => rows.filter((row) => kindOf(row) === kind)
  for (const row of rows)
    if (!['asset', 'point', 'physical'].includes(kindOf(row)))
      reading(row, 'asset', () => {
        throw bad('asset, point or physical in the column "row"', kindOf(row))
      })

  // Places first, all of them: one may hang on another that comes later.
  const found = new Map<SheetRow, AssetRow>()
  for (const row of of('asset'))
    reading(row, 'asset', () => {
      const id = row.cells.id?.trim() ?? ''
      const parent = row.cells.parent ?? ''
      const path = [parent, pathText([(row.cells.name ?? '').trim()])].filter(Boolean).join('/')
      const before = byId.get(id === '' ? (idByPath.get(path) ?? '') : id)
      if (id !== '' && !before) throw new Fault('assets.asset_unknown', { id })
      const asset = before ?? blankAsset(tenant, nameOf(row.cells.name ?? ''), null)
      if (!before) idByPath.set(path, asset.id)
      found.set(row, asset)
    })
  /** By the path as it was before, or of a place that the sheet makes. Throws `assets.sheet_row`. */
  const placeAt = (path: string): string | null => {
    if (path === '') return null
    const id = idByPath.get(path) ?? idByPath.get(path.trim())
    if (!id) throw bad('the path of a place that is there, or that the sheet makes, as it is called before', path)
    return id
  }
  const wanted: WantedAsset[] = []
  for (const [row, asset] of found)
    reading({ ...row, cells: { ...row.cells, id: '' } }, 'asset', () => {
      const before = byId.get(asset.id)
      const { parent } = row.cells
      const hangs = parent === undefined ? asset.parent : placeAt(parent)
      wanted.push({ line: row.line, row: { ...assetAs(asset, row.cells, now), parent: hangs }, before })
    })
  const tree = planTree(plant, wanted)
  const pathOf = (id: string): string[] => tree.next.get(id)?.path ?? []

  const points: { id: string; to: string }[] = []
  const edits: Edit[] = []
  const pointById = new Map(plant.points.map((point) => [point.id, point]))
  const pathWas = (id: string): string[] => byId.get(id)?.path ?? []
  for (const row of of('point'))
    reading(row, 'point', () => {
      const point = pointById.get(row.cells.id?.trim() ?? '')
      if (!point) throw bad('the id of a point; points are made by their devices alone', row.cells.id ?? '')
      mustStay(row, pointCells(point, ''), ['name', 'description', 'unit', 'type', 'device'])
      const to = row.cells.parent === undefined ? point.asset : placeAt(row.cells.parent)
      if (to === null) throw bad('a place for each point', '')
      if (to === point.asset) {
        unchanged++
        return
      }
      if (tree.next.get(to)?.retiredAt) throw new Fault('assets.retired', { name: pathOf(to).at(-1) ?? '' })
      points.push({ id: point.id, to })
      const what = { path: [pathWas(point.asset), pathOf(to)] }
      edits.push({ line: row.line, row: 'point', is: 'moved', id: point.id, name: point.name, what })
    })

  const things = planThings({ tenant, plant, now, placeAt, pathOf, pathWas }, of('physical'), reading)
  return {
    edits: [...tree.edits, ...edits, ...things.edits, ...refused].sort((a, b) => a.line - b.line),
    unchanged: unchanged + tree.unchanged + things.unchanged,
    made: tree.made,
    changed: tree.changed,
    points,
    newThings: things.made,
    things: things.changed,
    ended: things.ended,
    begun: things.begun,
  }
}

const nameIn = ({ cells }: SheetRow): string => cells.name || cells.serial || cells.id || ''

/** What sources say is not changed in a sheet. Throws `assets.sheet_row`. */
function mustStay(row: SheetRow, known: Partial<Record<Column, string | number>>, fixed: readonly Column[]): void {
  for (const column of fixed) {
    const cell = row.cells[column]
    const value = String(known[column] ?? '')
    if (cell !== undefined && !same(cell, value)) throw bad(`${column} "${value}", which the device says`, cell)
  }
}

interface ThingsNeeds {
  readonly tenant: string
  readonly plant: Plant
  readonly now: Date
  readonly placeAt: (path: string) => string | null
  readonly pathOf: (id: string) => string[]
  readonly pathWas: (id: string) => string[]
}

function planThings(
  { tenant, plant, now, placeAt, pathOf, pathWas }: ThingsNeeds,
  rows: readonly SheetRow[],
  reading: (row: SheetRow, kind: Edit['row'], read: () => void) => void,
) {
  const made: PhysicalRow[] = []
  const changed: PhysicalRow[] = []
  const edits: Edit[] = []
  const ended = new Map<string, FillingRow>()
  const begun: FillingRow[] = []
  const mounted = fillingsAt(plant.fillings, now)
  const byId = new Map(plant.physical.map((row) => [row.id, row]))
  const byNumber = new Map(plant.physical.map((row) => [`${row.maker}\0${row.serialNumber}`, row.id]))
  const moves: { row: SheetRow; thing: PhysicalRow; edit: Edit; to: string | null; since: Date }[] = []
  let unchanged = 0
  for (const row of rows)
    reading(row, 'physical', () => {
      const id = row.cells.id?.trim() ?? ''
      const before = byId.get(id || (byNumber.get(`${row.cells.maker?.trim()}\0${row.cells.serial?.trim()}`) ?? ''))
      if (id !== '' && !before) throw new Fault('assets.physical_unknown', { id })
      const held = before && mounted.get(before.id)
      const known = before ? physicalCells(before, '', held?.startsAt) : {}
      const cell = (column: Column): string => (row.cells[column] ?? String(known[column] ?? '')).trim()
      const year = numberOf(cell('year'), 2200)
      const facts = factsOf({
        serialNumber: cell('serial'),
        maker: cell('maker'),
        ...(cell('model') ? { model: cell('model') } : {}),
        ...(year === null ? {} : { year }),
        ...(cell('description') ? { description: cell('description') } : {}),
        documents: before?.documents ?? [],
      })
      const thing: PhysicalRow = { id: before?.id ?? newId(), tenant, createdAt: before?.createdAt ?? now, ...facts }
      const owner = byNumber.get(`${thing.maker}\0${thing.serialNumber}`)
      if (owner !== undefined && owner !== thing.id)
        throw new Fault('assets.serial_known', { maker: thing.maker, serialNumber: thing.serialNumber })
      byNumber.set(`${thing.maker}\0${thing.serialNumber}`, thing.id)
      const what: Record<string, Json> = {}
      for (const key of ['serialNumber', 'maker', 'model', 'year', 'description'] as const)
        if (before && before[key] !== thing[key]) what[key] = [before[key], thing[key]]
      const to = row.cells.parent === undefined ? (held?.asset ?? null) : placeAt(row.cells.parent)
      const since = sinceOf(cell('since'), String(known.since ?? ''), now)
      const moved = to !== (held?.asset ?? null)
      if (moved) what['path'] = [held ? pathWas(held.asset) : null, to ? pathOf(to) : null]
      const is = !before ? 'made' : moved ? 'moved' : 'changed'
      const edit: Edit = { line: row.line, row: 'physical', is, id: thing.id, name: thing.serialNumber, what }
      if (moved) moves.push({ row, thing, edit, to, since })
      if (before && Object.keys(what).length === 0) unchanged++
      else {
        if (!before) made.push(thing)
        else if (Object.keys(what).some((key) => key !== 'path')) changed.push(thing)
        if (!moved) edits.push(edit)
      }
    })
  for (const { thing, since } of moves) {
    const held = mounted.get(thing.id)
    if (held) ended.set(held.id, { ...held, endsAt: since })
  }
  for (const { row, thing, edit, to, since } of moves)
    reading({ ...row, cells: { ...row.cells, id: '' } }, 'physical', () => {
      const held = mounted.get(thing.id)
      if (held && held.startsAt >= since) throw bad(`since after ${held.startsAt.toISOString()}`, since.toISOString())
      const filling: FillingRow | undefined = to
        ? {
            id: newId(),
            tenant,
            physical: thing.id,
            asset: to,
            startsAt: since,
            endsAt: null,
            shared: false,
            note: null,
          }
        : undefined
      if (filling) {
        const name = pathOf(filling.asset).join(' / ')
        const all = [...plant.fillings.map((each) => ended.get(each.id) ?? each), ...begun]
        const later = all.filter(({ endsAt }) => endsAt === null || endsAt > since)
        const here = later.find((each) => each.asset === to && !each.shared)
        if (here) throw new Fault('assets.role_filled', { name, ...inTheWay(here, byId, made) })
        const elsewhere = later.find((each) => each.physical === thing.id)
        if (elsewhere) throw new Fault('assets.physical_elsewhere', { name, ...inTheWay(elsewhere, byId, made) })
        begun.push(filling)
      }
      edits.push(edit)
    })
  return { made, changed, edits, unchanged, ended: [...ended.values()], begun }
}

function inTheWay(filling: FillingRow, byId: ReadonlyMap<string, PhysicalRow>, made: readonly PhysicalRow[]) {
  const thing = byId.get(filling.physical) ?? made.find(({ id }) => id === filling.physical)
  return {
    serialNumber: thing?.serialNumber ?? '',
    from: filling.startsAt.toISOString(),
    until: filling.endsAt?.toISOString() ?? 'now and on',
  }
}

/** From when a thing is where the sheet says: what stands there, unless it was left as it was; then now. Throws `assets.sheet_row`. */
function sinceOf(cell: string, known: string, now: Date): Date {
  if (cell === '' || cell === known) return now
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(cell)
    ? Date.parse(cell)
    : Number.NaN
  if (Number.isNaN(time) || time < 0) throw bad('a moment as 2026-11-27T06:00:00Z', cell)
  return new Date(time)
}
