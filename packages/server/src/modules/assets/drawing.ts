import { type AssetId, type Clock, type DeviceId, Fault, newId, type PointId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditEntry, AuditTrail, Json } from '../audit/index.ts'
import * as drawn from './drawn-store.ts'
import './events.ts'
import './faults.ts'
import * as inReach from './reach-store.ts'
import type { Asset, AssetChange, AssetRequest, Placement } from './schema.ts'
import * as store from './store.ts'
import { type Level, type Standing, stand } from './tree.ts'

/** The plant as people draw it. Each call is one transaction, and each of a tenant comes after the other; all are audited. */
export interface Drawing {
  /** Throws `assets.name_taken`, `level_order`, `kind_misplaced`, `retired`, `whole_needed`; as all that follow, `assets.asset_unknown`. */
  make(reach: Reach, request: AssetRequest, actor: Actor): Promise<Asset>
  /** All or none; `also` in the same transaction. Throws as {@link Drawing.make}. */
  makeMany(
    reach: Reach,
    requests: readonly AssetRequest[],
    actor: Actor,
    also: (tx: TenantTx, ids: readonly AssetId[]) => Promise<void>,
  ): Promise<AssetId[]>
  /** Paths of everything below follow. Throws as {@link Drawing.make}. */
  change(reach: Reach, id: string, change: AssetChange, actor: Actor): Promise<Asset>
  /** With everything below. Throws as {@link Drawing.make}, and `assets.inside_itself`. */
  move(reach: Reach, id: string, parent: string | null, actor: Actor): Promise<Asset>
  /** Out of use, or in use again. Throws `assets.still_used`, `assets.retired`. */
  retire(reach: Reach, id: string, retired: boolean, actor: Actor): Promise<Asset>
  /** By kind how much keeps an asset from being removed: places, points, devices, fillings, roles, grants. */
  heldBy(reach: Reach, id: string): Promise<Readonly<Record<string, number>>>
  /** Throws `assets.not_empty`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `assets.placement_empty`, `device_unknown`, `point_unknown`. */
  place(reach: Reach, placement: Placement, actor: Actor): Promise<{ points: number }>
  /** Where points stand, and whether somebody said so. Throws `assets.point_unknown`. */
  standing(reach: Reach, points: readonly string[]): Promise<readonly StandingPoint[]>
}

interface StandingPoint {
  readonly id: string
  readonly asset: string
  /** By hand: it does not follow its device. */
  readonly placed: boolean
}

export interface DrawingNeeds {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly clock: Clock
  /** Says that what somebody may see, or where something stands, is another. */
  readonly changed: () => void
}

/** A name as people write it: without blanks around it. Throws `assets.name_empty`. */
export function nameOf(text: string): string {
  const name = text.trim().toWellFormed()
  if (name === '') throw new Fault('assets.name_empty')
  return name
}

export function createDrawing({ tenants, audit, clock, changed }: DrawingNeeds): Drawing {
  /**
   * Checks under the caller's own sight first, where the database holds them to it, then changes as the organisation: counts
   * of what is above their part change, too.
   */
  const draw = async <T>(reach: Reach, run: (tx: TenantTx) => Promise<T>): Promise<T> => {
    const done = await tenants.within({ tenant: reach.tenant }, async (tx) => {
      await store.takeTurn(tx)
      return run(Object.assign(tx, { reach }))
    })
    changed()
    return done
  }
  const seen = async (reach: Reach, ...ids: (string | null | undefined)[]): Promise<void> => {
    for (const id of ids) {
      if (id === undefined || id === null) continue
      if (!(await tenants.within(reach, (tx) => inReach.assetById(tx, id))))
        throw new Fault('assets.asset_unknown', { id })
    }
  }
  const rowOf = async (tx: TenantTx, id: string): Promise<store.AssetRow> => {
    const row = await drawn.rowById(tx, id)
    // Another may have moved it out of reach since it was seen.
    if (!row || !(await drawn.reaches(tx, [id]))) throw new Fault('assets.asset_unknown', { id })
    return row
  }
  const inUse = async (tx: TenantTx, id: string | null | undefined): Promise<store.AssetRow | undefined> => {
    if (id === undefined || id === null) {
      if (tx.reach.below) throw new Fault('assets.whole_needed')
      return undefined
    }
    const row = await rowOf(tx, id)
    if (row.retiredAt) throw new Fault('assets.retired', { name: row.name })
    return row
  }
  const free = async (tx: TenantTx, parent: AssetId | null, name: string, self?: string): Promise<void> => {
    const taken = await store.childByName(tx, parent ?? undefined, name)
    if (taken && taken !== self) throw new Fault('assets.name_taken', { name })
  }
  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    row: { id: string; name: string },
    detail?: AuditEntry['detail'],
  ) =>
    audit.record(tx, {
      actor,
      action,
      target: { kind: 'asset', id: row.id, name: row.name },
      ...(detail ? { detail } : {}),
    })
  const shown = async (tx: TenantTx, id: string): Promise<Asset> => inReach.assetOf(tx.reach, await rowOf(tx, id))

  /** `row` as it is from now on, with everything below. */
  const redraw = async (tx: TenantTx, row: store.AssetRow): Promise<void> => {
    const rows = await drawn.rowsBelow(tx, row.id)
    const before = new Map(rows.map((each) => [each.id, each]))
    const above = row.parent === null ? new Map() : await store.standingsOf(tx, [row.parent as AssetId])
    if (row.parent !== null && before.has(row.parent)) throw new Fault('assets.inside_itself', { name: row.name })
    const next = rows.map((each) => (each.id === row.id ? row : each))
    const standings = stand(next.map(drawn.drawnOf), above)
    const saved = next.map((each) => standing(each, standings.get(each.id as AssetId) as Standing))
    for (const { kind, level, levelGiven } of saved) kindFits(kind, level, levelGiven)
    const old = before.get(row.id) as store.AssetRow
    await drawn.save(tx, saved, before)
    if (old.parent !== row.parent) await drawn.recount(tx, [standingOf(old), ...above.values()])
  }

  const makeOne = async (tx: TenantTx, request: AssetRequest, actor: Actor): Promise<AssetId> => {
    const parent = await inUse(tx, request.parent)
    const id = newId<AssetId>()
    const name = nameOf(request.name)
    const hangs = (parent?.id ?? null) as AssetId | null
    await free(tx, hangs, name)
    const above = new Map(parent ? [[parent.id as AssetId, standingOf(parent)]] : [])
    const at = stand([{ id, parent: hangs, name, given: request.level }], above).get(id) as Standing
    kindFits(request.kind ?? null, at.level, request.level !== undefined)
    await store.addAsset(tx, {
      id,
      parent: hangs,
      name,
      ...at,
      levelGiven: request.level !== undefined,
      ...(request.kind === undefined ? {} : { kind: request.kind }),
      description: request.description?.trim() || null,
      tags: request.tags ?? [],
      latitude: request.position?.latitude ?? null,
      longitude: request.position?.longitude ?? null,
    })
    await record(tx, actor, 'asset.made', { id, name }, { path: [...at.path], level: at.level })
    return id
  }

  return {
    async make(reach, request, actor) {
      await seen(reach, request.parent)
      return draw(reach, async (tx) => shown(tx, await makeOne(tx, request, actor)))
    },

    async makeMany(reach, requests, actor, also) {
      await seen(reach, ...new Set(requests.map(({ parent }) => parent)))
      return draw(reach, async (tx) => {
        const ids: AssetId[] = []
        for (const request of requests) ids.push(await makeOne(tx, request, actor))
        await also(tx, ids)
        return ids
      })
    },

    async change(reach, id, change, actor) {
      await seen(reach, id)
      return draw(reach, async (tx) => {
        const before = await rowOf(tx, id)
        const row = changedRow(before, change)
        if (row.name !== before.name) await free(tx, before.parent as AssetId | null, row.name, id)
        const what = difference(before, row)
        if (Object.keys(what).length > 0) {
          await redraw(tx, row)
          await record(tx, actor, 'asset.changed', row, what)
        }
        return shown(tx, id)
      })
    },

    async move(reach, id, parent, actor) {
      await seen(reach, id, parent)
      return draw(reach, async (tx) => {
        const row = await rowOf(tx, id)
        const to = await inUse(tx, parent)
        if (row.parent === parent) return inReach.assetOf(reach, row)
        // Whoever holds a part does not take it out of the organisation's sight, nor out of their own.
        if (reach.below?.includes(row.id as AssetId)) throw new Fault('assets.whole_needed')
        await free(tx, parent as AssetId | null, row.name, id)
        await redraw(tx, { ...row, parent })
        await record(tx, actor, 'asset.moved', row, { from: row.path.slice(0, -1), to: to?.path ?? [] })
        return shown(tx, id)
      })
    },

    async retire(reach, id, retired, actor) {
      await seen(reach, id)
      return draw(reach, async (tx) => {
        const row = await rowOf(tx, id)
        if (retired === (row.retiredAt !== null)) return inReach.assetOf(reach, row)
        const below = retired ? await drawn.usedBelow(tx, id) : undefined
        if (below) throw new Fault('assets.still_used', { name: row.name, below: below.name })
        const above = retired || row.parent === null ? undefined : await drawn.rowById(tx, row.parent)
        if (above?.retiredAt) throw new Fault('assets.retired', { name: above.name })
        const saved = { ...row, retiredAt: retired ? new Date(clock.now() / 1_000) : null }
        await drawn.save(tx, [saved], new Map([[id, row]]))
        await record(tx, actor, retired ? 'asset.retired' : 'asset.restored', row)
        return shown(tx, id)
      })
    },

    async heldBy(reach, id) {
      await seen(reach, id)
      return tenants.within(reach, (tx) => drawn.heldBy(tx, id))
    },

    async remove(reach, id, actor) {
      await seen(reach, id)
      await draw(reach, async (tx) => {
        const row = await rowOf(tx, id)
        if (reach.below?.includes(row.id as AssetId)) throw new Fault('assets.whole_needed')
        const held = Object.entries(await drawn.heldBy(tx, id)).filter(([, n]) => n > 0)
        if (held.length > 0)
          throw new Fault('assets.not_empty', {
            name: row.name,
            held: held.map(([what, n]) => `${n} ${what}`).join(', '),
          })
        await drawn.remove(tx, id)
        await drawn.recount(tx, [{ ...standingOf(row), lineage: row.lineage.slice(0, -1) as AssetId[] }])
        await record(tx, actor, 'asset.removed', row, { path: row.path, above: row.parent })
      })
    },

    async place(reach, { asset, device, points }, actor) {
      if ((device === undefined) === (points === undefined)) throw new Fault('assets.placement_empty')
      await seen(reach, asset)
      return draw(reach, async (tx) => {
        const to = asset === null ? undefined : await inUse(tx, asset)
        const moved = await drawn.pointsOf(tx, device === undefined ? { points: points ?? [] } : { device })
        const from = [...new Set(moved.map((point) => point.asset))]
        const all = await drawn.reaches(tx, from)
        const lost = points?.find((id) => !moved.some((point) => point.id === id))
        if (lost !== undefined || (points && !all))
          throw new Fault('assets.point_unknown', { id: lost ?? points?.[0] ?? '' })
        if (device !== undefined && (moved.length === 0 || !all))
          throw new Fault('assets.device_unknown', { id: device })
        if (device !== undefined) await drawn.placeDevice(tx, device as DeviceId, (to?.id ?? null) as AssetId | null)
        const other = to ? moved.filter((point) => point.asset !== to.id) : []
        if (to) {
          const going = (device === undefined ? moved : other).map(({ id }) => ({ id, to: to.id as AssetId }))
          const standings = await store.standingsOf(tx, [...from, to.id as AssetId])
          await drawn.movePoints(tx, going, { standings, placed: device === undefined })
          await drawn.recount(tx, [...standings.values()])
        } else
          await drawn.letGo(
            tx,
            moved.map(({ id }) => id as PointId),
          )
        const target =
          device === undefined
            ? { kind: 'asset', id: to?.id ?? from[0] ?? '', name: to?.name ?? '' }
            : { kind: 'device', id: device }
        const detail: Record<string, Json> = { points: moved.length, to: to?.path ?? null }
        await audit.record(tx, { actor, action: 'points.placed', target, detail })
        return { points: other.length }
      })
    },

    standing: (reach, points) =>
      tenants.within(reach, async (tx) => {
        const found = await drawn.pointsOf(tx, { points })
        const lost = points.find((id) => !found.some((point) => point.id === id))
        if (lost !== undefined) throw new Fault('assets.point_unknown', { id: lost })
        return found
      }),
  }
}

const standing = (row: store.AssetRow, { lineage, path, level }: Standing): store.AssetRow => ({
  ...row,
  lineage: [...lineage],
  path: [...path],
  level,
})

export const standingOf = ({ lineage, path, level }: store.AssetRow): Standing => ({
  lineage: lineage as AssetId[],
  path,
  level,
})

function kindFits(kind: string | null, level: Level, given: boolean): void {
  if (kind !== null && (level !== 'work_center' || !given)) throw new Fault('assets.kind_misplaced', { kind, level })
}

/** A row with what somebody changes about it; what is left out stays. */
export function changedRow(row: store.AssetRow, change: AssetChange): store.AssetRow {
  const { level, kind, description, tags, position } = change
  return {
    ...row,
    ...(change.name === undefined ? {} : { name: nameOf(change.name) }),
    ...(level === undefined ? {} : { levelGiven: level !== null, level: level ?? row.level }),
    ...(kind === undefined ? {} : { kind }),
    ...(description === undefined ? {} : { description: description?.trim() || null }),
    ...(tags === undefined ? {} : { tags }),
    ...(position === undefined ? {} : { latitude: position?.latitude ?? null, longitude: position?.longitude ?? null }),
  }
}

const told = ['name', 'level', 'levelGiven', 'kind', 'description', 'tags', 'latitude', 'longitude'] as const

/** What differs, as the audit keeps it: [before, after]. */
export function difference(before: store.AssetRow, after: store.AssetRow): Record<string, Json> {
  const differing = told.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return Object.fromEntries(differing.map((key) => [key, [cut(before[key]), cut(after[key])]]))
}

/** The audit keeps records short. */
const cut = (value: Json): Json => (typeof value === 'string' ? value.slice(0, 300) : value)
