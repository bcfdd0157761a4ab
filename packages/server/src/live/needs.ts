import type {
  ConditionDefinition,
  ConditionEdge,
  DerivedDefinition,
  PlannedUnit,
  RowDefinition,
  WindowKind,
} from '@millrace/compute'
import type { Fault, Micros, SampleBatch, TenantId } from '@millrace/core'
import type { ComponentUse } from '@millrace/flows'
import type { ModelPackage } from '@millrace/runtime'

/**
 * What live computing needs of the rest of the house. It knows no module: `platform.ts` passes these in. All calls come from the
 * main thread.
 */

/** Owner of definitions of one kind: gives them, and takes what comes of them. */
export interface DefinitionBook<Definition> {
  /** Everything of a tenant that is to be evaluated now. Asked at the start and after each change that is told. */
  definitions(tenant: TenantId): Promise<readonly Definition[]>
  /**
   * Calls `listener` when the definitions of a tenant, or the series that their points speak in, are others than before, after
   * they were committed; returns what ends it. It resolves when the new definitions hold for whatever becomes durable from then
   * on. Many calls in a row are one question. State is kept of a definition that is the same.
   */
  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void
  /** A definition could not be evaluated, or took too long. */
  suspended(tenant: TenantId, number: number, fault: Fault): Promise<void>
}

/**
 * Owner of conditions; the alarms module is one. Calls of {@link ConditionBook.edges} of one tenant never overlap; others may
 * beside them. A condition whose definition changed stays active or not until the next sample says otherwise; one that is suspended
 * is evaluated no more until it, or a point of it, is another, and keeps its state.
 */
export interface ConditionBook extends DefinitionBook<ConditionDefinition> {
  /**
   * The newest edge that was taken of each condition that is to be evaluated; none where none was. Asked after the start, once what
   * the journal still had is evaluated, and after definitions changed: what is newer here comes again, what is newer there is taken
   * over, so that a condition whose alarm stands is told when it ends.
   */
  standing(tenant: TenantId): Promise<readonly StandingEdge[]>
  /**
   * Takes edges, in order; resolves when they are durable (committed). Only then is the journal behind them let go.
   * After a crash some come again: an edge that is not newer (`at`) than the newest of its condition is known, and left out.
   * An edge of a condition that is unknown (it was just removed) is left out too. A rejection means that none of the call's
   * edges were taken: the same call comes again after a second, for as long as it takes, and nothing is evaluated further than
   * a bounded queue meanwhile.
   */
  edges(tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void>
  /** Suspended ones that are evaluated again. */
  resumed(tenant: TenantId, conditions: readonly number[]): Promise<void>
}

export type StandingEdge = Pick<ConditionEdge, 'condition' | 'active' | 'at'>

/** A work unit whose windows are told. */
export interface LiveUnit extends PlannedUnit {
  /** Another one when anything else of it is another. */
  readonly number: number
  /** Everything before this was told already when the unit was read: samples for it are late. −Infinity where nothing was. */
  readonly until: Micros
  /** Time of the newest sample of its series when the unit was read, −Infinity before the first: what comes later is seen. */
  readonly newest: Micros
}

/** What live computing tells of a work unit. */
export type KpiNews =
  /** Samples of one series came for a time that was closed, within one hour: from the first to the last. */
  | {
      readonly is: 'late'
      readonly number: number
      readonly series: number
      readonly from: Micros
      readonly to: Micros
    }
  /** A window that ended, seen whole: cells as {@link PlannedUnit} lays them out. Comes before what closes it. */
  | {
      readonly is: 'page'
      readonly number: number
      readonly kind: WindowKind
      readonly from: Micros
      readonly to: Micros
      readonly cells: Float64Array
    }
  /** Everything before this has ended, and its grace is over: from now on samples for it are late. To the millisecond. */
  | { readonly is: 'closed'; readonly number: number; readonly until: Micros }

/** Owner of work units and their KPIs; the KPIs module is one. Calls of {@link KpiBook.take} of one tenant never overlap. */
export interface KpiBook extends DefinitionBook<LiveUnit> {
  /**
   * Takes news, in order; resolves when what is late is durable. The rest may be lost: whoever closed a window tells it from the
   * history where its page is not there. `position` of the journal: the history has all samples that the news are of when it has
   * come so far. After a crash news come again. A rejection means as with {@link ConditionBook.edges}.
   */
  take(tenant: TenantId, news: readonly KpiNews[], position: number): Promise<void>
}

/** What live computing tells of a derived point, by its number. */
export type DerivedNews =
  | {
      readonly is: 'value'
      readonly number: number
      readonly time: Micros
      /** NaN where the status is bad. */
      readonly value: number
      readonly status: number
    }
  | LateNews

/**
 * Samples of one series came late, between `from` and `last`, within one hour: what lies from there to `end`, exclusive, or to the
 * next sample of the series is another. Of {@link ALL_INPUTS} everything up to `end` is.
 */
export interface LateNews {
  readonly is: 'late'
  readonly number: number
  readonly series: number
  readonly from: Micros
  readonly last: Micros
  readonly end: Micros
}

/** Owner of derived points; the derived module is one. Calls of {@link DerivedBook.take} of one tenant never overlap. */
export interface DerivedBook extends DefinitionBook<DerivedDefinition> {
  /**
   * Takes news: values in the order of their times, each point's last word on a time standing, before what is late. Resolves when
   * the values are durable, and what is late is remembered. `position` of the journal: the history has all samples that the news
   * are of when it has come so far. After a crash news come again. A rejection means as with {@link ConditionBook.edges}.
   */
  take(tenant: TenantId, news: readonly DerivedNews[], position: number): Promise<void>
  /** Suspended ones that are worked out again. */
  resumed(tenant: TenantId, numbers: readonly number[]): Promise<void>
}

/** What live computing tells for a model at an asset, by its number. */
export type ModelNews = ModelRow | LateNews

/** What each of its inputs had at an instant. */
export interface ModelRow {
  readonly is: 'row'
  readonly number: number
  readonly time: Micros
  /** In the order of the inputs; NaN where the status is bad. */
  readonly values: Float64Array
  readonly status: Uint32Array
}

/** Owner of models that run at assets; the bindings module is one. Calls of {@link ModelBook.take} of one tenant never overlap. */
export interface ModelBook extends DefinitionBook<RowDefinition> {
  /**
   * Takes news: rows in the order of their times, each number's last word on a time standing, before what is late. Resolves when
   * what the models made of them is durable, or the rows are remembered to be worked out from the history, and what is late is.
   * `position`, and what comes of a rejection, as with {@link DerivedBook.take}.
   */
  take(tenant: TenantId, news: readonly ModelNews[], position: number): Promise<void>
  resumed(tenant: TenantId, numbers: readonly number[]): Promise<void>
}

/** A flow at an asset, as its thread runs it. */
export interface FlowDefinition {
  readonly number: number
  /** Of the deployment: what it does bears this in its id. */
  readonly deployment: string
  /** JSON of `FlowDocument`: as text, so that runs of one version share it. */
  readonly document: string
  readonly parameters: Readonly<Record<string, number>>
  /** That it runs, by the text that its nodes name them with. */
  readonly models?: Readonly<Record<string, ModelPackage>>
  /** It is in force for what is newer than that. */
  readonly since: Micros
  /** What stood at inputs then, by node: the first that it sees. */
  readonly stood?: Readonly<
    Record<string, { readonly value: number | boolean | string | null; readonly status: number }>
  >
  /** Series that nodes take in; what is missing here has no point at the asset. */
  readonly inputs: readonly FlowSeries[]
  /** Series that nodes give. */
  readonly outputs: readonly FlowSeries[]
  /** node.port of wires that somebody looks at; `*`: all. */
  readonly watch?: readonly string[]
}

export interface FlowSeries {
  readonly node: string
  readonly series: number
  readonly type: 'number' | 'boolean' | 'text'
  /** UCUM. */
  readonly unit?: string
  /** What came last does not stand: each is something that happened. */
  readonly event?: true
  /** Messages that devices send on what matches become its samples. */
  readonly topic?: string
}

/** Something that a flow asks for beside points; the same again after a crash bears the same id. */
export interface FlowAction {
  readonly number: number
  readonly node: string
  readonly kind: string
  readonly at: Micros
  /** Of several of one node and source time, from 0. */
  readonly ordinal: number
  readonly body: Readonly<Record<string, unknown>>
}

/** How a run stands: what it has done since its thread began. */
export interface FlowStanding {
  readonly number: number
  /** Flow time; everything up to it is worked out. Null before the first sample. */
  readonly time: Micros | null
  readonly samples: number
  readonly late: number
  /** Calls of scripts, and other steps of nodes, that failed; the flow went on. */
  readonly troubles: number
  /** The last of them. */
  readonly trouble?: { readonly node: string; readonly says: string }
}

/** What flows gave since it was last taken. */
export interface FlowNews {
  /** Of the outputs' series. */
  readonly samples: SampleBatch
  readonly actions: readonly FlowAction[]
  readonly standings: readonly FlowStanding[]
  readonly glances: readonly FlowGlance[]
  readonly uses: readonly FlowUse[]
}

/** What the components of a run did since that was last told. */
export interface FlowUse {
  readonly number: number
  readonly components: readonly ComponentUse[]
}

/** The newest sample of a wire that somebody looks at. */
export interface FlowGlance {
  readonly number: number
  readonly wire: string
  readonly time: Micros
  readonly value: number | boolean | string | null
  readonly status: number
}

/** Owner of flows; the flows module is one. Calls of {@link FlowBook.take} of one tenant never overlap. */
export interface FlowBook extends DefinitionBook<FlowDefinition> {
  /**
   * Takes news, in order; resolves when samples are durable and actions are kept under their ids. After a crash news come again.
   * `position` of the journal: the history has all samples that the news are of when it has come so far. A rejection means as with
   * {@link ConditionBook.edges}.
   */
  take(tenant: TenantId, news: readonly FlowNews[], position: number): Promise<void>
  resumed(tenant: TenantId, numbers: readonly number[]): Promise<void>
}
