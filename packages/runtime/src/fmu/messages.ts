/** A variable as the library knows it: by reference, read and written by the functions of its type. */
export interface FmuVariableAt {
  readonly reference: number
  readonly type: string
}

/** What the process of one FMU is started with. */
export interface FmuJob {
  /** Paths that the process sees. */
  readonly library: string
  readonly resources: string
  readonly version: 2 | 3
  readonly token: string
  /** Communication step, s. */
  readonly step: number
  readonly anyStep: boolean
  readonly onceAProcess: boolean
  readonly stateful: boolean
  readonly inputs: readonly FmuVariableAt[]
  readonly outputs: readonly FmuVariableAt[]
  readonly parameters: readonly FmuVariableAt[]
  readonly values: readonly number[]
}

export interface FmuRows {
  readonly length: number
  /** µs. */
  readonly time: Float64Array
  readonly inputs: readonly Float64Array[]
  readonly parameters: readonly number[]
}

/** One question at a time, each with one answer. */
export type ToFmu =
  | { readonly ask: 'start'; readonly job: FmuJob }
  | { readonly ask: 'run'; readonly rows: FmuRows }
  | { readonly ask: 'save' }
  | { readonly ask: 'restore'; readonly state: FmuState | undefined }

/** Where a stateful FMU stands: its own state, and of which moment that is. Undefined before its first row. */
export interface FmuState {
  readonly bytes: Uint8Array
  /** µs: when it began, and its last row. */
  readonly began: number
  readonly last: number
  /** Its own time, s. */
  readonly at: number
  readonly parameters: readonly number[]
}

export type FromFmu =
  /** Before the first question. */
  | { readonly up: Closed }
  | { readonly done: true }
  | { readonly results: readonly Float64Array[] }
  | { readonly state: FmuState | undefined }
  /** What the FMU, or we on its behalf, cannot do; `fatal` where the process is of no more use. */
  | { readonly failed: string; readonly fatal: boolean }

/** What the system keeps from the process, as it sees it itself. */
export interface Closed {
  readonly network: boolean
  /** All but its own files, and the programs that it is made of. */
  readonly files: boolean
  readonly processes: boolean
}
