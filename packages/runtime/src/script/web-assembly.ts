/** Of the JavaScript API of WebAssembly what the engine needs: the types of Node do not say it, those of a browser say too much. */
interface WebAssemblyFace {
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<CompiledModule>
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => LinearMemory
}

/** What WebAssembly.Module is. */
export interface CompiledModule {
  readonly [Symbol.toStringTag]: 'WebAssembly.Module'
}

/** WebAssembly.Memory: pages of 64 KiB, of which more are taken and none is given back. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer
  /** Throws beyond the maximum; gives the number of pages before. */
  grow(pages: number): number
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyFace }).WebAssembly
