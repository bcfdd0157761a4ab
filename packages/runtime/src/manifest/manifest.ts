/** `model.yaml` of a package: what a model says of itself. The JSON Schema is library/models/schema/model.json. */
export interface ModelManifest {
  /** `publisher/name`, each of lower-case letters, digits and hyphens. */
  readonly id: string
  /** SemVer 2.0. */
  readonly version: string
  readonly title: Words
  readonly description: Words
  readonly owner: string
  /** SPDX expression. */
  readonly licence: string
  /** Where the knowledge comes from; at least one. */
  readonly sources: readonly ModelSource[]
  readonly taxonomy: {
    readonly domain: ModelDomain
    /** Equipment classes of library/equipment that it is made for. */
    readonly equipment?: readonly string[]
    readonly tags?: readonly string[]
  }
  readonly inputs: readonly ModelInput[]
  readonly outputs: readonly ModelOutput[]
  readonly parameters?: readonly ModelParameter[]
  /** Joint bounds of validity that no range of one input tells: where one does not hold, the outputs are uncertain. */
  readonly validity?: readonly ValidityRule[]
  /** A model whose next row depends on those before it; it can save and take up what it remembers. */
  readonly stateful?: boolean
  readonly runtime: RuntimeSpec
  readonly limits?: Partial<Limits>
  readonly cases: readonly ReferenceCase[]
}

export interface Words {
  readonly en: string
  readonly zh: string
}

export const modelDomains = [
  'thermal',
  'fluid',
  'rotating',
  'electrical',
  'renewable',
  'process',
  'reliability',
  'quality',
  'energy',
  'control',
] as const
export type ModelDomain = (typeof modelDomains)[number]

export interface ModelSource {
  /** Referred to by cases. */
  readonly id: string
  readonly kind: 'standard' | 'paper' | 'book' | 'software' | 'page' | 'data'
  /** With clause, equation or table where there is one. */
  readonly title: string
  readonly publisher?: string
  readonly address?: string
  /** False: its number and clause are from memory. */
  readonly seen: boolean
}

export type ModelType = 'number' | 'boolean' | 'text'

interface Quantity extends Words {
  /** As formulas and code call it: a letter, then letters, digits and `_`. */
  readonly name: string
}

export interface ModelInput extends Quantity {
  readonly type: ModelType
  /** UCUM; of numbers alone. */
  readonly unit?: string
  /** Numbers within are what the model was made for; outside, its outputs are uncertain. In {@link unit}. */
  readonly low?: number
  readonly high?: number
  /** The worst quality with which it is believed: `good` turns an uncertain input into a bad output. `uncertain` unless told. */
  readonly quality?: 'good' | 'uncertain'
  /** Stands in where nothing is bound to it or nothing has come. Without one the output is bad then. */
  readonly default?: number | boolean | string
}

export interface ModelOutput extends Quantity {
  readonly type: ModelType
  readonly unit?: string
  /** What it can be at all: a number outside is a lie of the model, and bad. */
  readonly low?: number
  readonly high?: number
}

/** What is on the plate, or was fitted to an asset: a number that stays for a binding. */
export interface ModelParameter extends Quantity {
  readonly unit?: string
  readonly default: number
  readonly low?: number
  readonly high?: number
}

export interface ValidityRule extends Words {
  /** An expression over inputs and parameters that gives a condition. */
  readonly holds: string
}

export type RuntimeSpec = FormulaSpec | ScriptSpec | PythonSpec | OnnxSpec | WasmSpec | FmuSpec
export const runtimeKinds = ['formula', 'script', 'python', 'onnx', 'wasm', 'fmu'] as const
export type RuntimeKind = RuntimeSpec['kind']

/** Expressions of the house, checked for units when written. */
export interface FormulaSpec {
  readonly kind: 'formula'
  /** Values on the way, each of inputs, parameters and steps before it. */
  readonly steps?: readonly { readonly name: string; readonly unit?: string; readonly formula: string }[]
  /** By name of output. */
  readonly outputs: Readonly<Record<string, string>>
}

/** An ES module for QuickJS that exports `run(row, parameters, state)`. */
export interface ScriptSpec {
  readonly kind: 'script'
  readonly file: string
}

/** A Python file that defines `run(row, parameters, state)`, or `run_columns(columns, parameters)`. */
export interface PythonSpec {
  readonly kind: 'python'
  readonly file: string
  /** A requirements.txt with every package pinned by version and hash. */
  readonly requirements?: string
}

export interface OnnxSpec {
  readonly kind: 'onnx'
  readonly file: string
  /** Which inputs make which tensor, in the order of its columns. */
  readonly tensors: readonly { readonly name: string; readonly columns: readonly string[] }[]
  /** Which column of which tensor is which output. */
  readonly outputs: Readonly<Record<string, { readonly tensor: string; readonly column: number }>>
}

export interface WasmSpec {
  readonly kind: 'wasm'
  readonly file: string
}

/** FMI 2.0 or 3.0 co-simulation. */
export interface FmuSpec {
  readonly kind: 'fmu'
  readonly file: string
  /** Communication step, s. */
  readonly step: number
  /** Variable of the FMU by name of input, output or parameter, where they differ. */
  readonly variables?: Readonly<Record<string, string>>
}

export interface Limits {
  /** Of one call of {@link RunningModel.run}, ms. */
  readonly timeMs: number
  /** Bytes. */
  readonly memory: number
  /** Rows of one call. */
  readonly rows: number
}

/** What was worked out by somebody else, and must come out here. */
export interface ReferenceCase {
  readonly name: string
  /** Id of a source. */
  readonly source: string
  readonly parameters?: Readonly<Record<string, number>>
  /** One row, or a run of rows of a stateful model, `everyMs` apart. */
  readonly rows: readonly CaseRow[]
  readonly everyMs?: number
  /** When the first row is, ISO 8601; for models that look at the time. */
  readonly begin?: string
}

export interface CaseRow {
  readonly inputs: Readonly<Record<string, number | boolean | string>>
  /** What must come out. An output that is left out is not looked at. */
  readonly outputs: Readonly<Record<string, ExpectedOutput>>
}

export interface ExpectedOutput {
  readonly value: number | boolean | string
  /** Largest difference from value: of its own size (`relative`) or in the output's unit (`absolute`). Texts and conditions are equal. */
  readonly relative?: number
  readonly absolute?: number
}
