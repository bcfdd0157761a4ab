import type { KeyObject } from 'node:crypto'
import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { HistoryProgress } from '../../history-progress.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { FlowBook as Book } from '../../live/needs.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { ComponentService, FlowsAround } from '../components/index.ts'
import type { DeviceService } from '../devices/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { EventService } from '../events/index.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import type { ThingService } from '../things/index.ts'
import { type Bring, FlowBook } from './book.ts'
import { printOfRuns } from './deployment-store.ts'
import { createDeployments, type FlowDeployments } from './deployments.ts'
import { type Assign, EdgeFlows } from './edges.ts'
import { createDocuments } from './engine.ts'
import './faults.ts'
import { createDoing, type DoingNeeds } from './doing.ts'
import { Feeds } from './feeds.ts'
import { Furniture } from './furniture.ts'
import { Inbox } from './inbox.ts'
import { Leases } from './leases.ts'
import { createLibrary, type FlowLibrary } from './library.ts'
import { createMadePoints, type MadePoints } from './made-points.ts'
import { Messages } from './messages.ts'
import { createModels } from './models.ts'
import { typeOf } from './plan.ts'
import { pointsAt } from './points.ts'
import { Recomputes } from './recomputes.ts'
import { Replays } from './replays.ts'
import { mayBy } from './rights.ts'
import type { Check, Document, Replay, ReplayRequest, TestAnswer } from './schema.ts'
import { createSecrets, type FlowSecrets } from './secrets.ts'
import { naming, namingComponents, settingsIn } from './store.ts'
import { Tally } from './tally.ts'
import { Targets } from './targets.ts'
import { testsSeen } from './tests.ts'
import { createTold } from './told.ts'
import { Watches } from './watches.ts'
import { ActionWorker } from './worker.ts'

/** Assets that came to be of a model or a class are looked for so often. */
const LOOK_MS = 30_000
/** What another platform on the same database puts in force is heard of so often. */
const HEAR_MS = 5_000

/** What people wire: drawn, checked, published, and run as values come. */
export interface FlowService extends FlowLibrary, FlowSecrets, Omit<FlowDeployments, 'retarget'>, Closable {
  /** Kinds of nodes, for an editor. */
  nodes(): Record<string, unknown>[]
  check(seeing: Reach, request: { readonly document: Document; readonly asset?: string | undefined }): Promise<Check>
  /** Throws `flow.parameter_malformed`. */
  mustTake(document: Document, parameters: Readonly<Record<string, number>>): void
  /** Whether it takes in what points say. */
  reads(tenant: TenantId, document: Document): Promise<boolean>
  test(tenant: TenantId, document: Document): Promise<TestAnswer>
  /** Answered within seconds; what takes longer goes on. `seeing`: how far who asks sees points. */
  replay(reach: Reach, seeing: Reach, request: ReplayRequest, actor: Actor): Promise<Replay>
  replayOf(reach: Reach, id: string, actor: Actor): Replay
  endReplay(reach: Reach, id: string, actor: Actor): void
  /** A body for the inbox of a flow, from whoever knows its address. Resolves when it is durable. */
  receive(token: string, body: Uint8Array): Promise<void>
  /** Points that flows of apps give. */
  readonly made: MadePoints
  /** Titles of flows that run a version of a model. `without`: those that some made do not count. */
  naming(
    tenant: TenantId,
    of: { readonly id: string; readonly version: string },
    without?: readonly string[],
  ): Promise<string[]>
  /** What the pool of components asks of flows. */
  readonly around: FlowsAround
  /** For messages that devices send on topics which flows listen to. */
  readonly messages: Pick<Messages, 'listens' | 'samplesOf'>
  /** Points have another type, unit or series; after the commit. */
  pointsChanged(tenant: TenantId, points: readonly string[]): Promise<void>
  /** Assets are of another thing model; after the commit. By itself every 30 s. */
  follow(tenant: TenantId): Promise<void>
  /** Who does what must be done once for an organisation, of several platforms on one database; other modules go by it, too. */
  readonly lease: Pick<Leases, 'holder' | 'holds' | 'fence'>
  /** Nodes that run flows: what they say, and what they get. */
  readonly edges: Pick<EdgeFlows, 'told' | 'archive'>
  /** For the thread of flows. */
  readonly book: Book
  begin(tenant: TenantId): Promise<void>
}

interface Needs extends Omit<DoingNeeds, 'headerFor'> {
  readonly tenants: TenantDb
  readonly assets: Pick<
    AssetService,
    | 'asset'
    | 'numbered'
    | 'find'
    | 'findIn'
    | 'keepOwn'
    | 'speaks'
    | 'spoken'
    | 'takeTurn'
    | 'forget'
    | 'withPointsBelow'
    | 'withSeries'
    | 'dropOwn'
    | 'leans'
    | 'usesOf'
  >
  readonly things: Pick<ThingService, 'assetsOf' | 'pointsOf'>
  readonly equipment: Pick<EquipmentService, 'assetsOf'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest' | 'remove'>
  readonly progress: Pick<HistoryProgress, 'reached'>
  readonly latest: Pick<LatestValues, 'read' | 'forget'>
  readonly quotas: Pick<QuotaService, 'keepWithin' | 'query'>
  readonly audit: AuditTrail
  readonly alarms: Pick<AlarmService, 'proposeIn' | 'withdrawIn' | 'standings' | 'activeAt'>
  readonly events: Pick<EventService, 'between' | 'head' | 'listen' | 'permissionOf' | 'typesOf'>
  readonly mechanisms: Pick<MechanismService, 'stored'>
  readonly components: Pick<ComponentService, 'filled' | 'count' | 'call'>
  readonly vault: Vault
  /** The platform's own: by it a platform that starts again is known as the one that ran before. */
  readonly signingKey: KeyObject
  readonly devices: Pick<DeviceService, 'device' | 'source'>
  /** Puts on the topic of a node what it is to run. */
  readonly assign: Assign
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
}

export function createFlows(needs: Needs): FlowService {
  const { tenants, assets, history, progress, latest, quotas, audit, components, signingKey, bring, clock, log } = needs
  const { filled } = components
  const documents = createDocuments()
  const models = createModels(needs)
  const tally = new Tally()
  const leases: Leases = new Leases({
    tenants,
    clock,
    log,
    key: signingKey,
    held: (tenant) => {
      worker.takeUp(tenant)
      feeds.wake(tenant)
    },
  })
  const watches = new Watches((tenant) => void book.changed(tenant))
  const { headerFor, ...secrets } = createSecrets(needs)
  const worker: ActionWorker = new ActionWorker({
    tenants,
    leases,
    act: createDoing({ ...needs, headerFor }),
    clock,
    log,
  })
  const messages = new Messages()
  const feeds: Feeds = new Feeds({ ...needs, leases, may: mayBy(needs) })
  const book: FlowBook = new FlowBook({
    tenants,
    assets,
    latest,
    documents,
    models,
    tally,
    watches,
    messages,
    bring,
    clock,
    log,
    told: createTold(needs),
    // Another platform that works out the same counts where it holds the lease.
    used: (tenant, used) => {
      if (leases.holds(tenant)) components.count(tenant, used)
    },
    waits: (tenant) => worker.wake(tenant),
  })
  const inbox = new Inbox({ tenants, assets, bring, clock })
  const recomputes = new Recomputes({ tenants, history, progress, leases, book, bring, clock, log })
  const edges = new EdgeFlows({ ...needs, models })
  const targets = new Targets({ ...needs, documents, models })
  const { retarget, ...deployments } = createDeployments({
    tenants,
    assets,
    audit,
    documents,
    targets,
    furniture: new Furniture(needs),
    leases,
    tally,
    book,
    watches,
    recomputes,
    feeds,
    edges,
    devices: needs.devices,
    vault: needs.vault,
    clock,
  })
  const test = async (tenant: TenantId, drawn: Document): Promise<TestAnswer> => {
    const document = await filled(tenant, drawn)
    const results = await quotas.query(tenant, async () => documents.test(document, await models(tenant, document)))
    return { passed: results.every(({ passed }) => passed), results }
  }
  const replays = new Replays({ ...needs, documents, models, filled })
  const library = createLibrary({ tenants, audit, documents, models, filled, test, clock })
  const begun = new Set<TenantId>()
  let looking: Promise<void> = Promise.resolve()
  const timer = clock.every(LOOK_MS, () => {
    looking = looking.then(async () => {
      for (const tenant of begun) await follow(tenant)
    })
  })

  const known = new Map<TenantId, string>()
  let hearing: Promise<void> = Promise.resolve()
  const ear = clock.every(HEAR_MS, () => {
    hearing = hearing.then(async () => {
      for (const tenant of begun) await hear(tenant)
    })
  })

  /** What is in force is another than it was, whoever changed it. */
  async function hear(tenant: TenantId): Promise<void> {
    try {
      const print = await tenants.within(tenant, printOfRuns)
      const before = known.get(tenant)
      known.set(tenant, print)
      if (before === undefined || before === print) return
      assets.forget()
      await book.changed(tenant)
    } catch (thrown) {
      log.warn('what flows are in force was not looked at', { tenant, fault: sayFault(thrown) })
    }
  }

  /** What fails is tried again. */
  async function follow(tenant: TenantId): Promise<void> {
    try {
      if (!(await retarget(tenant))) return
      assets.forget()
      await feeds.prime(tenant)
      await book.changed(tenant)
    } catch (thrown) {
      log.warn('assets of flows not looked at', { tenant, fault: sayFault(thrown) })
    }
  }

  return {
    ...library,
    ...secrets,
    ...deployments,
    nodes: () => documents.nodes(),
    async check(seeing, { document: drawn, asset }) {
      const document = await filled(seeing.tenant, drawn)
      const known = await models(seeing.tenant, document)
      const checked = documents.check(document, undefined, known)
      // What is no document at all names no points.
      const ends = checked.order.length === 0 ? [] : documents.ends(document).inputs
      const found = await pointsAt(needs, seeing, ends, { asset })
      const types = found.flatMap(({ end, numbered }) =>
        numbered ? [[end.node, typeOf(numbered.point, end)] as const] : [],
      )
      return types.length === 0 ? checked : documents.check(document, new Map(types), known)
    },
    mustTake: documents.mustTake,
    reads: async (tenant, drawn) =>
      documents.ends(await filled(tenant, drawn)).inputs.some(({ writes }) => writes !== true),
    test,
    replay: (reach, seeing, request, actor) => replays.start(reach, seeing, request, actor),
    replayOf: (reach, id, actor) => replays.of(reach, id, actor),
    endReplay: (reach, id, actor) => replays.end(reach, id, actor),
    receive: (token, body) => inbox.take(token, body),
    made: createMadePoints({ ...needs, book }),
    naming: (tenant, { id, version }, without = []) =>
      tenants.within(tenant, (tx) => naming(tx, `${id}@${version}`, without)),
    around: {
      models,
      secondPerson: async (tx) => (await settingsIn(tx)).secondPerson,
      users: namingComponents,
      run: (tenant, document) =>
        quotas.query(tenant, async () => {
          const [result] = await testsSeen(document, await models(tenant, document))
          return { says: result?.says ?? [], seen: result?.seen ?? {} }
        }),
    },
    follow,
    pointsChanged: (tenant, points) => book.pointsChanged(tenant, points),
    messages,
    lease: leases,
    edges,
    book,

    async begin(tenant) {
      begun.add(tenant)
      worker.begin(tenant)
      recomputes.begin(tenant)
      await leases.begin(tenant)
      feeds.begin(tenant)
    },

    async close() {
      timer.cancel()
      ear.cancel()
      await looking
      await hearing
      await feeds.close()
      await replays.close()
      await recomputes.close()
      await worker.close()
      await leases.close()
    },
  }
}
