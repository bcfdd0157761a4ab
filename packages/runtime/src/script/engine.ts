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
import { doneOf, isOutOfMemory, refusalOf } from './answers.ts'
import { GUEST_FILE, guestCode } from './guest.ts'
import { Image } from './image.ts'
import { importsOf } from './imports.ts'
import type { Call, Verdict } from './messages.ts'
import { LEAST_MEMORY, type Program } from './program.ts'
import { wordsOf } from './words.ts'

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

/**
 * One program in a WebAssembly memory of its own. Every call begins with that memory as it was when the program had been
 * loaded: nothing but `state` goes from call to call, whoever makes them. So assets share an engine and see nothing of each
 * other, a run over history and a stream agree, and a call that fails leaves nothing behind.
 *
 * The limit is the WebAssembly memory's own, because the engine's counts 8 bytes for a buffer of 8 MB.
 */
export class Engine {
  readonly #program: Program
  readonly #memory: WebAssembly.Memory
  readonly #runtime: QuickJSRuntime
  readonly #context: QuickJSContext
  #call: QuickJSHandle | undefined
  #image: Image | undefined
  #until = 0
  #late = false
  #denied = false
  #crashed = false

  private constructor(program: Program, memory: WebAssembly.Memory, runtime: QuickJSRuntime) {
    this.#program = program
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
    runtime.setInterruptHandler(() => {
      this.#late ||= performance.now() > this.#until
      return this.#late
    })
    const { load, resolve } = importsOf(program)
    runtime.setModuleLoader(load, resolve)
    this.#context = runtime.newContext()
  }

  /** With the program loaded, or what is wrong with that. */
  static async load(program: Program, timeMs: number): Promise<Engine | Verdict> {
    const memory = new WebAssembly.Memory({ initial: LEAST_MEMORY / PAGE, maximum: Math.floor(program.memory / PAGE) })
    const variant = newVariant(RELEASE_SYNC, {
      wasmModule: () => compiled,
      wasmMemory: memory,
      emscriptenModule: silent,
    })
    const module = await newQuickJSWASMModuleFromVariant(variant)
    const engine = new Engine(program, memory, module.newRuntime({ maxStackSizeBytes: STACK }))
    return engine.#within(timeMs, () => engine.#load()) ?? engine
  }

  /** False: it must be thrown away. */
  get isSound(): boolean {
    return !this.#crashed && this.#memory.buffer.byteLength === LEAST_MEMORY
  }

  run(call: Call): Verdict {
    this.#late = false
    this.#denied = false
    const verdict = this.#within(call.timeMs, () => this.#run(call))
    if (this.isSound) this.#image?.putBack(this.#memory)
    return verdict as Verdict
  }

  #within(timeMs: number, work: () => Verdict | undefined): Verdict | undefined {
    this.#until = performance.now() + timeMs
    try {
      const verdict = work()
      if (this.#late) return { is: 'slow' }
      return this.#denied ? { is: 'greedy' } : verdict
    } catch (reason) {
      // The engine's own code was left in the middle.
      this.#crashed = true
      if (this.#late) return { is: 'slow' }
      if (this.#denied) return { is: 'greedy' }
      if (reason instanceof RangeError) return { is: 'failed', seen: 'its recursion is too deep' }
      return { is: 'died', seen: reason instanceof Error ? reason.message : String(reason) }
    }
  }

  #load(): Verdict | undefined {
    const { entry, files } = this.#program
    const context = this.#context
    const prepare = context.unwrapResult(context.evalCode(guestCode(this.#program), GUEST_FILE, { type: 'global' }))
    const loaded = context.evalCode(files[entry] as string, entry, { type: 'module', strict: true })
    if (loaded.error) return this.#broken(loaded.error)
    if (this.#runtime.hasPendingJob() || context.getPromiseState(loaded.value).type !== 'fulfilled')
      return { is: 'broken', seen: `${entry} waits for something while it is loaded; a model cannot wait` }
    const prepared = context.callFunction(prepare, context.undefined, loaded.value)
    if (prepared.error) return this.#broken(prepared.error)
    this.#call = prepared.value
    this.#image = new Image(this.#memory)
    return undefined
  }

  #run({ length, numbers, texts, parameters, state }: Call): Verdict {
    const context = this.#context
    const texted = [texts, parameters, state].map((text) => context.newString(text))
    const taken = [context.newNumber(length), context.newArrayBuffer(numbers.buffer), ...texted]
    // What did not fit was written over the engine's own.
    if (this.#denied) return { is: 'greedy' }
    const given = context.callFunction(this.#call as QuickJSHandle, context.undefined, ...taken)
    if (given.error) return this.#failed(given.error)
    const text = (name: string): string => context.getString(context.getProp(given.value, name))
    if (!context.dump(context.getProp(given.value, 'done'))) return refusalOf(text('told'))
    if (this.#runtime.hasPendingJob())
      return { is: 'lied', expected: 'all of it at once', seen: 'work left for later (promises are not waited for)' }
    const bytes =
      length === 0 ? new Uint8Array() : context.getArrayBuffer(context.getProp(given.value, 'numbers')).value
    return doneOf(this.#program, { length, bytes, texts: text('texts'), state: text('state') })
  }

  #broken(error: QuickJSHandle): Verdict {
    const verdict = this.#failed(error)
    return verdict.is === 'failed' ? { ...verdict, is: 'broken' } : verdict
  }

  #failed(error: QuickJSHandle): Verdict {
    const context = this.#context
    const text = (name: string): string => {
      const value = context.getProp(error, name)
      return context.typeof(value) === 'string' ? context.getString(value) : ''
    }
    if (context.typeof(error) !== 'object')
      return { is: 'failed', seen: wordsOf({ name: '', message: context.getString(error), stack: '' }) }
    const thrown = { name: text('name'), message: text('message'), stack: text('stack') }
    return isOutOfMemory(thrown.name, thrown.message) ? { is: 'greedy' } : { is: 'failed', seen: wordsOf(thrown) }
  }
}
