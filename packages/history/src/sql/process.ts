import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Clock, type Closable, Fault } from '@millrace/core'
import { startClosed } from '../closed-process.ts'
import type { SqlReply } from './child.ts'
import './faults.ts'
import type { SqlDone, SqlJob, SqlLimits } from './question.ts'

const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url))
/** What a query may take beside the engine's buffers, MiB. */
const BESIDE_MIB = 256
/** CPU time beyond that of the clock, before the system ends a process whose parent has not. */
const CPU_SLACK_S = 10
const STDERR = 2_000
/** Longest that a process may take to be ready, on a busy machine. */
const START_MS = 30_000

/** A process that runs one query and ends. */
export class SqlProcess implements Closable {
  readonly #child: ChildProcess
  readonly #ready: Promise<unknown>
  /** Resolves if it could not even be started, or told. */
  readonly #failed: Promise<Error>
  #stderr = ''

  constructor({ ms, memoryMib }: SqlLimits) {
    const cpuSeconds = Math.ceil(ms / 1_000) + CPU_SLACK_S
    this.#child = startClosed(program, { memoryMib: memoryMib + BESIDE_MIB, cpuSeconds })
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#stderr = `${this.#stderr}${piece}`.slice(-STDERR)
    })
    this.#failed = new Promise((resolve) => {
      this.#child.on('error', resolve)
    })
    this.#ready = Promise.race([once(this.#child, 'message'), once(this.#child, 'exit')])
    // Told where it is waited for; a spare that fails is found out when it is taken.
    this.#ready.catch(() => undefined)
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Throws the query's fault, the signal's reason, `sql.too_slow`, `sql.too_much_memory` or `sql.unavailable`. */
  async run(job: SqlJob, clock: Clock, signal: AbortSignal): Promise<SqlDone> {
    const ended = Promise.withResolvers<never>()
    // It also ends after it answered, when nobody waits for that any more.
    ended.promise.catch(() => undefined)
    const leave = (): void => ended.reject(signal.reason)
    const late = new Fault('sql.unavailable', { seen: `none within ${START_MS / 1_000} s` })
    let timer = clock.after(START_MS, () => ended.reject(late))
    signal.addEventListener('abort', leave, { once: true })
    this.#child.once('exit', (code, by) => ended.reject(this.#fault(job.limits, code ?? by ?? 0)))
    void this.#failed.then((failure) => ended.reject(new Fault('sql.unavailable', { seen: failure.message }, failure)))
    try {
      signal.throwIfAborted()
      await Promise.race([this.#ready, ended.promise])
      timer.cancel()
      timer = clock.after(job.limits.ms, () => ended.reject(tooSlow(job.limits)))
      const replied = once(this.#child, 'message')
      this.#child.send(job)
      const [reply] = (await Promise.race([replied, ended.promise])) as [SqlReply]
      if ('fault' in reply) throw new Fault(reply.fault.code, reply.fault.facts)
      return reply.done
    } finally {
      timer.cancel()
      signal.removeEventListener('abort', leave)
      await this.close()
    }
  }

  async close(): Promise<void> {
    if (this.hasEnded || this.#child.pid === undefined) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  /** A process that ended by itself was ended for what it took, unless it never came to the query. */
  #fault(limits: SqlLimits, end: number | NodeJS.Signals): Fault {
    if (end === 'SIGXCPU') return tooSlow(limits)
    if (end === 'SIGKILL' || /memory|alloc/i.test(this.#stderr))
      return new Fault('sql.too_much_memory', { memory: limits.memoryMib, spill: limits.spillMib })
    const said = this.#stderr.trim().split('\n').at(-1) ?? ''
    return new Fault('sql.unavailable', { seen: `its end by ${end}${said === '' ? '' : `: ${said}`}` })
  }
}

const tooSlow = ({ ms }: SqlLimits): Fault => new Fault('sql.too_slow', { seconds: ms / 1_000 })
