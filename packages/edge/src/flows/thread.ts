import { Worker } from 'node:worker_threads'
import { type Clock, type Closable, Fault, type Timer } from '@millrace/core'
import '../faults.ts'
import type { FlowWork, Order, Word } from './messages.ts'

/** A thread that answers nothing for so long is ended. */
const STUCK_MS = 10_000
const LOOK_MS = 500
/** Of its heap, MiB; scripts have limits of their own beside. */
const HEAP = 256

/** A flow in its own thread, watched from outside: native code of scripts does not look at the clock. */
export class FlowThread implements Closable {
  readonly #worker: Worker
  readonly #watch: Timer
  #waiting = 1
  #heardAt: number
  #over: Fault | undefined

  /** @param ended called once, not after `close` */
  constructor(
    work: FlowWork,
    {
      clock,
      heard,
      ended,
    }: { clock: Clock; heard: (word: Exclude<Word, { is: 'ended' }>) => void; ended: (fault: Fault) => void },
  ) {
    const isSource = import.meta.url.endsWith('.ts')
    this.#worker = new Worker(new URL(`./flow-thread.${isSource ? 'ts' : 'js'}`, import.meta.url), {
      workerData: work,
      // What users wrote sees nothing of the host.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
      ...(isSource ? { execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'] } : {}),
    })
    this.#heardAt = clock.monotonic()
    const over = (fault: Fault): void => {
      if (this.#over) return
      this.#over = fault
      void this.close()
      ended(fault)
    }
    this.#worker.on('message', (word: Word) => {
      if (this.#over) return
      this.#heardAt = clock.monotonic()
      this.#waiting--
      if (word.is === 'ended') over(new Fault(word.code, word.facts))
      else heard(word)
    })
    this.#worker.on('error', (reason) => over(new Fault('edge.flow_ended', { seen: reason.message }, reason)))
    this.#worker.on('exit', (code) => over(new Fault('edge.flow_ended', { seen: `exit code ${code}` })))
    this.#watch = clock.every(LOOK_MS, () => {
      if (this.#waiting > 0 && clock.monotonic() - this.#heardAt > STUCK_MS)
        over(new Fault('edge.flow_stuck', { seconds: STUCK_MS / 1_000 }))
      else if (this.#waiting === 0) this.#heardAt = clock.monotonic()
    })
  }

  /** Orders that are not answered. */
  get waiting(): number {
    return this.#waiting
  }

  post(order: Order): void {
    this.#waiting++
    this.#worker.postMessage(order)
  }

  async close(): Promise<void> {
    this.#watch.cancel()
    this.#over ??= new Fault('edge.flow_ended', { seen: 'it was closed' })
    await this.#worker.terminate()
  }
}
