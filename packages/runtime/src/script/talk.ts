import type { QuickJSHandle } from 'quickjs-emscripten'
import { Cell, type CellEnd } from './cell.ts'
import type { CellSource } from './cell-source.ts'
import { IMPORT_REFUSED } from './imports.ts'
import { GUEST_FILE, wordsOf } from './words.ts'

/** A module of a user, and code of ours that stands between it and its host. */
export interface TalkSource extends CellSource {
  readonly entry: string
  /**
   * Of ours, within the engine: an expression that gives a function of `hear(...texts)`, run before the module is loaded,
   * that gives a function of the module's exports, that gives `say(...texts)`.
   */
  readonly guest: string
}

/** Why a module cannot be begun with: it is broken, or imports what it may not. */
export type TalkRefusal = CellEnd | { readonly is: 'broken' | 'import'; readonly seen: string }

/**
 * A module in a cell that talks with its host in texts, and waits for answers. Every talk begins with the memory as it was
 * when the module had been loaded.
 */
export class Talk {
  readonly #cell: Cell
  #hear: (texts: readonly string[]) => void = () => undefined
  #say: QuickJSHandle | undefined

  private constructor(cell: Cell) {
    this.#cell = cell
  }

  static async load(source: TalkSource, timeMs: number): Promise<Talk | TalkRefusal> {
    const cell = await Cell.open(source)
    const talk = new Talk(cell)
    return cell.within(timeMs, () => talk.#load(source)) ?? talk
  }

  /** False: it must be thrown away. */
  get isSound(): boolean {
    return this.#cell.isSound
  }

  begin(hear: (texts: readonly string[]) => void): void {
    this.#cell.begin()
    this.#hear = hear
  }

  /** Says it, and works until there is nothing left to do but wait. */
  say(texts: readonly string[], timeMs: number): CellEnd | undefined {
    return this.#cell.within(timeMs, () => {
      const { context } = this.#cell
      const said = texts.map((text) => context.newString(text))
      if (this.#cell.isDenied) return { is: 'greedy' } as const
      const given = context.callFunction(this.#say as QuickJSHandle, context.undefined, ...said)
      if (given.error) return this.#cell.failed(given.error)
      this.#cell.work()
      return undefined
    })
  }

  /** Nothing of it goes on, from within `hear`, too. */
  end(): void {
    this.#cell.end()
    this.#hear = () => undefined
  }

  putBack(): void {
    this.#cell.putBack()
  }

  #load({ entry, files, guest }: TalkSource): TalkRefusal | undefined {
    const { context } = this.#cell
    const hear = context.newFunction('hear', (...of) => {
      this.#hear(of.map((one) => (context.typeof(one) === 'string' ? context.getString(one) : '')))
    })
    const prepare = context.unwrapResult(context.evalCode(guest, GUEST_FILE, { type: 'global' }))
    const meet = context.unwrapResult(context.callFunction(prepare, context.undefined, hear))
    const loaded = context.evalCode(files[entry] as string, entry, { type: 'module', strict: true })
    if (loaded.error) return this.#refusal(loaded.error)
    const state = context.getPromiseState(loaded.value)
    if (state.type === 'rejected') return this.#refusal(state.error)
    if (this.#cell.hasWorkLeft || state.type !== 'fulfilled')
      return { is: 'broken', seen: `${entry} waits for something while it is loaded` }
    const met = context.callFunction(meet, context.undefined, loaded.value)
    if (met.error) return this.#refusal(met.error)
    this.#say = met.value
    this.#cell.keep()
    return undefined
  }

  #refusal(error: QuickJSHandle): TalkRefusal {
    const thrown = this.#cell.thrown(error)
    if (thrown.name === IMPORT_REFUSED) return { is: 'import', seen: wordsOf({ ...thrown, name: '' }) }
    const end = this.#cell.failed(error)
    return end.is === 'failed' ? { ...end, is: 'broken' } : end
  }
}
