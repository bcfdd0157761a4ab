import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  type Micros,
  microsOf,
  newId,
  type SeriesId,
  sayFault,
  type TenantId,
  type Timer,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditService } from '../audit/index.ts'
import './faults.ts'
import { Legend } from './legend.ts'
import { removalsOf, told, toldOfRules } from './removals.ts'
import type {
  HistoryShare,
  Removal,
  RemovalPreview,
  RemovalRequest,
  RetentionRule,
  RetentionRuleRequest,
  RuleEffectQuery,
  StorageFigures,
} from './schema.ts'
import * as store from './store.ts'

const EVERY_MS = 3_600_000
/** A plant has said by then what it has. */
const FIRST_MS = 60_000
const DAY: Micros = 86_400_000_000
/** Series removed at once: the history refuses lists without end, and an organisation may have any number. */
const AT_ONCE = 10_000
/** Series whose samples are counted before they are removed. */
const COUNTED = 1_000
/** Wider than any history: a series has a bucket or two. */
const WIDE: Micros = 36_500 * DAY
/** Records of the audit that are looked through for removals, and how many are told. */
const RECORDS = 500
const TOLD = 100
/** 1900 and 2100: no sample lies beyond. */
const EARLIEST: Micros = Date.UTC(1900) * 1_000
const LATEST: Micros = Date.UTC(2100) * 1_000
const platform: Actor = { kind: 'system', id: 'storage', name: 'Millrace' }

export interface StorageService extends Closable {
  figures(reach: Reach): Promise<StorageFigures>
  /** For good. Throws `storage.nothing_named`, `storage.range_malformed`, `assets.asset_unknown`, `assets.point_unknown`. */
  remove(reach: Reach, request: RemovalRequest, actor: Actor): Promise<{ samples: number }>
  /** What it would take away. Throws as {@link StorageService.remove}, or the signal's reason. */
  preview(reach: Reach, preview: RemovalPreview, signal: AbortSignal): Promise<HistoryShare>
  /** Under way or ended, newest first; whoever has the right for a part of the plant sees their own. */
  removals(reach: Reach, actor: Actor): Promise<Removal[]>
  rules(reach: Reach): Promise<RetentionRule[]>
  /** What a rule would take away. Throws `assets.asset_unknown`, or the signal's reason. */
  effect(reach: Reach, query: RuleEffectQuery, signal: AbortSignal): Promise<HistoryShare>
  /** Throws `assets.asset_unknown`. */
  setRule(reach: Reach, request: RetentionRuleRequest, actor: Actor): Promise<RetentionRule>
  /** Throws `storage.rule_unknown`. */
  dropRule(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Writes beside its files which point each series is; by itself every hour, too. */
  legend(tenant: TenantId): Promise<void>
  /** Removes what its rules no longer keep. */
  expire(tenant: TenantId): Promise<void>
  /** Its rules are looked at from now on. */
  begin(tenant: TenantId): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'seriesOf' | 'everyWithSeries'>
  readonly history: Pick<HistoryStore, 'stored' | 'slowest' | 'remove' | 'latest' | 'buckets' | 'health'>
  /** Where the history's files lie. */
  readonly historyFolder: string
  readonly latest: LatestValues
  readonly audit: Pick<AuditService, 'record' | 'note' | 'records'>
  readonly clock: Clock
  readonly log: Log
}

const boundOf = (name: 'from' | 'to', text: string | undefined): { from?: Micros; to?: Micros } => {
  if (text === undefined) return {}
  const at = /^-?\d+$/.test(text) ? Number(text) : microsOf(text)
  if (at === undefined || !Number.isSafeInteger(at)) throw new Fault('storage.range_malformed', { name, seen: text })
  return { [name]: at }
}

export function createStorage({
  tenants,
  assets,
  history,
  historyFolder,
  latest,
  audit,
  clock,
  log,
}: Needs): StorageService {
  const known = new Set<TenantId>()
  /** Removals under way. */
  const running = new Set<string>()

  /** What is shown as newest is what is left. */
  const removeRows = async (
    tenant: TenantId,
    series: readonly SeriesId[],
    range: { from?: Micros; to?: Micros },
  ): Promise<number> => {
    let all = 0
    for (let at = 0; at < series.length; at += AT_ONCE) {
      const some = series.slice(at, at + AT_ONCE)
      const samples = await history.remove({ tenant, series: some, ...range })
      if (samples === 0) continue
      all += samples
      latest.forget(tenant, some)
      latest.update(tenant, await history.latest(tenant, some))
    }
    return all
  }

  const seriesOf = async (
    reach: Reach,
    { asset, points }: Pick<RemovalPreview, 'asset' | 'points'>,
  ): Promise<store.SeriesOf> => {
    if (asset !== undefined) return tenants.within(reach, (tx) => store.seriesBelow(tx, asset))
    const found = await Promise.all([...new Set(points)].map((id) => assets.seriesOf(reach, id)))
    return { series: found.flatMap(({ series }) => [...series]), points: found.length }
  }

  const nameOf = async (reach: Reach, points: readonly string[]): Promise<string> =>
    points.length === 1 ? (await assets.seriesOf(reach, points[0] as string)).point.name : `${points.length} points`

  const rangeOf = ({ asset, points, from, to }: RemovalPreview): { from?: Micros; to?: Micros } => {
    if ((asset === undefined) === (points === undefined)) throw new Fault('storage.nothing_named')
    const range = { ...boundOf('from', from), ...boundOf('to', to) }
    if ((range.from ?? -Infinity) >= (range.to ?? Infinity))
      throw new Fault('storage.range_malformed', { name: 'to', seen: `${from} to ${to}` })
    return range
  }

  const shareOf = async (
    tenant: TenantId,
    { series, points }: store.SeriesOf,
    { from = EARLIEST, to = LATEST, signal }: { from?: Micros; to?: Micros; signal: AbortSignal },
  ): Promise<HistoryShare> => {
    if (series.length === 0) return { points, samples: 0 }
    if (series.length > COUNTED) return { points }
    const { count } = await history.buckets({ tenant, series, from, to, width: WIDE, signal })
    return { points, samples: count.reduce((sum, one) => sum + one, 0) }
  }

  /** Looked up outside of transactions: one within another would wait for a connection while that one holds one. */
  const placeOf = async (reach: Reach, asset: string | null): Promise<string | undefined> =>
    asset === null ? undefined : (await assets.asset(reach, asset)).path.join(' / ')
  const viewOf = ({ id, asset, days }: store.RuleRow, assetName: string | undefined): RetentionRule => ({
    id,
    asset,
    days,
    ...(assetName === undefined ? {} : { assetName }),
  })

  const expire: StorageService['expire'] = async (tenant) => {
    const kept = await tenants.within(tenant, store.seriesByDays)
    for (const [days, series] of kept) {
      // Whole days: their files go as they are.
      const to = (Math.floor(clock.now() / DAY) - days) * DAY
      const samples = await removeRows(tenant, series, { to })
      if (samples > 0)
        await audit.note(tenant, {
          actor: platform,
          action: 'history.expired',
          detail: { days, before: isoOf(to), samples, series: series.length },
        })
    }
  }

  const legend = new Legend(assets, historyFolder)
  const writeLegend = (tenant: TenantId): Promise<void> =>
    legend.write(tenant).catch((thrown: unknown) => {
      log.warn('the names of the points could not be written beside the history', { tenant, fault: sayFault(thrown) })
    })
  let expiring: Promise<void> = Promise.resolve()
  const firsts = new Set<Timer>()
  const timer = clock.every(EVERY_MS, () => {
    expiring = expiring.then(async () => {
      for (const tenant of known)
        await expire(tenant)
          .catch((thrown: unknown) =>
            log.warn('history that is no longer to be kept stays for now', { tenant, fault: sayFault(thrown) }),
          )
          .then(() => writeLegend(tenant))
    })
  })

  return {
    async figures(reach) {
      const { rows, bytes, segments, oldest, newest, summedBytes, months = [] } = history.stored(reach.tenant)
      const fault = history.health().lastFaultCode
      return {
        samples: rows,
        bytes,
        files: segments,
        ...(rows > 0 ? { bytesPerSample: bytes / rows } : {}),
        ...(oldest === undefined ? {} : { oldest: isoOf(oldest) }),
        ...(newest === undefined ? {} : { newest: isoOf(newest) }),
        ...(summedBytes === undefined ? {} : { summedBytes }),
        months: months.map((one) => ({ month: one.month, samples: one.rows, bytes: one.bytes })),
        kept: await tenants.within(reach, store.pointsByDays),
        slowest: history.slowest(reach.tenant).map(({ at, kind, series, from, to, ms }) => ({
          at: isoOf(at),
          kind,
          points: series,
          ...(from === undefined ? {} : { from: isoOf(from) }),
          ...(to === undefined ? {} : { to: isoOf(to) }),
          ms,
        })),
        ...(fault === undefined ? {} : { fault }),
      }
    },

    async remove(reach, request, actor) {
      const { asset, reason } = request
      // A point that is named twice is one, in the audit as well.
      const points = request.points && [...new Set(request.points)]
      const range = rangeOf(request)
      const { tenant } = reach
      const target =
        asset === undefined
          ? { kind: 'points', id: (points as string[])[0] as string, name: await nameOf(reach, points as string[]) }
          : { kind: 'asset', id: asset, name: (await assets.asset(reach, asset)).name }
      const found = await seriesOf(reach, request)
      const id = newId()
      const detail = {
        removal: id,
        reason,
        points: found.points,
        series: found.series.length,
        ...(range.from === undefined ? {} : { from: isoOf(range.from) }),
        ...(range.to === undefined ? {} : { to: isoOf(range.to) }),
      }
      running.add(id)
      try {
        // Before the first sample goes, so that none goes without a trace.
        await audit.note(tenant, { actor, action: 'history.removal_asked', target, detail })
        const samples = await removeRows(tenant, found.series, range)
        await audit.note(tenant, { actor, action: 'history.removed', target, detail: { ...detail, samples } })
        return { samples }
      } catch (thrown) {
        await audit.note(tenant, { actor, action: 'history.removed', outcome: 'failed', target, detail })
        throw thrown
      } finally {
        running.delete(id)
      }
    },

    async preview(reach, preview, signal) {
      const range = rangeOf(preview)
      if (preview.asset !== undefined) await assets.asset(reach, preview.asset)
      return shareOf(reach.tenant, await seriesOf(reach, preview), { ...range, signal })
    },

    async removals(reach, actor) {
      const mine = reach.below ? { actor: actor.id } : {}
      const asked = await audit.records(reach, { action: told, limit: RECORDS, ...mine })
      const byRule = reach.below ? { items: [] } : await audit.records(reach, { action: toldOfRules, limit: TOLD })
      return removalsOf([...asked.items, ...byRule.items], running).slice(0, TOLD)
    },

    async effect(reach, { asset = null, days }, signal) {
      if (asset !== null) await assets.asset(reach, asset)
      const before = (Math.floor(clock.now() / DAY) - days) * DAY
      const found = await tenants.within(reach, (tx) => store.seriesOfRule(tx, asset))
      return { ...(await shareOf(reach.tenant, found, { to: before, signal })), before: isoOf(before) }
    },

    async rules(reach) {
      const rows = await tenants.within(reach, store.rules)
      return Promise.all(rows.map(async (row) => viewOf(row, await placeOf(reach, row.asset))))
    },

    async setRule(reach, { asset, days }, actor) {
      const place = await placeOf(reach, asset)
      return tenants.within(reach, async (tx) => {
        const rule = viewOf(await store.setRule(tx, { id: newId(), tenant: reach.tenant, asset, days }), place)
        const target = { kind: 'retention_rule', id: rule.id, name: rule.assetName ?? '' }
        await audit.record(tx, { actor, action: 'retention.set', target, detail: { asset, days } })
        return rule
      })
    },

    async dropRule(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const row = await store.dropRule(tx, id)
        if (!row) throw new Fault('storage.rule_unknown', { id })
        const { asset, days } = row
        const target = { kind: 'retention_rule', id }
        await audit.record(tx, { actor, action: 'retention.dropped', target, detail: { asset, days } })
      })
    },

    expire,
    legend: (tenant) => legend.write(tenant),
    begin: (tenant) => {
      known.add(tenant)
      const first = clock.after(FIRST_MS, () => {
        firsts.delete(first)
        expiring = expiring.then(() => writeLegend(tenant))
      })
      firsts.add(first)
    },

    async close() {
      timer.cancel()
      for (const first of firsts) first.cancel()
      await expiring
    },
  }
}
