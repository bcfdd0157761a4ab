import { type Clock, type Closable, Fault, isoOf, type Log, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { type Page, pageOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { BindingService, BoundAsset } from '../bindings/index.ts'
import type { Tell } from '../events/index.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import './events.ts'
import './faults.ts'
import { StudyRunner, type Work } from './runner.ts'
import type { Study, StudyQuery, StudyRequest } from './schema.ts'
import * as store from './store.ts'

/** Of an organisation, that wait or run. */
const MOST_OPEN = 20

/** What is worked out of the history in its own time: backtests, calibrations, learning. */
export interface StudyService extends Closable {
  list(reach: Reach, query: StudyQuery): Promise<Page<Study>>
  /** Throws `studies.unknown`, as all that follow. */
  get(reach: Reach, id: string): Promise<Study>
  /** Throws `studies.period`, `studies.too_many`, `studies.not_bound`, and what bindings and points throw that it names. */
  ask(reach: Reach, request: StudyRequest, by: Asking): Promise<Study>
  /** One that runs is cancelled; one that ended is forgotten. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /**
   * Of a calibration the parameters hold at its asset; of learning the package is in the registry, as a draft.
   * Throws `studies.not_done`, `studies.no_use`, `studies.applied`.
   */
  apply(reach: Reach, id: string, by: Asking): Promise<Study>
  /** Goes on with what was under way. */
  begin(tenant: TenantId): Promise<void>
}

/** Who asks, and how far they may do what another module does for them. */
export interface Asking {
  readonly actor: Actor
  /** Throws `http.forbidden`. */
  reachFor(action: 'mechanism:read' | 'mechanism:write'): Promise<Reach>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'numbered'>
  readonly bindings: Pick<BindingService, 'get' | 'assets' | 'calibrate'>
  readonly mechanisms: Pick<MechanismService, 'take' | 'get'>
  readonly audit: AuditTrail
  readonly events: Tell
  readonly work: Work
  readonly clock: Clock
  readonly log: Log
}

type Bound = Pick<Extract<StudyRequest, { kind: 'backtest' }>, 'binding' | 'asset'>

const iso = (date: Date): string => isoOf(date.getTime() * MICROS_PER_MS)

export function createStudies({
  tenants,
  assets,
  bindings,
  mechanisms,
  audit,
  events,
  work,
  clock,
  log,
}: Needs): StudyService {
  const runner = new StudyRunner({ tenants, work, events, clock, log })
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  const viewOf = (row: store.ShownRow): Study => ({
    id: row.id,
    request: row.request,
    state: row.state,
    progress: runner.progressOf(row.tenant as TenantId, row.id) ?? row.progress,
    by: row.by,
    at: iso(row.at),
    ...(row.endedAt === null ? {} : { endedAt: iso(row.endedAt) }),
    ...(row.fault === null ? {} : { fault: row.fault }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.applied === null ? {} : { applied: row.applied }),
  })

  const one = async (reach: Reach, id: string): Promise<store.ShownRow> => {
    const row = await tenants.within(reach, (tx) => store.oneRow(tx, id))
    if (!row) throw new Fault('studies.unknown', { id })
    return row
  }

  const checkPeriod = ({ from, to }: StudyRequest): void => {
    const [begin, end] = [Date.parse(from), Date.parse(to)]
    if (!(begin < end) || end > now().getTime() + 60_000) throw new Fault('studies.period', { from, to })
  }

  /** The asset of a binding whose inputs and parameters hold, where one is named; the caller must see it. */
  const boundTo = async (reach: Reach, { binding, asset }: Bound): Promise<BoundAsset | undefined> => {
    if (binding === undefined) return undefined
    const all = await bindings.assets(reach, binding)
    const one = asset === undefined ? all[0] : all.find((each) => each.asset === asset)
    if (!one) throw new Fault('studies.not_bound', { asset: asset ?? 'none' })
    return one
  }

  const entry = (actor: Actor, action: string, row: Pick<store.ShownRow, 'id' | 'request'>, detail = {}) => ({
    actor,
    action,
    target: { kind: 'study', id: row.id, name: row.request.title },
    detail: { kind: row.request.kind, ...detail } as Record<string, Json>,
  })

  /** The package of what was learnt, or the parameters of what was calibrated, go where they hold. */
  const use = async (
    reach: Reach,
    row: store.ShownRow,
    { actor, reachFor }: Asking,
  ): Promise<Partial<NonNullable<Study['applied']>>> => {
    const { request, id, result } = row
    if (request.kind === 'calibration') {
      const parameters = Object.fromEntries((result?.parameters ?? []).map(({ name, fitted }) => [name, fitted]))
      const kept = await bindings.calibrate(
        reach,
        request.binding,
        request.asset,
        { parameters, study: id, comment: request.title },
        actor,
      )
      const held = kept.items.find(({ inForce }) => inForce)
      return held ? { calibration: held.number } : {}
    }
    const archive = await tenants.within(reach, (tx) => store.archiveOf(tx, id))
    if (request.kind !== 'learning' || !archive) throw new Fault('studies.no_use', { kind: request.kind })
    const { mechanism, version } = await mechanisms.take(await reachFor('mechanism:write'), archive, actor)
    return { mechanism, version }
  }

  return {
    async list(reach, query) {
      const { limit = 100 } = query
      const rows = await tenants.within(reach, (tx) => store.listRows(tx, query, limit + 1))
      return pageOf(rows, limit, { item: viewOf, keys: ({ at, id }) => [at.toISOString(), id] })
    },

    get: async (reach, id) => viewOf(await one(reach, id)),

    async ask(reach, asked, { actor, reachFor }) {
      checkPeriod(asked)
      const bound = asked.kind === 'learning' ? undefined : await boundTo(reach, asked)
      // The asset stands from now on, also where the first was meant.
      const request = bound && asked.kind === 'backtest' ? { ...asked, asset: bound.asset } : asked
      const ofBinding = bound?.inputs.flatMap(({ point }) => point ?? []) ?? []
      const points = [...new Set([...pointsOf(request), ...ofBinding])]
      await assets.numbered(reach, points)
      const binding = request.kind === 'learning' ? undefined : request.binding
      const mechanism =
        request.kind === 'backtest'
          ? (await mechanisms.get(await reachFor('mechanism:read'), request.mechanism)).id
          : request.kind === 'calibration'
            ? (await bindings.get(reach, request.binding)).model.mechanism
            : undefined
      const row: store.StudyRow = {
        id: newId(),
        tenant: reach.tenant,
        kind: request.kind,
        mechanism: mechanism ?? null,
        binding: binding ?? null,
        request,
        points,
        state: 'waits',
        progress: 0,
        by: { kind: actor.kind, id: actor.id, name: actor.name },
        at: now(),
        endedAt: null,
        fault: null,
        result: null,
        archive: null,
        applied: null,
      }
      await tenants.within(reach, async (tx) => {
        const open = await store.countOpen(tx)
        if (open >= MOST_OPEN) throw new Fault('studies.too_many', { most: MOST_OPEN, seen: open })
        await store.addRow(tx, row)
        await audit.record(tx, entry(actor, 'study.begun', row))
      })
      runner.waits(reach.tenant)
      return viewOf(row)
    },

    async remove(reach, id, actor) {
      const row = await one(reach, id)
      const endedAt = now()
      await tenants.within(reach, async (tx) => {
        const isOpen =
          (await store.moveRow(tx, id, 'waits', { state: 'cancelled', endedAt })) ||
          (await store.moveRow(tx, id, 'runs', { state: 'cancelled', endedAt }))
        if (!isOpen) await store.removeRow(tx, id)
        await audit.record(tx, entry(actor, isOpen ? 'study.cancelled' : 'study.removed', row))
      })
      runner.cancel(reach.tenant, id)
    },

    async apply(reach, id, asking) {
      const { actor } = asking
      const row = await one(reach, id)
      if (row.state !== 'done') throw new Fault('studies.not_done', { state: row.state })
      if (row.applied) throw new Fault('studies.applied', { by: row.applied.by.name, on: row.applied.at })
      const by = { kind: actor.kind, id: actor.id, name: actor.name }
      const asked = { at: iso(now()), by }
      if (!(await tenants.within(reach, (tx) => store.claim(tx, id, asked))))
        throw new Fault('studies.applied', { by: by.name, on: asked.at })
      const became = await use(reach, row, asking).catch(async (thrown: unknown) => {
        await tenants.within(reach, (tx) => store.moveRow(tx, id, 'done', { applied: null }))
        throw thrown
      })
      const applied = { ...asked, ...became }
      await tenants.within(reach, async (tx) => {
        await store.moveRow(tx, id, 'done', { applied })
        await audit.record(tx, entry(actor, 'study.applied', row, became))
      })
      return viewOf({ ...row, applied })
    },

    begin: (tenant) => runner.begin(tenant),
    close: () => runner.close(),
  }
}

/** Points that are named; those of a binding come beside them. */
function pointsOf(request: StudyRequest): string[] {
  if (request.kind === 'learning') return request.inputs.map(({ point }) => point)
  const inputs = request.kind === 'backtest' ? (request.inputs ?? {}) : {}
  return [...Object.values(inputs), ...Object.values(request.measured ?? {})]
}
