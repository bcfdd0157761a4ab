import {
  type ConditionDefinition,
  type DerivedDefinition,
  inputsOf,
  type RowDefinition,
  seriesOf,
  seriesOfInputs,
} from '@millrace/compute'
import { type Clock, type Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import { edgesOf, standingRows } from './condition-evaluator.ts'
import { type Change, Definitions } from './definitions.ts'
import { derivedNewsOf } from './derived-rows.ts'
import type { EvaluatorKind } from './evaluator.ts'
import { flowNewsOf, seriesOfFlow } from './flow-news.ts'
import { kpiNewsOf } from './kpi-rows.ts'
import type { Life } from './life.ts'
import type { Define, Results } from './messages.ts'
import { modelNewsOf } from './model-rows.ts'
import type {
  ConditionBook,
  DefinitionBook,
  DerivedBook,
  FlowBook,
  FlowDefinition,
  KpiBook,
  LiveUnit,
  ModelBook,
} from './needs.ts'
import { Telling, type TellingNeeds } from './telling.ts'

const RETRY_MS = 1_000
/** Edges of one call. */
const MOST_EDGES = 5_000

export interface OwnerNeeds {
  /** Without one no conditions are evaluated. */
  readonly conditions?: ConditionBook
  /** Without one no KPIs are told as values come. */
  readonly kpis?: KpiBook
  /** Without one no derived points are worked out. */
  readonly derived?: DerivedBook
  /** Without one no models run. */
  readonly models?: ModelBook
  /** Without one no flows run. */
  readonly flows?: FlowBook
  readonly clock: Clock
  readonly log: Log
}

interface Heard {
  /** Definitions are others than before. */
  readonly defined: (order: Define) => void
  /** All that was asked is known. */
  readonly refreshed: () => void
}

/** One kind of what is evaluated, with whoever owns its definitions. */
interface Part {
  readonly kind: EvaluatorKind
  readonly telling: Telling
  tenants(): readonly TenantId[]
  refresh(tenant: TenantId): Promise<void>
  /** Series that its definitions look at. */
  series(tenant: TenantId): readonly number[]
  /** All that is known, for a thread that is new. */
  all(): Define[]
  suspended(tenant: TenantId, number: number, fault: Fault): Promise<void>
  /** Whose definition it is. */
  holderOf(number: number): TenantId | undefined
  /** Nothing is asked any more. */
  close(): void
}

/** Whoever owns what is evaluated: their definitions on the way to the thread, their results on the way back. */
export class Owners {
  readonly #needs: OwnerNeeds
  readonly #heard: Heard
  readonly #parts: readonly Part[]
  /** Results in the order in which the thread told them: one is accepted when all before it were taken. */
  readonly #accepting: { isTaken: boolean; readonly accept: () => void }[] = []
  edges = 0
  suspensions = 0

  constructor(needs: OwnerNeeds, heard: Heard) {
    const { conditions, kpis, derived, models, flows } = needs
    this.#needs = needs
    this.#heard = heard
    const edges =
      conditions &&
      this.#part(
        'conditions',
        conditions,
        inputsOf,
        (tenant, results) => {
          const all = results.flatMap(({ rows }) => edgesOf(rows))
          return Array.from({ length: Math.ceil(all.length / MOST_EDGES) }, (_, i) => async () => {
            const some = all.slice(i * MOST_EDGES, (i + 1) * MOST_EDGES)
            await conditions.edges(tenant, some)
            this.edges += some.length
          })
        },
        (tenant, numbers) => conditions.resumed(tenant, numbers),
      )
    const news =
      kpis &&
      this.#part('kpis', kpis, seriesOf, (tenant, results, position) => {
        const all = results.flatMap(({ rows }) => kpiNewsOf(rows))
        return [() => kpis.take(tenant, all, position)]
      })
    const samples =
      derived &&
      this.#part(
        'derived',
        derived,
        seriesOfInputs,
        (tenant, results, position) => {
          const all = results.flatMap(({ rows }) => derivedNewsOf(rows))
          return [() => derived.take(tenant, all, position)]
        },
        (tenant, numbers) => derived.resumed(tenant, numbers),
      )
    const rows =
      models &&
      this.#part(
        'models',
        models,
        seriesOfInputs,
        (tenant, results, position) => {
          const all = results.flatMap(({ rows: doubles }) => modelNewsOf(doubles))
          return [() => models.take(tenant, all, position)]
        },
        (tenant, numbers) => models.resumed(tenant, numbers),
      )
    const runs =
      flows &&
      this.#part(
        'flows',
        flows,
        seriesOfFlow,
        (tenant, results, position) => {
          const all = results.flatMap(({ rows: doubles }) => flowNewsOf(doubles))
          return [() => flows.take(tenant, all, position)]
        },
        (tenant, numbers) => flows.resumed(tenant, numbers),
      )
    this.#parts = [edges, news, samples, rows, runs].filter((part) => part !== undefined)
  }

  #part<Definition extends ConditionDefinition | LiveUnit | DerivedDefinition | RowDefinition | FlowDefinition>(
    kind: EvaluatorKind,
    book: DefinitionBook<Definition>,
    series: (definition: Definition) => readonly number[],
    callsOf: TellingNeeds['callsOf'],
    resumed?: ConditionBook['resumed'],
  ): Part {
    const defineOf = (change: Change<Definition>): Define => ({ do: 'define', kind, ...change })
    const definitions = new Definitions<Definition>(
      { ...this.#needs, book, resumed: resumed ?? (async () => undefined) },
      (change) => this.#heard.defined(defineOf(change)),
    )
    const forget = book.onChanged((tenant) => definitions.refresh(tenant).then(this.#heard.refreshed))
    return {
      kind,
      telling: new Telling({ ...this.#needs, callsOf }),
      tenants: () => definitions.tenants,
      refresh: (tenant) => definitions.refresh(tenant),
      series: (tenant) => definitions.of(tenant).flatMap(series),
      all: () => definitions.all().map(defineOf),
      holderOf: (number) =>
        definitions.tenants.find((tenant) => definitions.of(tenant).some((one) => one.number === number)),
      suspended(tenant, number, fault) {
        // What nobody resumes is still in the thread, and does there what it can.
        if (resumed) definitions.suspended(tenant, number)
        return book.suspended(tenant, number, fault)
      },
      close() {
        forget()
        definitions.stop()
      },
    }
  }

  /** Doubles of results that wait to be taken. */
  get waiting(): number {
    return this.#parts.reduce((sum, { telling }) => sum + telling.waiting, 0)
  }

  /** Why they do, while the last try failed. */
  get fault(): Fault | undefined {
    return this.#parts.find(({ telling }) => telling.fault)?.telling.fault
  }

  /** Asks for all definitions of a tenant. */
  async refresh(tenant: TenantId): Promise<void> {
    for (const part of this.#parts) await part.refresh(tenant)
  }

  /** Series that anything of a tenant looks at. */
  seriesOf(tenant: TenantId): number[] {
    return this.#parts.flatMap((part) => part.series(tenant))
  }

  /** All that is known, for a thread that is new. */
  all(): Define[] {
    return this.#parts.flatMap((part) => part.all())
  }

  /** Gives results to their owners; `accept` is called when these and all before them were taken. */
  tell(results: readonly Results[], position: number, accept: () => void): void {
    const one = { isTaken: false, accept }
    this.#accepting.push(one)
    const parts = this.#parts.flatMap(({ kind, telling }) => {
      const own = results.filter((result) => result.kind === kind)
      return own.length > 0 ? [{ telling, own }] : []
    })
    let left = parts.length
    for (const { telling, own } of parts)
      telling.add(own, position, () => {
        left--
        if (left > 0) return
        one.isTaken = true
        while (this.#accepting[0]?.isTaken) this.#accepting.shift()?.accept()
      })
  }

  suspended(kind: EvaluatorKind, tenant: TenantId, number: number, fault: Fault): void {
    const { log } = this.#needs
    this.suspensions++
    log.warn('definition suspended', { kind, tenant, number, fault: sayFault(fault) })
    this.#parts
      .find((part) => part.kind === kind)
      ?.suspended(tenant, number, fault)
      .catch((failure: unknown) => log.error('suspension not told', { fault: sayFault(failure), kind, number }))
  }

  /** One of the definitions that live in a thread alone held it up. */
  stuck(number: number, fault: Fault): void {
    const part = this.#parts.find(({ kind }) => kind === 'flows')
    const tenant = part?.holderOf(number)
    if (tenant !== undefined) this.suspended('flows', tenant, number, fault)
  }

  /** For each tenant once in a life and after its definitions changed, when everything before is evaluated and taken. */
  async reconcile(life: Life): Promise<void> {
    const { conditions, clock, log } = this.#needs
    const part = this.#parts.find(({ kind }) => kind === 'conditions')
    if (!part || !conditions) return
    const { tenants, telling } = part
    const due = tenants().filter((tenant) => !life.reconciled.has(tenant))
    for (const tenant of due) life.reconciled.add(tenant)
    if (due.length === 0) return
    await telling.drained()
    for (const tenant of due) {
      try {
        const rows = standingRows(await conditions.standing(tenant))
        life.post({ do: 'reconcile', tenant, kind: 'conditions', rows })
      } catch (failure) {
        life.reconciled.delete(tenant)
        log.error('standing conditions not read', { fault: sayFault(failure), tenant })
        clock.after(RETRY_MS, () => this.#heard.refreshed())
      }
    }
  }

  /** Nothing is asked any more. */
  close(): void {
    for (const part of this.#parts) part.close()
  }

  /** Resolves when no results wait. */
  async drained(): Promise<void> {
    for (const { telling } of this.#parts) await telling.drained()
  }

  /** Gives up results that wait. */
  stop(): void {
    for (const { telling } of this.#parts) telling.stop()
  }
}
