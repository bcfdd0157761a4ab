import { setTimeout as wait } from 'node:timers/promises'
import type { Caller, Reply } from '../security/api.ts'

const PAUSE_MS = 15
const MANY = 50

/** Somebody who works through an alarm flood, and measures how long the platform takes for each thing. */
export class Operator {
  caller: Caller
  /** Alarms that were acknowledged for certain. */
  readonly acknowledged = new Set<string>()
  readonly #ids: readonly string[]
  readonly #times = new Map<string, { readonly at: number; readonly ms: number }[]>()
  #next = 0
  #stopped = false

  constructor(caller: Caller, ids: readonly string[]) {
    this.caller = caller
    this.#ids = ids
  }

  /** A process compiles what it runs for the first time; that is no matter of floods. */
  async warm(): Promise<void> {
    for (let i = 0; i < 3; i++) for (const [, run] of this.#actions()) await run()
    this.#stopped = false
  }

  /** Acts until it is stopped, or nobody answers. */
  async act(): Promise<void> {
    while (!this.#stopped)
      for (const [name, run] of this.#actions()) {
        if (this.#stopped) return
        const begun = performance.now()
        try {
          const { status } = await run()
          if (status >= 500 || status === 429) throw new TypeError(`${name} answered ${status}`)
        } catch (thrown) {
          if (this.#stopped) return
          // Killed while it answered: fetch says so by a TypeError. What was asked is then known to nobody.
          if (thrown instanceof TypeError && /fetch failed|terminated/.test(thrown.message)) return
          throw thrown
        }
        const times = this.#times.get(name) ?? []
        times.push({ at: begun, ms: performance.now() - begun })
        this.#times.set(name, times)
        await wait(PAUSE_MS)
      }
  }

  stop(): void {
    this.#stopped = true
  }

  /** As if nothing had been done yet. */
  forget(): void {
    this.#times.clear()
    this.#stopped = false
  }

  /** ms; of each kind of action the slowest, and when it began by the clock of `performance`. */
  figures(): { slowest: number; p99: number; actions: number; byAction: Map<string, { at: number; ms: number }> } {
    const all = [...this.#times.values()]
      .flat()
      .map(({ ms }) => ms)
      .sort((a, b) => a - b)
    return {
      actions: all.length,
      slowest: all.at(-1) ?? Number.POSITIVE_INFINITY,
      p99: all[Math.floor(all.length * 0.99)] ?? Number.POSITIVE_INFINITY,
      byAction: new Map(
        [...this.#times].map(([name, times]) => [name, times.reduce((most, one) => (one.ms > most.ms ? one : most))]),
      ),
    }
  }

  #actions(): [name: string, run: () => Promise<Reply>][] {
    const { caller } = this
    const get = (path: string) => () => caller.ask(`/api/v1${path}`)
    const one = this.#take(1)[0] as string
    return [
      ['list', get('/alarms?limit=100')],
      ['list by words', get('/alarms?limit=100&search=flood&priority=high')],
      ['acknowledge one', () => this.#acknowledge([one])],
      ['one', get(`/alarms/${one}`)],
      ['events of one', get(`/alarms/${one}/events`)],
      ['acknowledge 50', () => this.#acknowledge(this.#take(MANY))],
      ['shelve', () => this.#post('shelving', { ids: [one], reason: 'flood', until: inAnHour() })],
      ['unshelve', () => this.#post('unshelving', { ids: [one] })],
      ['note', () => this.#post(`${one}/notes`, { note: 'seen' })],
      ['journal', get('/alarm-events?limit=100')],
      ['master database', get('/alarm-definitions?limit=100')],
    ]
  }

  #take(n: number): string[] {
    const taken = Array.from({ length: n }, (_, i) => this.#ids[(this.#next + i) % this.#ids.length] as string)
    this.#next += n
    return [...new Set(taken)]
  }

  #post(path: string, body: object): Promise<Reply> {
    return this.caller.ask(`/api/v1/alarms/${path}`, { method: 'POST', body })
  }

  async #acknowledge(ids: readonly string[]): Promise<Reply> {
    const reply = await this.#post('acknowledgement', { ids })
    const items = (reply.json?.['items'] ?? []) as { id: string; refused?: string }[]
    if (reply.status === 200) for (const { id, refused } of items) if (refused === undefined) this.acknowledged.add(id)
    return reply
  }
}

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString()
