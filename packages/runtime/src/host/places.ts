import type { Limits, RuntimeKind } from '../manifest/manifest.ts'

/** What may have a thread or a process. */
export interface Placed {
  readonly kind: RuntimeKind
  readonly limits: Limits
  readonly isUp: boolean
  readonly isAtWork: boolean
  readonly isAsked: boolean
  readonly idleMs: number
  close(): Promise<void>
}

export interface Room {
  readonly threads: number
  readonly processes: number
  /** Bytes that all together may take. */
  readonly memory: number
}

/** Kinds of which every model has a thread or a process to itself. */
const placeOf: Readonly<Partial<Record<RuntimeKind, 'threads' | 'processes'>>> = {
  onnx: 'threads',
  wasm: 'threads',
  python: 'processes',
  fmu: 'processes',
}

/** Threads and processes of models that are up, and what may be up together. */
export class Places {
  readonly #room: Room
  readonly #up = new Set<Placed>()

  constructor(room: Room) {
    this.#room = room
  }

  /** Before it is started: closes what has no call at work, the longest unused first, until there is room. */
  async make(wanted: Placed): Promise<void> {
    if (placeOf[wanted.kind] === undefined) return
    for (const one of this.#up) if (!one.isUp && !one.isAtWork) this.#up.delete(one)
    this.#up.add(wanted)
    while (this.#isFull()) {
      const [first] = [...this.#up]
        .filter((one) => !one.isAtWork)
        .sort((a, b) => Number(a.isAsked) - Number(b.isAsked) || b.idleMs - a.idleMs)
      if (!first) return
      this.#up.delete(first)
      await first.close()
    }
  }

  /** Closes what nobody has asked for so long. */
  closeIdle(ms: number): void {
    for (const one of this.#up)
      if (!one.isAsked && one.idleMs > ms) {
        this.#up.delete(one)
        void one.close()
      }
  }

  #isFull(): boolean {
    const up = [...this.#up]
    const many = (place: 'threads' | 'processes'): number => up.filter(({ kind }) => placeOf[kind] === place).length
    return (
      many('threads') > this.#room.threads ||
      many('processes') > this.#room.processes ||
      up.reduce((sum, { limits }) => sum + limits.memory, 0) > this.#room.memory
    )
  }
}
