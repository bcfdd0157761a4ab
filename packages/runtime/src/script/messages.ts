import type { Program } from './program.ts'

/** One call, with all that it needs: no thread remembers anything of it. */
export interface Call {
  readonly length: number
  /** Times in ms, then the numbers and conditions of each input that is no text: `length` each. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** Inputs that are texts, a list of each, as JSON. */
  readonly texts: string
  readonly parameters: string
  /** As the engine gave it; empty at the beginning. */
  readonly state: string
  readonly timeMs: number
}

export interface Question {
  readonly key: string
  /** Unless the thread has it. */
  readonly program?: Program
  /** Key of a program that it need not keep any longer. */
  readonly forget?: string
  readonly call: Call
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

export interface Answer {
  readonly is: 'answer'
  readonly verdict: Verdict
  /** The program is ready for the next call. */
  readonly kept: boolean
}

/** What a thread says: that it can be asked, then its answers. */
export type ThreadWord = { readonly is: 'open'; readonly thread: number | undefined } | Answer
