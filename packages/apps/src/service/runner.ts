import { type Clock, Fault, systemClock } from '@millrace/core'
import { CellPool, type ThreadEnd } from '@millrace/runtime/cells'
import '../faults.ts'
import type { HostCall, ServiceCall, ServiceHost } from './host.ts'
import { limits } from './limits.ts'
import type { Heard, Said, ThreadCall, Thrown, Verdict } from './messages.ts'
import type { ServiceProgram } from './program.ts'

/** What one call took of the platform. */
export interface ServiceUse {
  readonly computingMs: number
  readonly asked: number
  readonly lines: number
}

export type ServiceOutcome = ServiceUse &
  (
    | { readonly is: 'done'; readonly output: unknown }
    /**
     * `refused`: by the app itself, of who called, with a code of its own. `stopped`: it took or did what it may not, rather than made
     * a mistake. `where`: file and line of what was thrown, for who makes the app.
     */
    | { readonly is: 'refused' | 'failed' | 'stopped'; readonly fault: Fault; readonly where?: string }
  )

/** Runs services of apps; closes with its threads. */
export interface ServiceRunner {
  /** @param signal ends it: its app was suspended, or is gone. Never throws: what went wrong is told. */
  run(program: ServiceProgram, call: ServiceCall, host: ServiceHost, signal?: AbortSignal): Promise<ServiceOutcome>
  close(): Promise<void>
}

const kind = {
  module: new URL('./service-thread', import.meta.url).href,
  programs: 16,
  most: 12,
  share: 3,
  ended: (verdict: string) => ['done', 'failed', 'lied', 'stuck'].includes(verdict),
}

/** Codes of what is a mistake of the code, or of what it was given; all others are of a limit. */
const mistakes = new Set(['failed', 'broken', 'import', 'lied'])

export function openServiceRunner(clock: Clock = systemClock): ServiceRunner {
  const pool = new CellPool<ServiceProgram, ThreadCall, Verdict, Said, Heard>(clock, kind)
  /** Calls by owner, those that wait for a thread too. */
  const calls = new Map<string, number>()
  return {
    async run(program, call, host, signal) {
      const { owner, service } = program
      const before = calls.get(owner) ?? 0
      if (before >= limits.calls)
        return { is: 'stopped', fault: new Fault('app.service_busy', { service, most: limits.calls }), ...nothing }
      calls.set(owner, before + 1)
      try {
        return await new Running(clock, program, host, signal).run(pool, call)
      } finally {
        const left = calls.get(owner)! - 1
        if (left === 0) calls.delete(owner)
        else calls.set(owner, left)
      }
    },
    close: () => pool.close(),
  }
}

/** Codes of the platform have a dot. */
const isOwn = (code: string | undefined): boolean => code !== undefined && /^[a-z][a-z0-9_]*$/.test(code)

const nothing: ServiceUse = { computingMs: 0, asked: 0, lines: 0 }

/** One call, and what its host does for it meanwhile. */
class Running {
  readonly #clock: Clock
  readonly #program: ServiceProgram
  readonly #host: ServiceHost
  readonly #signal: AbortSignal | undefined
  readonly #over = new AbortController()
  #tell: (word: Said) => void = () => undefined
  #asked = 0
  #lines = 0
  readonly #waiting: (() => void)[] = []
  #atOnce = 0
  readonly #open = new Set<Promise<void>>()
  /** Why it was ended from here. */
  #because: Fault | undefined

  constructor(clock: Clock, program: ServiceProgram, host: ServiceHost, signal: AbortSignal | undefined) {
    this.#clock = clock
    this.#program = program
    this.#host = host
    this.#signal = signal
  }

  async run(
    pool: CellPool<ServiceProgram, ThreadCall, Verdict, Said, Heard>,
    call: ServiceCall,
  ): Promise<ServiceOutcome> {
    const { timeMs, service } = this.#program
    const mostMs = timeMs + Math.min(limits.waitMs, limits.waiting * timeMs)
    const seed = call.context.seed ?? 1 + Math.floor(Math.random() * 0x7fff_fffe)
    const asked: ThreadCall = {
      entry: call.entry,
      input: call.entry === 'every' ? 'null' : (JSON.stringify(call.input) ?? 'null'),
      context: JSON.stringify({ ...call.context, seed }),
      timeMs,
    }
    const stop = (): void => this.#end(new Fault('app.service_ended', { service }))
    let timer: { cancel(): void } | undefined
    const verdict = await pool.ask(this.#program, asked, (tell) => {
      this.#tell = tell
      timer = this.#clock.after(mostMs, () => this.#end(new Fault('app.service_waits', { service, most: mostMs })))
      this.#signal?.addEventListener('abort', stop)
      if (this.#signal?.aborted) queueMicrotask(stop)
      return (word) => this.#hear(word)
    })
    // What it asked for and did not wait for is done all the same, and in order: its time is the call's.
    if (verdict.is === 'done') await Promise.all(this.#open)
    timer?.cancel()
    this.#signal?.removeEventListener('abort', stop)
    this.#over.abort()
    return this.#outcome(verdict, call)
  }

  #outcome(verdict: Verdict | ThreadEnd, { entry }: ServiceCall): ServiceOutcome {
    const use = {
      computingMs: 'ms' in verdict ? verdict.ms : verdict.is === 'slow' ? this.#program.timeMs : 0,
      asked: this.#asked,
      lines: this.#lines,
    }
    if (verdict.is === 'done') return { is: 'done', output: verdict.output, ...use }
    if (this.#because) return { is: 'stopped', fault: this.#because, ...use }
    const thrown: Thrown | undefined = verdict.is === 'failed' ? verdict : undefined
    const where = thrown?.where === undefined ? {} : { where: thrown.where }
    if (thrown && entry === 'http' && isOwn(thrown.code))
      return { is: 'refused', fault: this.#refusalOf(thrown), ...where, ...use }
    return { is: mistakes.has(verdict.is) ? 'failed' : 'stopped', fault: this.#faultOf(verdict), ...where, ...use }
  }

  #faultOf(verdict: Exclude<Verdict | ThreadEnd, { is: 'done' }>): Fault {
    const { service, timeMs, memory } = this.#program
    switch (verdict.is) {
      case 'slow':
        return new Fault('app.service_slow', { service, most: timeMs })
      case 'greedy':
        return new Fault('app.service_greedy', { service, most: memory })
      case 'asks':
        return new Fault('app.service_asks', { service, most: limits.asked })
      case 'talks':
        return new Fault('app.service_talks', { service, most: limits.lines })
      case 'stuck':
      case 'ended':
        return new Fault(`app.service_${verdict.is}`, { service })
      case 'lied':
        return new Fault('app.service_result', { service, expected: verdict.expected, seen: verdict.seen })
      case 'failed': {
        const { seen, code }: Thrown = verdict
        return new Fault('app.service_failed', { service, seen: code === undefined ? seen : `${seen} [${code}]` })
      }
      default:
        return new Fault(`app.service_${verdict.is}`, { service, seen: verdict.seen })
    }
  }

  #refusalOf({ seen, code, remedy }: Thrown): Fault {
    const { service } = this.#program
    return new Fault('app.service_refused', {
      service,
      reason: code,
      seen: seen.replace(/\.$/, ''),
      advice: remedy ?? 'Give it something else.',
    })
  }

  #end(because: Fault): void {
    this.#because ??= because
    this.#over.abort()
    this.#tell({ is: 'end' })
  }

  #hear(word: Heard): void {
    if (this.#over.signal.aborted) return
    if (word.is === 'log') {
      this.#lines++
      const { is: _, ...line } = word
      this.#host.log(line)
    } else {
      this.#asked++
      const answered = this.#answer(word).finally(() => this.#open.delete(answered))
      this.#open.add(answered)
    }
  }

  async #answer({ id, name, args }: Extract<Heard, { is: 'ask' }>): Promise<void> {
    if (this.#atOnce >= limits.askedAtOnce) await new Promise<void>((next) => this.#waiting.push(next))
    else this.#atOnce++
    try {
      if (this.#over.signal.aborted) return
      const given = JSON.stringify((await this.#host.ask(name as HostCall, args, this.#over.signal)) ?? null)
      if (given.length > limits.answered)
        throw new Fault('app.service_answer', { seen: given.length, most: limits.answered })
      this.#tell({ is: 'given', id, text: given })
    } catch (thrown) {
      this.#tell({ is: 'refused', id, text: JSON.stringify(refusalOf(thrown)) })
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#atOnce--
    }
  }
}

/** What a service sees of it: nothing of how we are made. */
function refusalOf(thrown: unknown): { code: string; message: string; remedy: string } {
  const fault = thrown instanceof Fault && thrown.row.blame !== 'us' ? thrown : new Fault('app.service_host')
  return { code: fault.code, message: fault.message, remedy: fault.remedy }
}
