/** What the pool of threads must know of a program. */
export interface Keyed {
  /** Of all the rest: programs of one key are one. */
  readonly key: string
  /** Whose calls never take all threads, where the pool says how many one may have. */
  readonly owner?: string
}

/** One call, with all that it needs: no thread remembers anything of it. */
export interface Timed {
  /** That it may compute. */
  readonly timeMs: number
}

/** How a call ends with its thread. */
export type ThreadEnd = { readonly is: 'slow' } | { readonly is: 'died'; readonly seen: string }

/** To a thread: a call. */
export interface Question<Program, Call> {
  readonly is: 'question'
  readonly key: string
  /** Unless the thread has it. */
  readonly program?: Program
  /** Key of a program that it need not keep any longer. */
  readonly forget?: string
  readonly call: Call
}

/** To a thread: what its call has waited for. */
export interface Told<Word> {
  readonly is: 'told'
  readonly word: Word
}

/** What a thread says: that it can be asked, then of each call what it hears and that it waits, then the answer. */
export type ThreadWord<Verdict, Word> =
  | { readonly is: 'open'; readonly thread: number | undefined }
  | { readonly is: 'heard'; readonly word: Word }
  /** It has nothing to do before it is told more; so many words of the call were worked on, the question among them. */
  | { readonly is: 'waits'; readonly worked: number; readonly spentMs: number }
  | {
      readonly is: 'answer'
      readonly verdict: Verdict
      /** The program is ready for the next call. */
      readonly kept: boolean
    }

/** Of a call that talks while it lasts: given how to tell it something, gives who hears it. */
export type Talking<Said, Heard> = (tell: (word: Said) => void) => (word: Heard) => void
