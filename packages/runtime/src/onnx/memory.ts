const PAGE = 65_536

export interface MemoryBound {
  /** Begins to look whether it is reached: what was tried and done otherwise before is forgotten. */
  watch(): void
  /** Whether more was asked for than there may be. */
  readonly reached: boolean
}

/**
 * Holds every memory that WebAssembly makes in this thread from now on to so many bytes. The engine brings one of its own, made
 * for 4 GiB; in a smaller one it finds no more where the bound is, as on a machine that is full, and says so.
 */
export function boundMemory(bytes: number): MemoryBound {
  const most = Math.floor(bytes / PAGE)
  let reached = false
  globalThis.WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      reached ||= descriptor.initial > most
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? most, most) })
    }

    override grow(pages: number): number {
      try {
        return super.grow(pages)
      } catch (refusal) {
        reached = true
        throw refusal
      }
    }
  }
  return {
    watch() {
      reached = false
    },
    get reached() {
      return reached
    },
  }
}
