import type { Timed } from './lines.ts'

/** One call, with all that it needs: no thread remembers anything of it. */
export interface Call extends Timed {
  readonly length: number
  /** Times in ms, then the numbers and conditions of each input that is no text: `length` each. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** Inputs that are texts, a list of each, as JSON. */
  readonly texts: string
  readonly parameters: string
  /** As the engine gave it; empty at the beginning. */
  readonly state: string
}

export interface Done {
  readonly is: 'done'
  /** Numbers and conditions of each output that is no text: `length` each. */
  readonly numbers: Float64Array<ArrayBuffer>
  readonly texts: readonly (readonly string[])[]
  readonly state: string
}

export type Verdict =
  | Done
  | { readonly is: 'slow' }
  | { readonly is: 'greedy' }
  | { readonly is: 'broken'; readonly seen: string }
  | { readonly is: 'failed'; readonly seen: string }
  | { readonly is: 'died'; readonly seen: string }
  | { readonly is: 'lied'; readonly expected: string; readonly seen: string }
