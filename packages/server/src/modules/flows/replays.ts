import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  MICROS_PER_MS,
  type Micros,
  newId,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import type { ThingService } from '../things/index.ts'
import type { Documents } from './documents.ts'
import './faults.ts'
import type { ModelsOf } from './models.ts'
import { typeOf } from './plan.ts'
import { pointsAt } from './points.ts'
import { type Replayed, type ReplayWork, runReplay } from './replay-run.ts'
import type { Document, Replay, ReplayRequest } from './schema.ts'
import * as store from './store.ts'

/** Answered at once where it is done by then. */
const ANSWER_MS = 2_500
/** Of one organisation, and of the platform; the others wait their turn. */
const AT_ONCE = 2
const AT_ONCE_IN_ALL = 3
const MOST_UNDER_WAY = 10
/** Of one person; the oldest goes. */
const KEPT = 3
const KEPT_MS = 600_000
const MOST_SPAN: Micros = 366 * 86_400 * 1_000_000
/** Rows of all wires together, about. */
const MOST_ROWS = 60_000
const MOST_ACTIONS = 500

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find' | 'withPointsBelow'>
  readonly things: Pick<ThingService, 'pointsOf'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly quotas: Pick<QuotaService, 'query'>
  readonly documents: Documents
  readonly filled: (tenant: TenantId, document: Document) => Promise<Document>
  readonly models: ModelsOf
  readonly clock: Clock
}

interface Kept {
  readonly id: string
  readonly tenant: TenantId
  readonly by: string
  readonly from: Micros
  readonly work: ReplayWork
  readonly breakpoints: NonNullable<ReplayRequest['breakpoints']>
  readonly ending: AbortController
  reached: Micros
  begun: boolean
  endedAt?: number
  result?: Replayed
  fault?: Fault
}

/** Flows over the history, one beside the other, each known to who asked for it. */
export class Replays implements Closable {
  readonly #needs: Needs
  readonly #kept = new Map<string, Kept>()
  readonly #under = new Set<Promise<void>>()
  readonly #timer

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(KEPT_MS / 10, () => this.#forget())
  }

  /** Throws `flows.replay_malformed`, `flows.input_missing`, `flows.replays_busy`, and what is wrong with the document. */
  async start(reach: Reach, seeing: Reach, request: ReplayRequest, actor: Actor): Promise<Replay> {
    const { clock } = this.#needs
    const { tenant } = reach
    const work = await this.#workOf(reach, seeing, request)
    const own = [...this.#kept.values()].filter((one) => one.tenant === tenant && one.by === actor.id)
    for (const one of own.slice(0, Math.max(0, own.length - KEPT + 1))) this.#drop(one)
    if (this.#open(tenant) >= MOST_UNDER_WAY) throw new Fault('flows.replays_busy', { most: MOST_UNDER_WAY })
    const kept: Kept = {
      id: newId(clock.now() / MICROS_PER_MS),
      tenant,
      by: actor.id,
      from: work.from,
      work,
      breakpoints: request.breakpoints ?? [],
      ending: new AbortController(),
      reached: work.from,
      begun: false,
    }
    this.#kept.set(kept.id, kept)
    this.#turn()
    const waiting = new AbortController()
    await Promise.race([
      // It is ended once the replay has.
      clock.sleep(ANSWER_MS, waiting.signal).catch(() => undefined),
      this.#ended(kept, waiting.signal),
    ])
    waiting.abort()
    return viewOf(kept)
  }

  /** Throws `flows.replay_unknown`. */
  of(reach: Reach, id: string, actor: Actor): Replay {
    return viewOf(this.#must(reach, id, actor))
  }

  end(reach: Reach, id: string, actor: Actor): void {
    this.#drop(this.#must(reach, id, actor))
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    for (const one of this.#kept.values()) this.#drop(one)
    await Promise.all(this.#under)
  }

  async #workOf(reach: Reach, seeing: Reach, request: ReplayRequest): Promise<ReplayWork> {
    const { documents } = this.#needs
    const [from, until] = [Date.parse(request.from) * MICROS_PER_MS, Date.parse(request.to) * MICROS_PER_MS]
    if (!(until > from && until - from <= MOST_SPAN))
      throw new Fault('flows.replay_malformed', {
        expected: `a stretch of at most ${MOST_SPAN / 86_400_000_000} days that ends after it begins`,
        seen: `${request.from} to ${request.to}`,
      })
    const document = await this.#documentOf(reach, request)
    const models = await this.#needs.models(reach.tenant, document)
    const shape = documents.check(document, undefined, models)
    // What is no document at all names no points.
    if (shape.order.length === 0) throw notReady(shape.problems)
    const ends = documents.ends(document).inputs.filter(({ writes }) => !writes)
    const found = await pointsAt(this.#needs, seeing, ends, request)
    const inputs = found.map(({ end, input, numbered }) => {
      if (!numbered) throw new Fault('flows.input_missing', { node: end.node, problem: input.problem ?? 'missing' })
      return { node: end.node, series: numbered.series, ...typeOf(numbered.point, end) }
    })
    const types = new Map(inputs.map(({ node, series: _, ...type }) => [node, type]))
    const { problems } = documents.check(document, types, models)
    if (problems.length > 0) throw notReady(problems)
    return {
      document: JSON.stringify(document),
      parameters: request.parameters ?? {},
      models,
      inputs,
      from,
      until,
      watch: request.watch.map(portOf),
      breakpoints: (request.breakpoints ?? []).map(({ at, when }) => ({ ...portOf(at), when })),
      most: Math.max(500, Math.min(5_000, Math.floor(MOST_ROWS / Math.max(1, request.watch.length)))),
      mostActions: MOST_ACTIONS,
    }
  }

  async #documentOf(reach: Reach, { document, flow, version }: ReplayRequest): Promise<Document> {
    const { filled } = this.#needs
    if (document) return filled(reach.tenant, document)
    if (flow === undefined)
      throw new Fault('flows.replay_malformed', { expected: 'a document, or a flow', seen: 'neither' })
    const kept = await this.#needs.tenants.within(reach, async (tx) => {
      const row = await store.flowById(tx, flow)
      if (!row) throw new Fault('flows.unknown', { id: flow })
      if (version === undefined) return row.draft
      const published = await store.versionOf(tx, flow, version)
      if (!published) throw new Fault('flows.version_unknown', { seen: version, id: flow })
      return published.document
    })
    // A version has all that it names.
    return version === undefined ? filled(reach.tenant, kept) : kept
  }

  #must({ tenant }: Reach, id: string, actor: Actor): Kept {
    const kept = this.#kept.get(id)
    if (kept?.tenant !== tenant || kept.by !== actor.id) throw new Fault('flows.replay_unknown', { id })
    return kept
  }

  #open(tenant?: TenantId, isBegun = false): number {
    return [...this.#kept.values()].filter(
      (one) => one.endedAt === undefined && (tenant === undefined || one.tenant === tenant) && (!isBegun || one.begun),
    ).length
  }

  /** Begins those whose turn it is, the oldest first. */
  #turn(): void {
    for (const kept of this.#kept.values()) {
      if (kept.begun || this.#open(kept.tenant, true) >= AT_ONCE) continue
      if (this.#open(undefined, true) >= AT_ONCE_IN_ALL) return
      kept.begun = true
      const under = this.#run(kept).finally(() => {
        this.#under.delete(under)
        this.#turn()
      })
      this.#under.add(under)
    }
  }

  async #run(kept: Kept): Promise<void> {
    const { history, quotas, clock } = this.#needs
    const { tenant, work, ending } = kept
    const needs = {
      history,
      clock,
      tenant,
      signal: ending.signal,
      progress: (reached: Micros) => {
        kept.reached = reached
      },
    }
    try {
      kept.result = await quotas.query(tenant, () => runReplay(needs, work))
    } catch (thrown) {
      kept.fault =
        thrown instanceof Fault ? thrown : new Fault('flows.replay_stopped', { seen: sayFault(thrown) }, thrown)
    }
    kept.endedAt = clock.monotonic()
    ending.abort()
  }

  /** Resolves when it ended, or nobody waits any more. */
  #ended({ ending }: Kept, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      ending.signal.addEventListener('abort', () => resolve(), { once: true, signal })
    })
  }

  #drop(kept: Kept): void {
    this.#kept.delete(kept.id)
    kept.ending.abort(new Fault('flows.replay_unknown', { id: kept.id }))
  }

  #forget(): void {
    const now = this.#needs.clock.monotonic()
    for (const one of this.#kept.values()) if (now - (one.endedAt ?? now) > KEPT_MS) this.#drop(one)
  }
}

const notReady = (problems: readonly { readonly says: string }[]): Fault =>
  new Fault('flows.not_ready', { count: problems.length, first: problems[0]?.says ?? '' })

function portOf(text: string): { node: string; port: string } {
  const dot = text.lastIndexOf('.')
  return { node: text.slice(0, dot), port: text.slice(dot + 1) }
}

function viewOf({ id, from, work, reached, result, fault, breakpoints }: Kept): Replay {
  const progress = Math.min(1, Math.max(0, (reached - from) / (work.until - from)))
  if (fault) return { id, state: 'failed', progress, fault: { code: fault.code, says: fault.message } }
  if (!result) return { id, state: 'runs', progress }
  return { id, state: 'done', progress: 1, result: resultOf(result, from, breakpoints) }
}

function resultOf(
  { samples, result }: Replayed,
  from: Micros,
  breakpoints: Kept['breakpoints'],
): NonNullable<Replay['result']> {
  const { columns, rows, nodes, actions, actionCount, troubles, reached, stoppedAt } = result
  const stopped = stoppedAt && breakpoints[stoppedAt.breakpoint]
  return {
    from: isoOf(from),
    to: isoOf(reached),
    samples,
    wires: columns,
    rows,
    nodes: Object.fromEntries(nodes.map(({ node, took, gave }) => [node, { in: took, out: gave }])),
    actions: actions.map(({ node, kind, at, body }) => ({ node, kind, at: isoOf(at), body })),
    actionCount,
    troubles: [...troubles],
    ...(stopped
      ? { stopped: { ...stopped, time: isoOf(stoppedAt.at), value: stoppedAt.value, status: stoppedAt.status } }
      : {}),
  }
}
