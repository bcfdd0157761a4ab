import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  type EmscriptenModuleLoaderOptions,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  RELEASE_SYNC,
} from 'quickjs-emscripten'
import { type CellSource, LEAST_MEMORY } from './cell-source.ts'
import { Image } from './image.ts'
import { importsOf } from './imports.ts'
import { isOutOfMemory, type Thrown, wordsOf } from './words.ts'

const PAGE = 65_536
/** Far below the thread's own, so that the engine tells deep recursion. */
const STACK = 256 * 1024

/** Once a thread; V8 keeps one copy of the code for all of them. */
export const compiled: Promise<WebAssembly.Module> = compile()
async function compile(): Promise<WebAssembly.Module> {
  const near = createRequire(import.meta.resolve('quickjs-emscripten'))
  return WebAssembly.compile(await readFile(near.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')))
}

/** Where the build would write to the console of the process; the face does not say it. */
const silent: EmscriptenModuleLoaderOptions = Object.assign<object, object>(
  {},
  { print: () => undefined, printErr: () => undefined },
)

/** How what runs in a cell came to an end that it did not choose. */
export type CellEnd =
  | { readonly is: 'slow' }
  | { readonly is: 'greedy' }
  | { readonly is: 'failed'; readonly seen: string }
  | { readonly is: 'died'; readonly seen: string }

/**
 * QuickJS in a WebAssembly memory of its own, with limits of time and memory; what it is asked to do is between this and
 * whoever opens it. The limit of memory is the WebAssembly memory's own, because the engine's counts 8 bytes for a buffer
 * of 8 MB.
 */
export class Cell {
  readonly context: QuickJSContext
  readonly #memory: WebAssembly.Memory
  readonly #runtime: QuickJSRuntime
  #image: Image | undefined
  #until = 0
  #late = false
  #over = false
  #denied = false
  #crashed = false

  private constructor(source: CellSource, memory: WebAssembly.Memory, runtime: QuickJSRuntime) {
    this.#memory = memory
    this.#runtime = runtime
    const grow = memory.grow.bind(memory)
    // The engine tries to have more than it needs, then less: the last try tells.
    memory.grow = (pages) => {
      this.#denied = true
      const before = grow(pages)
      this.#denied = false
      return before
    }
    runtime.setInterruptHandler(() => this.#isLate() || this.#over)
    const { load, resolve } = importsOf(source)
    runtime.setModuleLoader(load, resolve)
    this.context = runtime.newContext()
  }

  static async open(source: CellSource): Promise<Cell> {
    const memory = new WebAssembly.Memory({ initial: LEAST_MEMORY / PAGE, maximum: Math.floor(source.memory / PAGE) })
    const variant = newVariant(RELEASE_SYNC, {
      wasmModule: () => compiled,
      wasmMemory: memory,
      emscriptenModule: silent,
    })
    const module = await newQuickJSWASMModuleFromVariant(variant)
    return new Cell(source, memory, module.newRuntime({ maxStackSizeBytes: STACK }))
  }

  /** False: it must be thrown away. */
  get isSound(): boolean {
    return !this.#crashed && this.#memory.buffer.byteLength === LEAST_MEMORY
  }

  /** It wanted more memory than there is: what did not fit was written over the engine's own. */
  get isDenied(): boolean {
    return this.#denied
  }

  get hasWorkLeft(): boolean {
    return this.#runtime.hasPendingJob()
  }

  /** Limits count from here. */
  begin(): void {
    this.#late = false
    this.#over = false
    this.#denied = false
  }

  /** What runs is stopped at the next look. */
  end(): void {
    this.#over = true
  }

  /** Its memory as it is now is what {@link putBack} brings back. */
  keep(): void {
    this.#image = new Image(this.#memory)
  }

  putBack(): void {
    if (this.isSound) this.#image?.putBack(this.#memory)
  }

  within<Of>(timeMs: number, work: () => Of): Of | CellEnd {
    this.#until = performance.now() + timeMs
    try {
      const done = work()
      if (this.#late) return { is: 'slow' }
      return this.#denied ? { is: 'greedy' } : done
    } catch (reason) {
      // The engine's own code was left in the middle.
      this.#crashed = true
      if (this.#late) return { is: 'slow' }
      if (this.#denied) return { is: 'greedy' }
      if (reason instanceof RangeError) return { is: 'failed', seen: 'its recursion is too deep' }
      return { is: 'died', seen: reason instanceof Error ? reason.message : String(reason) }
    }
  }

  /** Promises that are due, until there is none, or it is time. */
  work(): void {
    while (this.hasWorkLeft && !this.#isLate() && !this.#over) this.#runtime.executePendingJobs(100)
  }

  /** What was thrown. */
  thrown(error: QuickJSHandle): Thrown {
    const { context } = this
    if (context.typeof(error) !== 'object') return { name: '', message: context.getString(error), stack: '' }
    const text = (name: string): string => {
      const value = context.getProp(error, name)
      return context.typeof(value) === 'string' ? context.getString(value) : ''
    }
    return { name: text('name'), message: text('message'), stack: text('stack') }
  }

  failed(error: QuickJSHandle): CellEnd {
    const thrown = this.thrown(error)
    return isOutOfMemory(thrown.name, thrown.message) ? { is: 'greedy' } : { is: 'failed', seen: wordsOf(thrown) }
  }

  #isLate(): boolean {
    this.#late ||= performance.now() > this.#until
    return this.#late
  }
}
