import { Fault } from '@millrace/core'
import '../faults.ts'

/** How many calls are at work at once. */
export interface Seats {
  readonly all: number
  /** Beside these, for models whose last call was answered, and for shares that hold none: hangers-on do not keep them waiting. */
  readonly kept: number
  /** What one share may hold of all of them, and what with models whose last call was not answered, or that had none. */
  readonly share: { readonly all: number; readonly strange: number }
  /** Bytes that calls at work may take together; one call by itself always may. */
  readonly memory: number
  /** Calls of one share that may wait. */
  readonly waiting: number
}

export interface Wish {
  readonly model: string
  readonly share: string
  /** Of what has one call at a time. */
  readonly key: string
  readonly memory: number
  /** Its last call was answered. */
  isKnown(): boolean
}

interface Waiting {
  readonly wish: Wish
  readonly work: () => Promise<void>
}

/** What waits of one share, by what it waits for, and what is at work. */
interface Line {
  readonly queues: Map<string, Waiting[]>
  waiting: number
  held: number
  /** With models that are not known. */
  strange: number
  /** Place of its last turn among all. */
  turn: number
}

/**
 * Gives calls their turn: the share that holds the fewest seats comes next, of equals the one whose last turn was the longest ago;
 * within a share its models take turns. So a share's calls wait for each other before they hold up another's.
 */
export class Schedule {
  readonly #seats: Seats
  readonly #lines = new Map<string, Line>()
  readonly #busy = new Set<string>()
  #held = 0
  #memory = 0
  #turns = 0

  constructor(seats: Seats) {
    this.#seats = seats
  }

  /** Resolves or rejects as the work does. Throws `model.busy` where too much waits. */
  take<T>(wish: Wish, work: () => Promise<T>): Promise<T> {
    const { model, share, key } = wish
    const line = this.#lines.get(share) ?? {
      queues: new Map<string, Waiting[]>(),
      waiting: 0,
      held: 0,
      strange: 0,
      turn: 0,
    }
    if (line.waiting >= this.#seats.waiting)
      return Promise.reject(new Fault('model.busy', { model, waiting: line.waiting }))
    this.#lines.set(share, line)
    return new Promise<T>((resolve, reject) => {
      const queue = line.queues.get(key) ?? []
      queue.push({ wish, work: () => work().then(resolve, reject) })
      line.queues.set(key, queue)
      line.waiting++
      this.#serve()
    })
  }

  #serve(): void {
    while (this.#next());
  }

  /** Lets the next one begin, if one may. */
  #next(): boolean {
    if (this.#held >= this.#seats.all + this.#seats.kept) return false
    const lines = [...this.#lines.values()].filter((one) => one.waiting > 0 && one.held < this.#seats.share.all)
    for (const line of lines.sort((a, b) => a.held - b.held || a.turn - b.turn)) {
      for (const [key, queue] of line.queues) {
        if (!this.#may(queue[0]!.wish, line)) continue
        // Taken out and put behind the others: the share's models take turns.
        line.queues.delete(key)
        const first = queue.shift()!
        if (queue.length > 0) line.queues.set(key, queue)
        this.#begin(line, first)
        return true
      }
    }
    return false
  }

  #may({ key, memory, isKnown }: Wish, { held, strange }: Line): boolean {
    if (this.#busy.has(key)) return false
    if (this.#held > 0 && this.#memory + memory > this.#seats.memory) return false
    if (isKnown()) return true
    return strange < this.#seats.share.strange && (this.#held < this.#seats.all || held === 0)
  }

  #begin(line: Line, { wish, work }: Waiting): void {
    const { share, key, memory } = wish
    const strange = wish.isKnown() ? 0 : 1
    line.waiting--
    line.held++
    line.strange += strange
    line.turn = ++this.#turns
    this.#held++
    this.#memory += memory
    this.#busy.add(key)
    void work().finally(() => {
      line.held--
      line.strange -= strange
      this.#held--
      this.#memory -= memory
      this.#busy.delete(key)
      if (line.held === 0 && line.waiting === 0) this.#lines.delete(share)
      this.#serve()
    })
  }
}
