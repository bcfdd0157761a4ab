/** The part of the WebAssembly JavaScript interface that is used here: the library of types of Node leaves it out. */
declare namespace WebAssembly {
  interface MemoryDescriptor {
    readonly initial: number
    readonly maximum?: number
    readonly shared?: boolean
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor)
    readonly buffer: ArrayBuffer
    /** Pages of 64 KiB. Throws beyond the maximum; gives the number of pages before. */
    grow(delta: number): number
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
    private readonly compiled
  }
  class Instance {
    constructor(module: Module, imports?: object)
    readonly exports: Readonly<Record<string, unknown>>
  }
  class RuntimeError extends Error {}
  class CompileError extends Error {}
  /** Given bytes it gives both, given a module the instance alone. */
  let instantiate: (from: Uint8Array<ArrayBuffer> | Module, imports?: object) => Promise<unknown>
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>
}
