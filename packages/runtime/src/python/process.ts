import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { type Clock, Fault } from '@millrace/core'
import type { Column, ModelPackage, Results, Rows, RunningModel } from '../face.ts'
import { StateFrame } from '../state/frame.ts'
import { LongCall, ofProcess } from '../worker/priority.ts'
import { Turns } from '../worker/turns.ts'
import '../faults.ts'
import type { Limits } from '../manifest/manifest.ts'
import { type Frame, FrameReader, frameOf } from './frame.ts'
import { lastLine } from './interpreter.ts'

const STDERR = 4_000
/** Beside the numbers, what an answer may take, bytes. */
const TEXTS = 32 * 1024 * 1024
/** Longest that a process may take to be ready on a busy machine, ms. */
const START_MS = 30_000
/** What a start may take before it is looked at whether it takes long. */
const LONG_START_MS = 3_000
/** What saving and taking up may take, ms. */
const STATE_MS = 10_000

export interface ProcessParts {
  readonly model: ModelPackage
  readonly limits: Limits
  /** What the interpreter itself, and packages, take beside the model: of address space, and of memory that is written, bytes. */
  readonly beside: { readonly space: number; readonly data: number }
  readonly clock: Clock
  /** Path of the model's file within the package. */
  readonly file: string
  /** Called once when the process has ended; does not reject. */
  ended(): Promise<void>
}

/** One model in a process of its own. What the process answers is believed in nothing: the model's code may have written it. */
export class PythonModel implements RunningModel {
  readonly #child: ChildProcess
  readonly #parts: ProcessParts
  readonly #frame: StateFrame
  readonly #gone: Promise<void>
  #stderr = ''
  readonly #turns = new Turns()
  #waiting: PromiseWithResolvers<Frame> | undefined
  /** Why it was ended, where we ended it. */
  #reason: Fault | undefined
  #hasEnded = false

  constructor(child: ChildProcess, parts: ProcessParts) {
    this.#child = child
    this.#parts = parts
    const { id } = parts.model.manifest
    this.#frame = new StateFrame(id, `python ${id}`)
    const reader = new FrameReader(TEXTS + 8 * parts.limits.rows * parts.model.manifest.outputs.length)
    child.stdout?.on('data', (piece: Buffer) => this.#hear(reader.take(piece)))
    child.stderr?.on('data', (piece: Buffer) => {
      this.#stderr = `${this.#stderr}${piece}`.slice(-STDERR)
    })
    // A pipe that breaks is told by the end of the process.
    child.stdin?.on('error', () => undefined)
    child.once('error', (failure) => this.#end(this.#died(failure.message)))
    this.#gone = once(child, 'close').then(
      ([code, signal]) => this.#close(code as number | null, signal as NodeJS.Signals | null),
      // It was never there; told above.
      () => this.#parts.ended(),
    )
  }

  get alive(): boolean {
    return !this.#hasEnded && !this.#reason
  }

  /** Throws `model.broken`, `model.greedy`. */
  async load(): Promise<void> {
    const { model, limits, beside, file } = this.#parts
    const { inputs, outputs, stateful = false } = model.manifest
    const question = {
      ...{ what: 'load', file, stateful, seconds: START_MS / 1_000 },
      ...{ space: beside.space + limits.memory, data: beside.data + limits.memory },
      inputs: inputs.map(({ name, type }) => [name, type]),
      outputs: outputs.map(({ name, type }) => [name, type]),
    }
    const late = this.#broken(`its file is not loaded within ${START_MS / 1_000} s`)
    try {
      const { header } = await this.#ask(frameOf(question), START_MS, late, LONG_START_MS)
      if (header['ready'] !== true) throw this.#broken(said(header['broken']))
    } catch (reason) {
      await this.close()
      const isDeath = reason instanceof Fault && reason.code === 'model.died'
      throw isDeath ? this.#broken(`as it was loaded: ${String(reason.facts['seen'])}`) : reason
    }
  }

  async run(rows: Rows, parameters: Readonly<Record<string, number>>): Promise<Results> {
    const { limits, model } = this.#parts
    const { length } = rows
    const numbers = [rows.time]
    const texts: (readonly string[])[] = []
    for (const { name } of model.manifest.inputs) {
      const column = rows.values[name] as Column
      if (column instanceof Float64Array) numbers.push(column)
      else texts.push(column)
    }
    const question = { what: 'run', length, texts, parameters, seconds: limits.timeMs / 1_000 }
    const slow = new Fault('model.slow', { model: model.manifest.id, most: limits.timeMs })
    return this.#results(await this.#ask(frameOf(question, numbers), limits.timeMs, slow), length)
  }

  async save(): Promise<Uint8Array> {
    if (!this.#parts.model.manifest.stateful) return new Uint8Array()
    const { header } = await this.#ask(frameOf({ what: 'save' }), STATE_MS, this.#slowState())
    return this.#frame.wrap(new TextEncoder().encode(String(header['state'])))
  }

  async restore(state: Uint8Array): Promise<void> {
    if (!this.#parts.model.manifest.stateful) {
      if (state.length > 0) throw this.#frame.foreign(`${state.length} bytes for a model that remembers nothing`)
      return
    }
    const question = { what: 'restore', state: new TextDecoder().decode(this.#frame.unwrap(state)) }
    const { header } = await this.#ask(frameOf(question), STATE_MS, this.#slowState())
    if (header['restored'] !== true) throw this.#frame.foreign(said(header['foreign']))
  }

  async close(): Promise<void> {
    this.#end(this.#died('it was closed'))
    await this.#gone
  }

  /** Answers one after the other. */
  #ask(question: Buffer, ms: number, late: Fault, longFrom?: number): Promise<Frame> {
    return this.#turns.take(async () => {
      if (!this.alive) throw this.#died('it has ended before')
      const waiting = Promise.withResolvers<Frame>()
      this.#waiting = waiting
      const timer = this.#parts.clock.after(ms, () => this.#end(late))
      const long = new LongCall(
        this.#parts.clock,
        ofProcess(() => (this.alive ? this.#child.pid : undefined)),
        longFrom,
      )
      this.#child.stdin?.write(question)
      try {
        return this.#checked(await waiting.promise)
      } finally {
        timer.cancel()
        long.end()
        this.#waiting = undefined
      }
    })
  }

  #checked(answer: Frame): Frame {
    const { model } = this.#parts
    const { header } = answer
    if (header['failed'] !== undefined)
      throw new Fault('model.failed', { model: model.manifest.id, seen: said(header['failed']) })
    if (Array.isArray(header['lied'])) throw this.#lied(said(header['lied'][0]), said(header['lied'][1]))
    return answer
  }

  #hear(frames: readonly Frame[] | undefined): void {
    for (const frame of frames ?? []) {
      if (frame.header['greedy'] === true) this.#end(this.#greedy())
      else this.#waiting?.resolve(frame)
    }
    if (!frames) this.#end(this.#died('it answered what cannot be read'))
  }

  #results({ header, numbers }: Frame, length: number): Results {
    const { outputs } = this.#parts.model.manifest
    const texts = Array.isArray(header['texts']) ? [...header['texts']] : []
    const ofNumbers = outputs.filter(({ type }) => type !== 'text').length
    const bytes = 8 * length
    if (numbers.byteLength !== bytes * ofNumbers)
      throw this.#lied(`${ofNumbers} columns of ${length} numbers`, 'others')
    const copied = new Float64Array(new Uint8Array(numbers).buffer)
    let at = 0
    const values = outputs.map(({ name, type }): [string, Column] => {
      if (type !== 'text') {
        const column = copied.subarray(at++ * length, at * length)
        if (type === 'boolean' && column.some((of) => of !== 0 && of !== 1 && !Number.isNaN(of)))
          throw this.#lied(`conditions as ${name}`, 'others')
        return [name, column]
      }
      const column: unknown = texts.shift()
      if (!Array.isArray(column) || column.length !== length || column.some((of) => typeof of !== 'string'))
        throw this.#lied(`${length} texts as ${name}`, 'others')
      return [name, column as string[]]
    })
    return { length, values: Object.fromEntries(values) }
  }

  #end(reason: Fault): void {
    if (!this.alive) return
    this.#reason = reason
    const { pid } = this.#child
    if (pid === undefined) {
      this.#waiting?.reject(reason)
      return
    }
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself just now.
    }
  }

  async #close(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    this.#hasEnded = true
    await this.#parts.ended()
    this.#waiting?.reject(this.#reason ?? this.#endedBy(code, signal))
  }

  /** The system's answer to too much memory is SIGKILL; libraries say so and end. */
  #endedBy(code: number | null, signal: NodeJS.Signals | null): Fault {
    const last = lastLine(this.#stderr.replace(/^(Segmentation fault|Aborted|Killed|Bus error)\s*$/gm, ''))
    const by = signal ?? signalOf(code)
    if (by === 'SIGKILL' || /MemoryError|out of memory|bad_alloc|allocation failed/i.test(last)) return this.#greedy()
    return this.#died(`${by ?? `exit code ${code}`}${last === '' ? '' : `: ${last}`}`)
  }

  #died(seen: string): Fault {
    return new Fault('model.died', { model: this.#parts.model.manifest.id, seen })
  }

  #broken(seen: string): Fault {
    return new Fault('model.broken', { model: this.#parts.model.manifest.id, seen })
  }

  #greedy(): Fault {
    return new Fault('model.greedy', { model: this.#parts.model.manifest.id, most: this.#parts.limits.memory })
  }

  #lied(expected: string, seen: string): Fault {
    return new Fault('model.lied', { model: this.#parts.model.manifest.id, expected, seen })
  }

  #slowState(): Fault {
    return new Fault('model.slow', { model: this.#parts.model.manifest.id, most: STATE_MS })
  }
}

const said = (told: unknown): string => String(told).slice(0, 800)

/** A shell tells of a program that a signal ended by an exit code above 128. */
function signalOf(code: number | null): string | undefined {
  if (code === null || code <= 128) return
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0]
}
