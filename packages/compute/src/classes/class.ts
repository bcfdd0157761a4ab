import type { Words } from '../expression/index.ts'

/** The ten kinds of machine that the guideline's article 10 names. */
export const equipmentKinds = [
  'industrial-boiler',
  'industrial-furnace',
  'petrochemical',
  'diesel-engine',
  'electric-motor',
  'air-compressor',
  'wind-turbine',
  'pv-plant',
  'construction-machine',
  'cnc-machine',
  /** What the guideline does not name: apps bring such classes. */
  'other',
] as const
export type EquipmentKind = (typeof equipmentKinds)[number]

export interface ClassSource {
  readonly id: string
  readonly kind: 'standard' | 'software' | 'page' | 'paper'
  readonly title: string
  readonly publisher: string
  readonly address?: string
  /** Whether the text itself was read; what was not is known from memory. */
  readonly seen: boolean
}

/** Which source, and where in it. */
export interface Cited {
  readonly id: string
  readonly clause?: string
}

/** What a value may be called in formulas: its name, type and UCUM unit. */
interface Named extends Words {
  readonly name: string
}

/** What is on the machine's plate or known of its site: constant, and set for each machine. */
export interface ClassParameter extends Named {
  readonly unit: string
  readonly default: number
  readonly low: number
  readonly high: number
}

export type PointValue = number | boolean | string

/** What is measured. */
export interface ClassPoint extends Named {
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
  readonly low?: number
  readonly high?: number
  /** A meter that only counts up. */
  readonly counter?: boolean
  /** Texts that it may be. */
  readonly states?: readonly string[]
  readonly need: 'needed' | 'optional'
  /** Stands in where a machine has no such point. */
  readonly else?: PointValue
}

/** What makers state as a table, such as a power curve; a machine may have its own. */
export interface ClassCurve {
  readonly name: string
  readonly of: Words & { readonly unit: string }
  readonly gives: Words & { readonly unit: string }
  readonly source?: Cited
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** What follows from points and parameters at every instant; each may use those before it. */
export interface ClassDerived extends Named {
  readonly unit: string
  readonly formula?: string
  /** In place of a formula: a curve, read at the value of a name. */
  readonly curve?: string
  readonly at?: string
  readonly source?: Cited
}

export interface ClassKpi extends Named {
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly formula: string
  readonly source?: Cited
}

/** Signals for which a deadband is recommended. */
export type DeadbandKind = 'flow' | 'level' | 'pressure' | 'temperature' | 'composition'

/**
 * How far a value comes back from its limit before the alarm ends. `by`: the kind of signal whose share of the range is recommended;
 * `own`: there is no such recommendation.
 */
export interface ClassDeadband {
  /** In the unit of the point. */
  readonly value: number
  readonly by: DeadbandKind | 'own'
}

export interface ClassAlarm extends Named {
  /** A condition of points, parameters and derived values. */
  readonly when: string
  /** s. */
  readonly on_delay: number
  /** Of a limit, and of nothing else. */
  readonly deadband?: ClassDeadband
  readonly consequence: 'minor' | 'major' | 'severe'
  /** min from the alarm to the consequence. */
  readonly respond_within: number
  readonly effect: Words
  readonly action: Words
}

/** Which machines may be held side by side by a KPI: those alike in these, within so many percent. */
export interface ClassComparison {
  readonly kpi: string
  readonly alike: readonly { readonly of: string; readonly within: number }[]
  /** % of the window that must have good data. */
  readonly completeness: number
}

/** A value that holds all the window, or samples of it: seconds from its beginning, each until the next. */
export type ReferenceSeries = PointValue | readonly (readonly [at: number, value: PointValue])[]

/** Published figures that the formulas give again. */
export interface ClassReference extends Named {
  readonly source: Cited
  readonly variant?: string
  readonly parameters?: Readonly<Record<string, number>>
  /** s. */
  readonly window: number
  readonly values: Readonly<Record<string, ReferenceSeries>>
  readonly expect: readonly {
    readonly kpi: string
    readonly value: number
    /** In the unit of the KPI, to either side. */
    readonly tolerance: number
    /** Why it differs from what was published. */
    readonly because?: Words
  }[]
}

/** Machines of the class whose units are others, such as fuel that is weighed. */
export interface ClassVariant extends Named {
  readonly units: Readonly<Record<string, string>>
}

/** A kind of machine as data: library/equipment/schema says each field. */
export interface EquipmentClass {
  readonly class: string
  readonly kind: EquipmentKind
  readonly version: string
  readonly title: Words
  readonly note?: Words
  readonly sources: readonly ClassSource[]
  readonly variants?: readonly ClassVariant[]
  readonly parameters: readonly ClassParameter[]
  readonly points: readonly ClassPoint[]
  readonly curves?: readonly ClassCurve[]
  readonly derived?: readonly ClassDerived[]
  readonly kpis: readonly ClassKpi[]
  readonly alarms: readonly ClassAlarm[]
  readonly comparisons: readonly ClassComparison[]
  readonly references: readonly ClassReference[]
}
