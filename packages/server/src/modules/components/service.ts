import { createHash } from 'node:crypto'
import { type Clock, type Closable, Fault, isoOf, type Log, MICROS_PER_MS, type TenantId } from '@millrace/core'
import { type ComponentPart, checkComponent, componentOf, type FlowDocument, standing } from '@millrace/flows'
import { type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import { type Actor, type AuditTrail, canonical, type Json } from '../audit/index.ts'
import { isSecond, makerOf } from '../hands.ts'
import type { AppsAround, Calling, FlowsAround } from './around.ts'
import { createCalls } from './calls.ts'
import { copiesFor, namedIn, publishedAs, withoutCopies } from './copies.ts'
import './faults.ts'
import { isService } from './form.ts'
import { Meter, type Used } from './meter.ts'
import type * as schema from './schema.ts'
import * as store from './store.ts'
import { listedView, personOf, useView, versionView } from './views.ts'

const MOST_BYTES = 262_144
const MOST_COMPONENTS = 1_000
const MOST_VERSIONS = 500
const DAY_MS = 86_400_000

type Document = Record<string, unknown>

/** The pool of components, and what their use comes to. */
export interface ComponentService extends Closable {
  list(reach: Reach, query: schema.ComponentQuery): Promise<Page<schema.ComponentListed>>
  /** Throws `components.unknown`, as all that follow with a name. */
  get(reach: Reach, name: string, actor: Actor): Promise<schema.Component>
  /** Throws `components.version_unknown`, as all that follow with a number. */
  version(reach: Reach, name: string, number: number, actor: Actor): Promise<schema.ComponentWhole>
  /** A part of a document as it would be published. Throws `flow.*` where it is none. */
  propose(reach: Reach, request: schema.ProposalRequest): Promise<schema.Proposal>
  /** Throws `components.not_ready`, `ports_unfit`, `another_kind`, `nothing_changed`, `too_large`. */
  publish(reach: Reach, request: schema.PublishRequest, actor: Actor): Promise<schema.ComponentVersion>
  /**
   * A service of an app that is installed. Throws `components.form_told`, `service_tried`, `another_kind`, `nothing_changed`, `too_large`,
   * `apps.installation_unknown`, `apps.suspended`, `app.service_unknown`, `app_services.not_open`.
   */
  publishService(reach: Reach, request: schema.PublishServiceRequest, actor: Actor): Promise<schema.ComponentVersion>
  /**
   * Calls a service with the rights of its installation, and writes with those of who calls as well; it is counted as theirs. Throws
   * `components.service_only`, `none_published`, `not_published`, `input_unfit`, `answer_unfit`, `service_changed`, and what keeps the
   * service from being called, or ended it.
   */
  call(reach: Reach, name: string, request: schema.CallRequest, beside: Calling): Promise<schema.CallAnswer>
  /** Throws `components.not_waiting`, `second_person`. */
  review(reach: Reach, at: At, request: schema.ReviewRequest, actor: Actor): Promise<schema.ComponentVersion>
  /** Throws `components.not_published`, `successor_unknown`. */
  deprecate(reach: Reach, at: At, request: schema.DeprecateRequest, actor: Actor): Promise<schema.ComponentVersion>
  /** Throws `components.in_use`. */
  remove(reach: Reach, at: At, actor: Actor): Promise<void>
  /** What it gives for some values. Throws `components.trial_failed`, `part_only`. */
  try(reach: Reach, at: At, request: schema.TrialRequest): Promise<schema.Trial>
  use(reach: Reach, query: schema.UseQuery): Promise<schema.Use>
  /** A document with copies of what it names. */
  filled(tenant: TenantId, document: Document): Promise<Document>
  /** Components that hold a version of a model, `id@version`. */
  holding(tenant: TenantId, model: string): Promise<string[]>
  /** Components that are services of an installation, `name@number`: they keep it. */
  ofInstallation(tenant: TenantId, installation: string): Promise<string[]>
  count(tenant: TenantId, used: readonly Used[]): void
}

interface At {
  readonly name: string
  readonly number: number
}

interface Publishing {
  readonly kind: schema.ComponentKind
  readonly body: schema.Body | schema.ServiceBody
  readonly said: Pick<schema.PublishRequest, 'name' | 'title' | 'description' | 'comment'>
}

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly flows: FlowsAround
  readonly apps: AppsAround
  readonly clock: Clock
  readonly log: Log
}

const textOf = ({ name, number }: At): string => `${name}@${number}`

export function createComponents({ tenants, audit, flows, apps, clock, log }: Needs): ComponentService {
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))
  const meter = new Meter({ tenants, clock, log })
  const calls = createCalls({ tenants, apps, meter })

  const must = (row: store.ComponentRow | undefined, name: string): store.ComponentRow => {
    if (!row) throw new Fault('components.unknown', { name })
    return row
  }
  const mustVersion = async (tx: TenantTx, { name, number }: At): Promise<store.VersionRow> => {
    must(await store.componentOf(tx, name), name)
    const row = await store.versionOf(tx, name, number)
    if (!row) throw new Fault('components.version_unknown', { name, seen: number })
    return row
  }
  const record = (tx: TenantTx, actor: Actor, action: string, at: At, detail: Record<string, Json> = {}) =>
    audit.record(tx, {
      actor,
      action: `component.${action}`,
      target: { kind: 'component', id: textOf(at), name: textOf(at) },
      detail,
    })

  /** A part of a document with everything that is wrong with it. */
  const take = async (
    reach: Reach,
    { document, part }: Pick<schema.PublishRequest, 'document' | 'part'>,
    ports?: schema.PublishRequest['ports'],
  ) => {
    const { tenant } = reach
    const copies = await tenants.within({ tenant }, (tx) => copiesFor(tx, document))
    const whole = { ...withoutCopies(document), components: copies }
    const models = (await flows.models(tenant, whole)) ?? {}
    const taken = componentOf(whole as unknown as FlowDocument, part as ComponentPart, { models })
    const component = ports ? { ...taken.component, ports: portsOf(taken.component.ports, ports) } : taken.component
    return { kind: taken.kind, component, problems: checkComponent(component, copies, { models }).problems }
  }

  const fitting = (body: Publishing['body']): void => {
    const bytes = Buffer.byteLength(JSON.stringify(body))
    if (bytes > MOST_BYTES)
      throw new Fault('components.too_large', { most: MOST_BYTES, what: 'bytes of JSON', seen: bytes })
  }

  /** The next version of a name, or the first. */
  const keep = (
    reach: Reach,
    { kind, body, said: { name, title, description, comment } }: Publishing,
    actor: Actor,
  ): Promise<schema.ComponentVersion> => {
    fitting(body)
    const digest = `sha256:${createHash('sha256')
      .update(canonical(body as unknown as Json))
      .digest('hex')}`
    return tenants.within(reach, async (tx) => {
      if ((await store.countComponents(tx)) >= MOST_COMPONENTS && !(await store.componentOf(tx, name)))
        throw new Fault('components.too_large', { most: MOST_COMPONENTS, what: 'components', seen: 'one more' })
      await store.addComponent(tx, { tenant: tx.tenant, name, kind, last: 0 })
      const row = must(await store.lockComponent(tx, name), name)
      const versions = await store.versionsOf(tx, name)
      if (row.kind !== kind && versions.length > 0)
        throw new Fault('components.another_kind', { kind: row.kind, name, seen: kind })
      const [newest] = versions
      if (newest?.digest === digest && newest.stage !== 'rejected')
        throw new Fault('components.nothing_changed', { name, version: newest.number })
      if (versions.length >= MOST_VERSIONS)
        throw new Fault('components.too_large', { most: MOST_VERSIONS, what: 'versions', seen: 'one more' })
      const waits = await flows.secondPerson(tx)
      const version: store.VersionRow = {
        tenant: tx.tenant,
        name,
        number: row.last + 1,
        stage: waits ? 'waiting' : 'published',
        title,
        description,
        body,
        digest,
        comment: comment ?? null,
        madeBy: await makerOf(tx, actor),
        madeAt: now(),
        reviewedBy: null,
        reviewedAt: null,
        reviewComment: null,
        deprecated: null,
      }
      await store.changeComponent(tx, name, { kind, last: version.number })
      await store.addVersion(tx, version)
      await record(tx, actor, waits ? 'proposed' : 'published', version, { digest })
      return versionView(version, actor)
    })
  }

  const changed = (
    reach: Reach,
    at: At,
    run: (tx: TenantTx, row: store.VersionRow) => Promise<Partial<store.VersionRow>>,
    actor: Actor,
  ): Promise<schema.ComponentVersion> =>
    tenants.within(reach, async (tx) => {
      must(await store.lockComponent(tx, at.name), at.name)
      const row = await mustVersion(tx, at)
      const set = await run(tx, row)
      await store.changeVersion(tx, row, set)
      return versionView({ ...row, ...set }, actor)
    })

  const mustPublished = (row: store.VersionRow): void => {
    if (row.stage !== 'published') throw new Fault('components.not_published', { name: row.name, stage: row.stage })
  }

  return {
    list: (reach, query) =>
      tenants.within(reach, async (tx) => {
        const limit = query.limit ?? 100
        const rows = await store.findComponents(tx, query, limit + 1)
        const users = await flows.users(tx)
        const calls = await store.callsSince(tx, new Date(now().getTime() - 30 * DAY_MS))
        const versions = new Map(
          await Promise.all(rows.map(async ({ name }) => [name, await store.versionsOf(tx, name)] as const)),
        )
        return pageOf(rows, limit, {
          item: (row) => listedView(row, versions.get(row.name) ?? [], { users, calls }),
          keys: ({ name }) => [name],
        })
      }),

    get: (reach, name, actor) =>
      tenants.within(reach, async (tx) => {
        const row = must(await store.componentOf(tx, name), name)
        const versions = await store.versionsOf(tx, name)
        const users = await flows.users(tx, name)
        const calls = await store.callsSince(tx, new Date(now().getTime() - 30 * DAY_MS))
        const numbers = (texts: readonly string[]): number[] =>
          texts.map((text) => Number(text.slice(name.length + 1))).sort((a, b) => b - a)
        return {
          ...listedView(row, versions, { users, calls }),
          versions: versions.map((version) => versionView(version, actor)),
          users: users.map(({ id, title, drawn, published }) => ({
            id,
            title,
            drawn: numbers(drawn),
            published: numbers(published),
          })),
        }
      }),

    version: (reach, name, number, actor) =>
      tenants.within(reach, async (tx) => {
        const row = await mustVersion(tx, { name, number })
        return { ...versionView(row, actor), ...(isService(row.body) ? {} : { body: row.body }) }
      }),

    async propose(reach, request) {
      const { kind, component, problems } = await take(reach, request)
      return {
        kind,
        ports: component.ports,
        ...(component.parameters ? { parameters: component.parameters } : {}),
        problems: problems.map(({ node, code, says, remedy }) => ({
          ...(node === undefined ? {} : { node }),
          code,
          says,
          remedy,
        })),
      }
    },

    async publish(reach, request, actor) {
      const { kind, component, problems } = await take(reach, request, request.ports)
      if (problems[0]) throw new Fault('components.not_ready', { count: problems.length, first: problems[0].says })
      return keep(reach, { kind, body: component, said: request }, actor)
    },

    async publishService(reach, request, actor) {
      return keep(reach, { kind: 'service', body: await calls.bodyOf(reach, request), said: request }, actor)
    },

    call: calls.call,

    review: (reach, at, { agrees, comment }, actor) =>
      changed(
        reach,
        at,
        async (tx, row) => {
          if (row.stage !== 'waiting') throw new Fault('components.not_waiting', { stage: row.stage })
          if (!isSecond(row.madeBy, actor))
            throw new Fault('components.second_person', { seen: actor.kind === 'person' ? actor.name : 'a program' })
          await record(tx, actor, agrees ? 'published' : 'rejected', at, { digest: row.digest })
          return {
            stage: agrees ? 'published' : 'rejected',
            reviewedBy: personOf(actor),
            reviewedAt: now(),
            reviewComment: comment ?? null,
          }
        },
        actor,
      ),

    deprecate: (reach, at, { reason, successor }, actor) =>
      changed(
        reach,
        at,
        async (tx, row) => {
          mustPublished(row)
          if (successor !== undefined) {
            const next = await publishedAs(tx, successor)
            if (!next || successor === textOf(at) || isService(next.body) !== isService(row.body))
              throw new Fault('components.successor_unknown', { seen: successor })
          }
          await record(tx, actor, 'deprecated', at, { reason, ...(successor === undefined ? {} : { successor }) })
          const by = personOf(actor)
          return {
            deprecated: { reason, ...(successor === undefined ? {} : { successor }), by, at: isoOf(clock.now()) },
          }
        },
        actor,
      ),

    remove: (reach, at, actor) =>
      tenants.within(reach, async (tx) => {
        must(await store.lockComponent(tx, at.name), at.name)
        await mustVersion(tx, at)
        const text = textOf(at)
        const users = (await flows.users(tx, at.name))
          .filter(({ drawn, published }) => drawn.includes(text) || published.includes(text))
          .map(({ title }) => title.en)
        users.push(...(await store.holding(tx, 'component', text)))
        if (users.length > 0)
          throw new Fault('components.in_use', { count: users.length, names: users.slice(0, 10).join(', ') })
        await store.removeVersion(tx, at.name, at.number)
        await record(tx, actor, 'removed', at)
      }),

    async try(reach, at, { inputs, parameters = {}, until }) {
      const { body, copies } = await tenants.within(reach, async (tx) => {
        const row = await mustVersion(tx, at)
        if (isService(row.body)) throw new Fault('components.part_only', { name: at.name })
        return { body: row.body, copies: await copiesFor(tx, row.body) }
      })
      const ports = body.ports.filter(({ side }) => side === 'in')
      const unknown = Object.keys(inputs).find((name) => !ports.some((port) => port.name === name))
      if (unknown !== undefined) throw new Fault('components.trial_failed', { seen: `no input ${unknown}` })
      const outputs = body.ports.filter(({ side }) => side === 'out').map(({ name }) => name)
      const document = {
        ...standing(body, copies, parameters),
        tests: [
          {
            name: 'trial',
            inputs: Object.fromEntries(ports.map(({ name }, place) => [`in${place}`, inputs[name] ?? []])),
            ...(until === undefined ? {} : { until }),
            expect: outputs.map((port) => ({ node: 'component', port, rows: [] })),
          },
        ],
      }
      const { says, seen } = await flows.run(reach.tenant, document as unknown as Document)
      if (Object.keys(seen).length === 0) throw new Fault('components.trial_failed', { seen: says.join(' ') })
      return {
        outputs: Object.fromEntries(
          outputs.map((port) => [
            port,
            (seen[`component.${port}`] ?? []).map(
              ([s, value, status]) => [s, value, status] as [number, typeof value, number],
            ),
          ]),
        ),
        // What it gives is no difference from nothing.
        says: says.filter((one) => !one.startsWith('component.')),
      }
    },

    async use(reach, { name, from, to, by = 'day' }) {
      await meter.flush()
      const end = to === undefined ? now() : new Date(to)
      const begin = from === undefined ? new Date(end.getTime() - 30 * DAY_MS) : new Date(from)
      const rows = await tenants.within(reach, (tx) => store.useBetween(tx, { name, from: begin, to: end, by }))
      return { from: begin.toISOString(), to: end.toISOString(), items: rows.map(useView) }
    },

    async filled(tenant, document) {
      const drawn = withoutCopies(document)
      if (namedIn(drawn).size === 0) return drawn
      return { ...drawn, components: await tenants.within({ tenant }, (tx) => copiesFor(tx, drawn)) }
    },

    holding: (tenant, model) => tenants.within({ tenant }, (tx) => store.holding(tx, 'model', model)),
    ofInstallation: (tenant, installation) =>
      tenants.within({ tenant }, (tx) => store.ofInstallation(tx, installation)),
    count: (tenant, used) => meter.count(tenant, used),
    close: () => meter.close(),
  }
}

/** The ports that a part has, as whoever publishes it tells them. Throws `components.ports_unfit`. */
function portsOf(own: schema.Body['ports'], told: schema.Body['ports']): schema.Body['ports'] {
  const keyOf = ({ side, name }: schema.Body['ports'][number]): string => `${side} ${name}`
  const keys = new Set(told.map(keyOf))
  const missing = own.find((port) => !keys.has(keyOf(port)))
  const extra = told.find((port) => !own.some((one) => keyOf(one) === keyOf(port)))
  if (missing || extra || keys.size < told.length)
    throw new Fault('components.ports_unfit', {
      seen: missing ? `none for ${missing.name}` : (extra?.name ?? 'one twice'),
    })
  return told
}
