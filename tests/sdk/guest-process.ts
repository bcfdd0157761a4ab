import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Closable } from '@millrace/core'
import type { Language } from './languages.ts'

export interface GuestFault {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly kind: string
}

interface Answer {
  readonly id: number
  readonly ok?: unknown
  readonly fault?: GuestFault
  readonly event?: unknown
  readonly broken?: string
}

/** What a guest answered at the end: what was asked, or the fault. */
export type Outcome = { readonly ok: Record<string, unknown> } | { readonly fault: GuestFault }

/** One question that is under way. */
export interface Asked {
  readonly id: number
  /** Told so far. */
  readonly events: readonly Record<string, unknown>[]
  /** Throws when the guest did not foresee what happened, or ended. */
  readonly outcome: Promise<Outcome>
}

/** The program of one SDK: a JSON object a line in, one a line out, several questions at a time. */
export class Guest implements Closable {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #asked = new Map<number, { events: Record<string, unknown>[]; end(answer: Answer): void }>()
  #complaints = ''
  #last = 0

  constructor({ command, env }: Language['run']) {
    const [program = '', ...args] = command
    this.#child = spawn(program, args, { env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env } })
    this.#child.stderr.on('data', (text: Buffer) => {
      this.#complaints = (this.#complaints + text.toString()).slice(-4_000)
    })
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#heard(line))
    const gone = (how: unknown): void => {
      for (const [id, { end }] of this.#asked) end({ id, broken: `the guest ended: ${how}\n${this.#complaints}` })
    }
    this.#child.once('error', gone)
    this.#child.once('close', gone)
  }

  ask(op: string, args: object = {}): Asked {
    const id = ++this.#last
    const events: Record<string, unknown>[] = []
    const outcome = new Promise<Outcome>((resolve, reject) => {
      this.#asked.set(id, {
        events,
        end: ({ ok, fault, broken }) => {
          this.#asked.delete(id)
          if (broken !== undefined) reject(new Error(`${op}: ${broken}`))
          else resolve(fault ? { fault } : { ok: ok as Record<string, unknown> })
        },
      })
    })
    this.#child.stdin.write(`${JSON.stringify({ id, op, ...args })}\n`)
    return { id, events, outcome }
  }

  /** What was asked; throws where a fault came in its place. */
  async ok(op: string, args: object = {}): Promise<Record<string, unknown>> {
    const outcome = await this.ask(op, args).outcome
    if ('fault' in outcome) throw new Error(`${op}: ${JSON.stringify(outcome.fault)}`)
    return outcome.ok
  }

  /** The fault; throws where there was none. */
  async fault(op: string, args: object = {}): Promise<GuestFault> {
    const outcome = await this.ask(op, args).outcome
    if ('ok' in outcome) throw new Error(`${op}: expected a fault, saw ${JSON.stringify(outcome.ok)}`)
    return outcome.fault
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'close')
    this.#child.kill('SIGKILL')
    await gone
  }

  #heard(line: string): void {
    const answer = JSON.parse(line) as Answer
    const asked = this.#asked.get(answer.id)
    if (answer.event !== undefined) asked?.events.push(answer.event as Record<string, unknown>)
    else asked?.end(answer)
  }
}
