import type { QuickJSHandle } from 'quickjs-emscripten'
import { doneOf, refusalOf } from './answers.ts'
import { Cell } from './cell.ts'
import { guestCode } from './guest.ts'
import type { Call, Verdict } from './messages.ts'
import type { Program } from './program.ts'
import { GUEST_FILE } from './words.ts'

/**
 * One program in a cell. Every call begins with its memory as it was when the program had been loaded: nothing but `state`
 * goes from call to call, whoever makes them. So assets share an engine and see nothing of each other, a run over history and
 * a stream agree, and a call that fails leaves nothing behind.
 */
export class Engine {
  readonly #program: Program
  readonly #cell: Cell
  #call: QuickJSHandle | undefined

  private constructor(program: Program, cell: Cell) {
    this.#program = program
    this.#cell = cell
  }

  /** With the program loaded, or what is wrong with that. */
  static async load(program: Program, timeMs: number): Promise<Engine | Verdict> {
    const cell = await Cell.open(program)
    const engine = new Engine(program, cell)
    return cell.within(timeMs, () => engine.#load()) ?? engine
  }

  /** False: it must be thrown away. */
  get isSound(): boolean {
    return this.#cell.isSound
  }

  run(call: Call): Verdict {
    this.#cell.begin()
    const verdict = this.#cell.within(call.timeMs, () => this.#run(call))
    this.#cell.putBack()
    return verdict
  }

  #load(): Verdict | undefined {
    const { entry, files } = this.#program
    const { context } = this.#cell
    const prepare = context.unwrapResult(context.evalCode(guestCode(this.#program), GUEST_FILE, { type: 'global' }))
    const loaded = context.evalCode(files[entry] as string, entry, { type: 'module', strict: true })
    if (loaded.error) return this.#broken(loaded.error)
    if (this.#cell.hasWorkLeft || context.getPromiseState(loaded.value).type !== 'fulfilled')
      return { is: 'broken', seen: `${entry} waits for something while it is loaded; a model cannot wait` }
    const prepared = context.callFunction(prepare, context.undefined, loaded.value)
    if (prepared.error) return this.#broken(prepared.error)
    this.#call = prepared.value
    this.#cell.keep()
    return undefined
  }

  #run({ length, numbers, texts, parameters, state }: Call): Verdict {
    const { context } = this.#cell
    const texted = [texts, parameters, state].map((text) => context.newString(text))
    const taken = [context.newNumber(length), context.newArrayBuffer(numbers.buffer), ...texted]
    if (this.#cell.isDenied) return { is: 'greedy' }
    const given = context.callFunction(this.#call as QuickJSHandle, context.undefined, ...taken)
    if (given.error) return this.#cell.failed(given.error)
    const text = (name: string): string => context.getString(context.getProp(given.value, name))
    if (!context.dump(context.getProp(given.value, 'done'))) return refusalOf(text('told'))
    if (this.#cell.hasWorkLeft)
      return { is: 'lied', expected: 'all of it at once', seen: 'work left for later (promises are not waited for)' }
    const bytes =
      length === 0 ? new Uint8Array() : context.getArrayBuffer(context.getProp(given.value, 'numbers')).value
    return doneOf(this.#program, { length, bytes, texts: text('texts'), state: text('state') })
  }

  #broken(error: QuickJSHandle): Verdict {
    const verdict = this.#cell.failed(error)
    return verdict.is === 'failed' ? { ...verdict, is: 'broken' } : verdict
  }
}
