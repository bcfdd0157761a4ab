import type { Clock, Closable, Timer } from '@millrace/core'

/** What came of a question about a device. */
export type DiagnosisAnswer =
  /** Nobody could be asked: the edge is away. */
  | { readonly is: 'unreachable' }
  /** Who speaks for the device is no edge of ours: it knows no such question. */
  | { readonly is: 'foreign' }
  /** It was asked, and no answer came in time. */
  | { readonly is: 'silent' }
  /** The edge does not read this device any more. */
  | { readonly is: 'retired' }
  /** Not looked at yet: whoever asked holds it against its own shape. */
  | { readonly is: 'told'; readonly diagnosis: unknown }

const ANSWER_MS = 5_000

/** Questions that went out to edges and wait for their word; each is bounded in time. */
export class PendingQuestions implements Closable {
  readonly #clock: Clock
  readonly #waiting = new Map<string, { settle(answer: DiagnosisAnswer): void; readonly timer: Timer }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `node` names who may answer: nobody settles the question to another. */
  wait(node: string, operation: string): Promise<DiagnosisAnswer> {
    const key = `${node} ${operation}`
    return new Promise((resolve) => {
      const settle = (answer: DiagnosisAnswer): void => {
        this.#waiting.get(key)?.timer.cancel()
        this.#waiting.delete(key)
        resolve(answer)
      }
      this.#waiting.set(key, { settle, timer: this.#clock.after(ANSWER_MS, () => settle({ is: 'silent' })) })
    })
  }

  /** The text of an answer; one that is malformed or that nobody waits for is let go. */
  told(node: string, text: string): void {
    if (this.#waiting.size === 0) return
    let told: unknown
    try {
      told = JSON.parse(text)
    } catch {
      // An edge of another version, or the empty text of a birth: no answer to anything.
      return
    }
    if (typeof told !== 'object' || told === null) return
    const { operation, diagnosis } = told as Record<string, unknown>
    if (typeof operation !== 'string') return
    this.#waiting
      .get(`${node} ${operation}`)
      ?.settle(diagnosis === null ? { is: 'retired' } : { is: 'told', diagnosis })
  }

  close(): void {
    for (const { settle } of [...this.#waiting.values()]) settle({ is: 'silent' })
  }
}
