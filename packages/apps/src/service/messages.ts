import type { CellEnd } from '@millrace/runtime/cells'
import type { LogLine } from './host.ts'

/** To a thread: one call, as texts of JSON. */
export interface ThreadCall {
  readonly entry: string
  readonly input: string
  readonly context: string
  readonly timeMs: number
}

/** To a thread, while its call lasts. */
export type Said =
  | { readonly is: 'given' | 'refused'; readonly id: string; readonly text: string }
  /** It is not waited for any longer. */
  | { readonly is: 'end' }

/** From a thread, while its call lasts. */
export type Heard =
  | { readonly is: 'ask'; readonly id: string; readonly name: string; readonly args: readonly unknown[] }
  | ({ readonly is: 'log' } & LogLine)

/** What a service threw: in a line, where in its files, and the code and remedy that it gave it. */
export interface Thrown {
  readonly seen: string
  readonly where?: string
  readonly code?: string
  readonly remedy?: string
}

export type Verdict = (
  | { readonly is: 'done'; readonly output: unknown }
  | ({ readonly is: 'failed' } & Thrown)
  | { readonly is: 'lied'; readonly expected: string; readonly seen: string }
  | { readonly is: 'broken' | 'import'; readonly seen: string }
  | { readonly is: 'stuck' | 'asks' | 'talks' | 'ended' }
  | CellEnd
) & {
  /** Computing. */
  readonly ms: number
}
