import { type AssetId, Fault, newId } from '@millrace/core'
import type { Json } from '../audit/index.ts'
import { difference } from './drawing.ts'
import { drawnOf } from './drawn-store.ts'
import './faults.ts'
import type { FillingRow, PhysicalRow } from './physical-store.ts'
import type { Plant } from './sheet.ts'
import type { AssetRow } from './store.ts'
import { standings } from './tree.ts'

/** What one line of a sheet, or an edit of many, would do to one thing. */
export interface Edit {
  readonly line: number
  readonly row: 'asset' | 'point' | 'physical'
  readonly is: 'made' | 'changed' | 'moved' | 'refused'
  /** Of what it is about; empty where that is not known. */
  readonly id: string
  readonly name: string
  /** Of each field: [before, after]. */
  readonly what: Readonly<Record<string, Json>>
  readonly refusal?: Fault
}

/** Everything that is to be, worked out before anything is written. */
export interface Plan {
  readonly edits: readonly Edit[]
  readonly unchanged: number
  /** Rows as they are from then on; new ones from the top down. */
  readonly made: readonly AssetRow[]
  readonly changed: readonly AssetRow[]
  readonly points: readonly { readonly id: string; readonly to: string }[]
  readonly newThings: readonly PhysicalRow[]
  readonly things: readonly PhysicalRow[]
  readonly ended: readonly FillingRow[]
  readonly begun: readonly FillingRow[]
}

/** An asset as a line wants it; `before` is missing for a new one. */
export interface WantedAsset {
  readonly line: number
  readonly row: AssetRow
  readonly before: AssetRow | undefined
}

/** A new place as rows hold it, before it stands anywhere. */
export const blankAsset = (tenant: string, name: string, parent: string | null): AssetRow => ({
  id: newId(),
  tenant,
  parent,
  name,
  lineage: [],
  path: [],
  search: '',
  childCount: 0,
  pointCount: 0,
  level: 'equipment',
  levelGiven: false,
  kind: null,
  description: null,
  tags: [],
  latitude: null,
  longitude: null,
  retiredAt: null,
})

interface TreePlan {
  readonly edits: Edit[]
  readonly made: AssetRow[]
  readonly changed: AssetRow[]
  readonly unchanged: number
  /** Where every place comes to stand. */
  readonly next: ReadonlyMap<string, AssetRow>
}

/** The tree as it would be, with what is wrong told at the line that makes it so. */
export function planTree(plant: Pick<Plant, 'assets'>, wanted: readonly WantedAsset[]): TreePlan {
  const next = new Map(plant.assets.map((row) => [row.id, row]))
  for (const { row } of wanted) next.set(row.id, row)
  const { stood, wrong } = standings([...next.values()].map(drawnOf))
  const lines = new Map(wanted.map(({ row, line }) => [row.id, line]))
  const refusals = new Map<number, Fault>()
  const refuse = (id: string, fault: Fault): void => {
    const line = lineOf(id, lines, next)
    if (!refusals.has(line)) refusals.set(line, fault)
  }
  for (const [id, fault] of wrong) refuse(id, fault)
  for (const row of next.values()) {
    const at = stood.get(row.id as AssetId)
    if (!at) continue
    const above = row.parent === null ? undefined : next.get(row.parent)
    if (above?.retiredAt && !row.retiredAt) refuse(row.id, new Fault('assets.retired', { name: above.name }))
    if (row.kind !== null && (at.level !== 'work_center' || !row.levelGiven))
      refuse(row.id, new Fault('assets.kind_misplaced', { kind: row.kind, level: at.level }))
    next.set(row.id, { ...row, lineage: [...at.lineage], path: [...at.path], level: at.level })
  }
  const edits: Edit[] = []
  let unchanged = 0
  for (const { line, row, before } of wanted) {
    const after = next.get(row.id) as AssetRow
    const edit = editOf(line, before, after)
    const refusal = refusals.get(line)
    if (refusal) edits.push({ ...edit, is: 'refused', refusal })
    else if (before && Object.keys(edit.what).length === 0) unchanged++
    else edits.push(edit)
  }
  const known = new Map(plant.assets.map((row) => [row.id, row]))
  const rows = [...next.values()]
  return {
    edits,
    unchanged,
    made: rows.filter(({ id }) => !known.has(id)).sort((a, b) => a.lineage.length - b.lineage.length),
    changed: rows.filter((row) => {
      const before = known.get(row.id)
      return before !== undefined && JSON.stringify(before) !== JSON.stringify(row)
    }),
    next,
  }
}

/** The line that is to blame for what is wrong with a place: its own, that of a neighbour of its name, or of the nearest above. */
function lineOf(id: string, lines: ReadonlyMap<string, number>, next: ReadonlyMap<string, AssetRow>): number {
  const own = lines.get(id)
  if (own !== undefined) return own
  const { parent, name } = next.get(id) ?? {}
  for (const [other, line] of lines) {
    const row = next.get(other)
    if (row?.parent === parent && row?.name === name) return line
  }
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); at = next.get(at)?.parent ?? null) {
    const line = lines.get(at)
    if (line !== undefined) return line
    seen.add(at)
  }
  return 0
}

function editOf(line: number, before: AssetRow | undefined, after: AssetRow): Edit {
  const { id, name } = after
  if (!before) return { line, row: 'asset', is: 'made', id, name, what: { path: after.path, level: after.level } }
  const what = difference(before, after)
  const moved = before.parent !== after.parent
  if (moved) what['path'] = [before.path, after.path]
  if ((before.retiredAt === null) !== (after.retiredAt === null))
    what['retired'] = [before.retiredAt !== null, after.retiredAt !== null]
  // A level that only follows the place above it is no change of its own.
  if (!before.levelGiven && !after.levelGiven) delete what['level']
  return { line, row: 'asset', is: moved ? 'moved' : 'changed', id, name, what }
}
