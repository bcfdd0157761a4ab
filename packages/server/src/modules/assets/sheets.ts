import { createHash } from 'node:crypto'
import { type AssetId, Fault, type PointId } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import { changedRow, type DrawingNeeds, standingOf } from './drawing.ts'
import * as drawn from './drawn-store.ts'
import './faults.ts'
import * as physical from './physical-store.ts'
import { type Edit, type Plan, planTree } from './plan.ts'
import * as inReach from './reach-store.ts'
import { readSheet, sheetText } from './sheet.ts'
import { planSheet } from './sheet-plan.ts'
import { type BulkRequest, LISTED, type PlantChanges } from './sheet-schema.ts'
import { wholePlant } from './sheet-store.ts'
import * as store from './store.ts'

/** Many changes of the plant at once: looked at first, then made in one transaction or not at all. For the whole plant alone. */
export interface Sheets {
  /** Throws `assets.whole_needed`, as all that follow. */
  write(reach: Reach): Promise<AsyncGenerator<string>>
  /** Throws `assets.sheet_malformed`, `assets.sheet_long`. */
  preview(reach: Reach, bytes: Uint8Array): Promise<PlantChanges>
  /** Throws as {@link Sheets.preview}, and `assets.sheet_refused`, `sheet_stale`, `too_many_changes`. */
  apply(reach: Reach, bytes: Uint8Array, seen: string, actor: Actor): Promise<PlantChanges>
  /** Without `seen` only looked at. Throws as {@link Sheets.apply}. */
  bulk(reach: Reach, request: BulkRequest, actor: Actor): Promise<PlantChanges>
}

/** Each of them is audited, in the same transaction. */
const MOST_CHANGES = 10_000

export function createSheets({ tenants, audit, clock, changed }: DrawingNeeds): Sheets {
  const now = (): Date => new Date(clock.now() / 1_000)
  const whole = (reach: Reach): void => {
    if (reach.below) throw new Fault('assets.whole_needed')
  }

  const make = async (tx: TenantTx, plan: Plan, actor: Actor): Promise<void> => {
    for (const row of plan.made)
      await store.addAsset(tx, {
        ...row,
        ...standingOf(row),
        id: row.id as AssetId,
        parent: row.parent as AssetId | null,
      })
    const before = new Map((await drawn.rowsBelow(tx)).map((row) => [row.id, row]))
    await drawn.save(tx, plan.changed, before)
    const standings = await store.standingsOf(tx, [...before.keys()] as AssetId[])
    const moved = plan.points.map(({ id, to }) => ({ id: id as PointId, to: to as AssetId }))
    await drawn.movePoints(tx, moved, { standings, placed: true })
    for (const row of plan.newThings) await physical.addPhysical(tx, row)
    for (const { createdAt: _, ...row } of plan.things) await physical.savePhysical(tx, row)
    for (const row of plan.ended) await physical.saveFilling(tx, row.id, row)
    for (const row of plan.begun) await physical.addFilling(tx, row)
    if (plan.made.length + plan.changed.length + moved.length > 0)
      await drawn.recount(tx, [...standings.values(), ...[...before.values()].map(standingOf)])
    for (const edit of plan.edits)
      await audit.record(tx, { actor, action: actionOf(edit), target: targetOf(edit), detail: edit.what })
  }

  /** Works out what is to be, and makes it so if it is what was looked at. */
  const settle = async (
    reach: Reach,
    work: (tx: TenantTx) => Promise<Plan>,
    seen: string | undefined,
    actor: Actor,
  ): Promise<PlantChanges> => {
    whole(reach)
    if (seen === undefined) return tenants.within(reach, async (tx) => changesOf(await work(tx)))
    const changes = await tenants.within(reach, async (tx) => {
      await store.takeTurn(tx)
      const plan = await work(tx)
      const changes = changesOf(plan)
      if (changes.seen !== seen) throw new Fault('assets.sheet_stale')
      const [first] = changes.items
      if (changes.refused > 0 && first)
        throw new Fault('assets.sheet_refused', {
          count: changes.refused,
          line: first.line,
          reason: first.reason ?? '',
        })
      if (plan.edits.length > MOST_CHANGES)
        throw new Fault('assets.too_many_changes', { most: MOST_CHANGES, seen: plan.edits.length })
      await make(tx, plan, actor)
      return changes
    })
    changed()
    return changes
  }
  const sheet = (reach: Reach, bytes: Uint8Array) => {
    const rows = readSheet(bytes)
    return async (tx: TenantTx): Promise<Plan> => planSheet(reach.tenant, await wholePlant(tx, now()), rows, now())
  }
  const nobody: Actor = { kind: 'system', id: 'preview', name: '' }

  return {
    async write(reach) {
      whole(reach)
      const plant = await tenants.within(reach, (tx) => wholePlant(tx, now()))
      return pieces(sheetText(plant, now()))
    },
    preview: (reach, bytes) => settle(reach, sheet(reach, bytes), undefined, nobody),
    apply: (reach, bytes, seen, actor) => settle(reach, sheet(reach, bytes), seen, actor),
    bulk: (reach, { filter, change, seen }, actor) =>
      settle(
        reach,
        async (tx) => {
          const found = await drawn.rowsOf(tx, inReach.wantedAssets(tx, filter))
          const assets = await drawn.rowsBelow(tx)
          const wanted = found.map((row, at) => ({ line: at + 1, before: row, row: bulkRow(row, change, now()) }))
          const tree = planTree({ assets }, wanted)
          return { ...tree, points: [], newThings: [], things: [], ended: [], begun: [] }
        },
        seen,
        actor,
      ),
  }
}

function bulkRow(row: store.AssetRow, change: BulkRequest['change'], now: Date): store.AssetRow {
  const { addTags = [], removeTags = [], parent, retired, level, kind, description } = change
  const tags = [...new Set([...row.tags, ...addTags])].filter((tag) => !removeTags.includes(tag))
  const next = changedRow(row, {
    ...(level === undefined ? {} : { level }),
    ...(kind === undefined ? {} : { kind }),
    ...(description === undefined ? {} : { description }),
    tags,
  })
  return {
    ...next,
    parent: parent === undefined ? row.parent : parent,
    retiredAt: retired === undefined ? row.retiredAt : retired ? (row.retiredAt ?? now) : null,
  }
}

const actionOf = ({ row, is }: Edit): string =>
  row === 'point' ? 'points.placed' : `${row === 'asset' ? 'asset' : 'physical_asset'}.${is}`

const targetOf = ({ row, id, name }: Edit) => ({ kind: row === 'physical' ? 'physical_asset' : row, id, name })

function changesOf({ edits, unchanged }: Plan): PlantChanges {
  const count = (is: Edit['is']): number => edits.filter((edit) => edit.is === is).length
  const items = [...edits].sort((a, b) => Number(b.is === 'refused') - Number(a.is === 'refused') || a.line - b.line)
  // Ids of what is new are others each time.
  const told = items.map(({ refusal, id: _, ...edit }) => ({
    ...edit,
    what: { ...edit.what },
    ...(refusal ? { code: refusal.code, reason: refusal.message } : {}),
  }))
  return {
    made: count('made'),
    changed: count('changed'),
    moved: count('moved'),
    refused: count('refused'),
    unchanged,
    seen: createHash('sha256').update(JSON.stringify(told)).digest('hex'),
    items: told.slice(0, LISTED),
  }
}

/** Some 200 lines at a time: a line alone is a small parcel. */
async function* pieces(lines: Iterable<string>): AsyncGenerator<string> {
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < 32_768) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}
