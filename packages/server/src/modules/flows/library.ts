import { createHash } from 'node:crypto'
import { type Clock, Fault, isoOf, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import { type Actor, type AuditTrail, canonical, type Json } from '../audit/index.ts'
import { withoutCopies } from '../components/index.ts'
import { isSecond, makerOf } from '../hands.ts'
import * as deploymentStore from './deployment-store.ts'
import { differencesOf } from './differences.ts'
import type { Documents } from './documents.ts'
import './faults.ts'
import type { ModelsOf } from './models.ts'
import {
  type Differences,
  type Document,
  type DraftRequest,
  type Flow,
  type FlowListed,
  type FlowQuery,
  type FlowSettings,
  type FlowVersion,
  type FlowVersionListed,
  MOST_DOCUMENT,
  type Person,
  type PublishRequest,
  type ReviewRequest,
  type TestAnswer,
  type Words,
} from './schema.ts'
import * as store from './store.ts'

/** Flows as they are drawn, and their versions. */
export interface FlowLibrary {
  list(reach: Reach, query: FlowQuery): Promise<Page<FlowListed>>
  /** Throws `flows.unknown`, as all that follow with an id. */
  get(reach: Reach, id: string, actor: Actor): Promise<Flow>
  /** Throws `flows.malformed`, `too_large`. */
  create(reach: Reach, document: Document, actor: Actor): Promise<Flow>
  /** Throws `flows.changed_meanwhile`, and as {@link FlowLibrary.create}. */
  draft(reach: Reach, id: string, request: DraftRequest, actor: Actor): Promise<Flow>
  /** Throws `flows.in_use`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `flows.changed_meanwhile`, `not_ready`, `tests_fail`, `nothing_changed`. */
  publish(reach: Reach, id: string, request: PublishRequest, actor: Actor): Promise<FlowVersion>
  /** Throws `flows.version_unknown`. */
  version(reach: Reach, id: string, number: number, actor: Actor): Promise<FlowVersion>
  /** Throws `flows.not_waiting`, `second_person`. */
  review(reach: Reach, id: string, number: number, request: ReviewRequest, actor: Actor): Promise<FlowVersion>
  differences(reach: Reach, id: string, a: number, b: number | undefined): Promise<Differences>
  settings(reach: Reach): Promise<FlowSettings>
  setSettings(reach: Reach, settings: FlowSettings, actor: Actor): Promise<FlowSettings>
}

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly documents: Documents
  readonly models: ModelsOf
  /** A document with copies of the components that it names. */
  readonly filled: (tenant: TenantId, document: Document) => Promise<Document>
  /** Runs the tests of a document; throws what says why they cannot be run. */
  readonly test: (tenant: TenantId, document: Document) => Promise<TestAnswer>
  readonly clock: Clock
}

const iso = (date: Date): string => isoOf(date.getTime() * MICROS_PER_MS)
const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

export function createLibrary({ tenants, audit, documents, models, filled, test, clock }: Needs): FlowLibrary {
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  const must = (row: store.FlowRow | undefined, id: string): store.FlowRow => {
    if (!row) throw new Fault('flows.unknown', { id })
    return row
  }
  const mustVersion = async (tx: TenantTx, flow: string, number: number): Promise<store.VersionRow> => {
    const row = await store.versionOf(tx, flow, number)
    if (!row) throw new Fault('flows.version_unknown', { seen: number, id: flow })
    return row
  }

  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    { id, title }: Pick<store.FlowRow, 'id' | 'title'>,
    detail: Record<string, Json> = {},
  ) => audit.record(tx, { actor, action: `flow.${action}`, target: { kind: 'flow', id, name: title.en }, detail })

  const fitting = (document: Document): Words => {
    const bytes = Buffer.byteLength(JSON.stringify(document))
    if (bytes > MOST_DOCUMENT) throw new Fault('flows.too_large', { most: MOST_DOCUMENT, seen: bytes })
    const { en, zh } = (document['title'] ?? {}) as Partial<Words>
    const isText = (text: unknown): text is string =>
      typeof text === 'string' && text.trim() !== '' && text.length <= 200
    if (!isText(en) || !isText(zh)) throw new Fault('flows.malformed', { seen: 'no title in English and Chinese' })
    return { en, zh }
  }

  const versionView = (row: store.VersionRow, actor: Actor): FlowVersionListed => ({
    number: row.number,
    stage: row.stage,
    digest: row.digest,
    tests: row.tests,
    ...(row.comment === null ? {} : { comment: row.comment }),
    by: personOf(row.madeBy),
    at: iso(row.madeAt),
    ...(row.reviewedBy ? { reviewedBy: row.reviewedBy } : {}),
    ...(row.reviewedAt ? { reviewedAt: iso(row.reviewedAt) } : {}),
    ...(row.reviewComment === null ? {} : { reviewComment: row.reviewComment }),
    mayReview: row.stage === 'waiting' && isSecond(row.madeBy, actor),
  })

  interface Use {
    readonly deployments: number
    readonly broken: number
  }
  const usesIn = async (tx: TenantTx): Promise<(flow: string) => Use> => {
    const deployments = await deploymentStore.everyDeployment(tx)
    const runs = Map.groupBy(await deploymentStore.everyRun(tx), ({ deployment }) => deployment)
    const byFlow = Map.groupBy(deployments, ({ flow }) => flow)
    return (flow) => {
      const own = byFlow.get(flow) ?? []
      const broken = own.flatMap(({ id }) => runs.get(id) ?? []).filter((run) => run.broken).length
      return { deployments: own.length, broken }
    }
  }

  const listedView = (
    row: store.FlowRow,
    versions: readonly Pick<store.VersionRow, 'number' | 'stage'>[],
    use: Use,
  ): FlowListed => {
    const published = versions.filter(({ stage }) => stage === 'published').map(({ number }) => number)
    return {
      id: row.id,
      title: row.title,
      ...(published.length === 0 ? {} : { published: Math.max(...published) }),
      waiting: versions.some(({ stage }) => stage === 'waiting'),
      ...use,
      changedBy: row.changedBy,
      changedAt: iso(row.changedAt),
    }
  }

  const view = async (tx: TenantTx, row: store.FlowRow, actor: Actor): Promise<Flow> => {
    const versions = await store.versionsOf(tx, row.id)
    return {
      ...listedView(row, versions, (await usesIn(tx))(row.id)),
      draft: row.draft,
      revision: row.revision,
      versions: versions.map((version) => versionView(version, actor)),
      madeBy: row.madeBy,
      madeAt: iso(row.madeAt),
    }
  }

  const asRead = (row: store.FlowRow, revision: number): void => {
    if (row.revision !== revision)
      throw new Fault('flows.changed_meanwhile', { seen: revision, now: row.revision, name: row.changedBy.name })
  }

  return {
    list: (reach, query) =>
      tenants.within(reach, async (tx) => {
        const limit = query.limit ?? 100
        const rows = await store.findFlows(tx, query, limit + 1)
        const versions = Map.groupBy(await store.everyStage(tx), ({ flow }) => flow)
        const uses = await usesIn(tx)
        return pageOf(rows, limit, {
          item: (row) => listedView(row, versions.get(row.id) ?? [], uses(row.id)),
          keys: ({ id }) => [id],
        })
      }),

    get: (reach, id, actor) =>
      tenants.within(reach, async (tx) => view(tx, must(await store.flowById(tx, id), id), actor)),

    create: (reach, document, actor) =>
      tenants.within(reach, async (tx) => {
        const [by, at] = [personOf(actor), now()]
        const row: store.FlowRow = {
          id: newId(clock.now() / MICROS_PER_MS),
          tenant: tx.tenant,
          title: fitting(document),
          draft: withoutCopies(document),
          revision: 1,
          madeBy: by,
          madeAt: at,
          changedBy: by,
          changedAt: at,
        }
        await store.addFlow(tx, row)
        await record(tx, actor, 'created', row)
        return view(tx, row, actor)
      }),

    draft: (reach, id, { document, revision }, actor) =>
      tenants.within(reach, async (tx) => {
        const row = must(await store.lockFlow(tx, id), id)
        asRead(row, revision)
        const set = {
          title: fitting(document),
          draft: withoutCopies(document),
          revision: revision + 1,
          changedBy: personOf(actor),
          changedAt: now(),
        }
        await store.changeFlow(tx, id, set)
        await record(tx, actor, 'drafted', { ...row, ...set }, { revision: set.revision })
        return view(tx, { ...row, ...set }, actor)
      }),

    remove: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = must(await store.lockFlow(tx, id), id)
        const many = await store.countDeployments(tx, id)
        if (many > 0) throw new Fault('flows.in_use', { count: many })
        await store.removeFlow(tx, id)
        await record(tx, actor, 'removed', row)
      }),

    async publish(reach, id, { revision, comment }, actor) {
      const { draft: drawn } = await tenants.within(reach, async (tx) => {
        const row = must(await store.flowById(tx, id), id)
        asRead(row, revision)
        return row
      })
      // What runs never changes under it: components come along.
      const draft = await filled(reach.tenant, drawn)
      const { problems } = documents.check(draft, undefined, await models(reach.tenant, draft))
      if (problems[0]) throw new Fault('flows.not_ready', { count: problems.length, first: problems[0].says })
      const { results } = await test(reach.tenant, draft)
      const failing = results.filter(({ passed }) => !passed)
      if (failing[0])
        throw new Fault('flows.tests_fail', {
          count: failing.length,
          first: `${failing[0].name}: ${failing[0].says.join('; ')}`,
        })
      const digest = `sha256:${createHash('sha256')
        .update(canonical(draft as Json))
        .digest('hex')}`
      return tenants.within(reach, async (tx) => {
        const row = must(await store.lockFlow(tx, id), id)
        asRead(row, revision)
        const [newest] = await store.versionsOf(tx, id)
        if (newest?.digest === digest && newest.stage !== 'rejected')
          throw new Fault('flows.nothing_changed', { version: newest.number })
        const { secondPerson } = await store.settingsIn(tx)
        const version: store.VersionRow = {
          tenant: tx.tenant,
          flow: id,
          number: (newest?.number ?? 0) + 1,
          stage: secondPerson ? 'waiting' : 'published',
          document: draft,
          digest,
          tests: results,
          comment: comment ?? null,
          madeBy: await makerOf(tx, actor),
          madeAt: now(),
          reviewedBy: null,
          reviewedAt: null,
          reviewComment: null,
        }
        await store.addVersion(tx, version)
        const { number, stage } = version
        await record(tx, actor, secondPerson ? 'proposed' : 'published', row, { version: number, digest })
        return { ...versionView({ ...version, stage }, actor), document: draft }
      })
    },

    version: (reach, id, number, actor) =>
      tenants.within(reach, async (tx) => {
        must(await store.flowById(tx, id), id)
        const row = await mustVersion(tx, id, number)
        return { ...versionView(row, actor), document: row.document }
      }),

    review: (reach, id, number, { agrees, comment }, actor) =>
      tenants.within(reach, async (tx) => {
        const flow = must(await store.lockFlow(tx, id), id)
        const row = await mustVersion(tx, id, number)
        if (row.stage !== 'waiting') throw new Fault('flows.not_waiting', { version: number, stage: row.stage })
        if (!isSecond(row.madeBy, actor))
          throw new Fault('flows.second_person', { seen: actor.kind === 'person' ? actor.name : 'a program' })
        const set = {
          stage: agrees ? ('published' as const) : ('rejected' as const),
          reviewedBy: personOf(actor),
          reviewedAt: now(),
          reviewComment: comment ?? null,
        }
        await store.changeVersion(tx, row, set)
        await record(tx, actor, agrees ? 'published' : 'rejected', flow, { version: number, digest: row.digest })
        return { ...versionView({ ...row, ...set }, actor), document: row.document }
      }),

    differences: (reach, id, a, b) =>
      tenants.within(reach, async (tx) => {
        const { draft } = must(await store.flowById(tx, id), id)
        const { document: before } = await mustVersion(tx, id, a)
        return differencesOf(before, b === undefined ? draft : (await mustVersion(tx, id, b)).document)
      }),

    settings: (reach) => tenants.within(reach, store.settingsIn),

    setSettings: (reach, settings, actor) =>
      tenants.within(reach, async (tx) => {
        await store.saveSettings(tx, settings)
        const target = { kind: 'organisation', id: tx.tenant }
        await audit.record(tx, { actor, action: 'flow.settings_changed', target, detail: { ...settings } })
        return settings
      }),
  }
}
