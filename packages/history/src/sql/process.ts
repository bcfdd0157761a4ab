import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Clock, type Closable, Fault } from '@millrace/core'
import type { SqlReply } from './child.ts'
import './faults.ts'
import type { SqlDone, SqlJob, SqlLimits } from './question.ts'

const isSource = import.meta.url.endsWith('.ts')
const program = fileURLToPath(new URL(isSource ? './child.ts' : './child.js', import.meta.url))
const nodeArguments = [
  '--max-old-space-size=256',
  // From source, packages resolve to their sources, as in the process that starts this one.
  ...(isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : []),
]
/** Address space that Node and the engine hold at rest, most of it never touched, and what a query may take beside its buffers. */
const REST_MIB = 1_024
/** CPU time beyond that of the clock, before the system ends a process whose parent has not. */
const CPU_SLACK_S = 10
const STDERR = 2_000
/** Longest that a process may take to be ready, on a busy machine. */
const START_MS = 30_000

/**
 * What the shell sets before the program runs: memory and CPU time that the system itself enforces, no core file, behind all
 * others when the processor is wanted, first to go when memory is short, and, where the system lets it, no network.
 */
const closedIn = `ulimit -c 0; ulimit -d "$1" 2>/dev/null; ulimit -t "$2"; shift 2
echo 1000 2>/dev/null >/proc/self/oom_score_adj
if unshare --map-current-user --net true 2>/dev/null; then exec unshare --map-current-user --net -- nice -n 10 "$@"; fi
exec nice -n 10 "$@"`

/** A process that runs one query and ends. */
export class SqlProcess implements Closable {
  readonly #child: ChildProcess
  readonly #ready: Promise<unknown>
  /** Resolves if it could not even be started, or told. */
  readonly #failed: Promise<Error>
  #stderr = ''

  constructor({ ms, memoryMib }: SqlLimits) {
    const data = String((memoryMib + REST_MIB) * 1_024)
    const cpu = String(Math.ceil(ms / 1_000) + CPU_SLACK_S)
    this.#child = spawn(
      '/bin/sh',
      ['-c', closedIn, 'sql', data, cpu, process.execPath, ...nodeArguments, program],
      // Nothing of the platform's own environment: it may hold secrets.
      {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
        serialization: 'advanced',
      },
    )
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
