import { type PageCall, type PageFault, type Plain, readCall } from './protocol.ts'

/** What a page is told when it begins; millrace.d.ts says the same to who writes pages. */
export interface PageStart {
  readonly assets: Readonly<Record<string, readonly PageAsset[]>>
  readonly settings: Readonly<Record<string, Plain>>
  readonly person: string
  /** Where it stands: in the menu, on an asset's page, or alone on a screen. */
  readonly at: 'menu' | 'asset' | 'wall'
  readonly asset?: string
}
interface PageAsset {
  readonly id: string
  readonly name: string
  readonly points: Readonly<Record<string, string>>
}
/** What of the console a page follows. */
export interface PageLook {
  readonly language: 'en' | 'zh'
  readonly theme: 'light' | 'dark'
}
interface PageValue {
  readonly point: string
  readonly value: Plain | null
  readonly quality: 'good' | 'uncertain' | 'bad'
  readonly time: string | null
}

/** Calls that the platform answers, with the rights of the installation and of the person. */
export type RelayedCall = Extract<
  PageCall,
  { readonly call: 'latest' | 'history' | 'write' | 'call' | 'rows' | 'put' | 'remove' | 'model' }
>

/** Who does what the page may ask. */
export interface PageRelay {
  start(signal: AbortSignal): Promise<PageStart>
  ask(call: RelayedCall, signal: AbortSignal): Promise<unknown>
  /** Says when one of these points has another value. */
  watch(points: readonly string[], changed: () => void): () => void
  newest(points: readonly string[]): readonly PageValue[]
  open(asset: string): void
  /** In words, what went wrong with one of these. */
  words(thrown: unknown): PageFault
}

/** `flood`: it asked and asked; the port is closed. */
interface PageListener {
  ended(why: 'flood'): void
  answering(does: boolean): void
}

const burst = 100
const perSecond = 50
const mostAtOnce = 16
/** Refused in a row, faster than they are forgiven: then nobody asks any more, something floods. */
const mostRefused = 1_000
const mostWatches = 20
const mostWatched = 200
/** Of what is watched, the newest is told so often: ms. */
const tellMs = 250
const aliveMs = 2_500

const refusals = {
  shape: 'See millrace.d.ts for what each call takes.',
  rate: 'Ask for many points at once, or watch them.',
  busy: 'Wait for answers before asking more.',
  not_bound: 'Take points and assets from `millrace.ready`.',
  watches: 'End watches that are not shown any more.',
} as const

/** Speaks with one page over its port: reads every call, holds it to its bounds, and has it done. */
export class PageHost {
  readonly #port: MessagePort
  readonly #relay: PageRelay
  readonly #listener: PageListener
  readonly #ended = new AbortController()
  readonly #watches = new Map<number, { readonly points: readonly string[]; readonly end: () => void }>()
  readonly #stale = new Set<number>()
  readonly #alive: ReturnType<typeof setInterval>
  #start: Promise<PageStart> | undefined
  #look: PageLook
  #left = burst
  #refused = 0
  #counted = performance.now()
  #atOnce = 0
  #asked = 0
  #answered = 0
  #telling: ReturnType<typeof setTimeout> | undefined

  constructor(port: MessagePort, look: PageLook, relay: PageRelay, listener: PageListener) {
    this.#port = port
    this.#look = look
    this.#relay = relay
    this.#listener = listener
    port.onmessage = ({ data }) => this.#hear(data)
    this.#alive = setInterval(() => this.#askAlive(), aliveMs)
  }

  follow(look: PageLook): void {
    const { language, theme } = this.#look
    if (look.language === language && look.theme === theme) return
    this.#look = look
    this.#port.postMessage({ change: look })
  }

  close(): void {
    this.#ended.abort()
    this.#port.close()
    clearInterval(this.#alive)
    clearTimeout(this.#telling)
    for (const { end } of this.#watches.values()) end()
    this.#watches.clear()
  }

  #hear(data: unknown): void {
    if (this.#ended.signal.aborted) return
    this.#forgive()
    if (this.#left < 1) {
      const read = this.#refused < mostRefused ? readCall(data) : undefined
      if (read && read.is !== 'unread') this.#refuse(read.id, 'rate', 'it asks more often than it is answered')
      this.#count()
      return
    }
    this.#left -= 1
    const read = readCall(data)
    if (read.is === 'call') this.#take(read.id, read.call)
    else {
      if (read.is === 'unfit') this.#refuse(read.id, 'shape', read.why)
      this.#count()
    }
  }

  #forgive(): void {
    const now = performance.now()
    const more = ((now - this.#counted) / 1_000) * perSecond
    this.#counted = now
    this.#left = Math.min(burst, this.#left + more)
    this.#refused = Math.max(0, this.#refused - more)
  }

  #count(): void {
    this.#refused += 1
    if (this.#refused <= mostRefused) return
    this.close()
    this.#listener.ended('flood')
  }

  #refuse(id: number, code: keyof typeof refusals, why: string): void {
    this.#fail(id, { code: `page.${code}`, says: `The call was refused: ${why}.`, remedy: refusals[code] })
  }

  #fail(id: number, fault: PageFault): void {
    this.#port.postMessage({ id, fault })
  }

  #take(id: number, call: PageCall): void {
    if (call.call === 'alive') {
      if (call.n === this.#asked && this.#answered !== this.#asked) {
        this.#answered = call.n
        this.#listener.answering(true)
      }
      return
    }
    if (this.#atOnce >= mostAtOnce) {
      this.#refuse(id, 'busy', `${mostAtOnce} calls are not answered yet`)
      return
    }
    this.#atOnce += 1
    void this.#answer(id, call).finally(() => {
      this.#atOnce -= 1
    })
  }

  async #answer(id: number, call: Exclude<PageCall, { readonly call: 'alive' }>): Promise<void> {
    const { signal } = this.#ended
    try {
      const start = await this.#started()
      if (signal.aborted) return
      if (!isBound(start, call)) this.#refuse(id, 'not_bound', 'it names what is not bound to the app')
      else if (call.call === 'watch') this.#watch(id, call.watch, call.points)
      else {
        const is = await this.#do(start, call)
        if (!signal.aborted) this.#port.postMessage({ id, is })
      }
    } catch (thrown) {
      if (!signal.aborted) this.#fail(id, this.#relay.words(thrown))
    }
  }

  /** Asked once; a failure is no answer that is kept. */
  #started(): Promise<PageStart> {
    this.#start ??= this.#relay.start(this.#ended.signal).catch((thrown: unknown) => {
      this.#start = undefined
      throw thrown
    })
    return this.#start
  }

  async #do(start: PageStart, call: Exclude<PageCall, { readonly call: 'alive' | 'watch' }>): Promise<unknown> {
    if (call.call === 'start') return { ...start, assets: withPoints(start), ...this.#look }
    if (call.call === 'open') return this.#relay.open(call.asset)
    if (call.call !== 'unwatch') return this.#relay.ask(call, this.#ended.signal)
    this.#watches.get(call.watch)?.end()
    this.#watches.delete(call.watch)
    return undefined
  }

  #watch(id: number, watch: number, points: readonly string[]): void {
    const watched = [...this.#watches.values()].reduce((sum, each) => sum + each.points.length, points.length)
    if (this.#watches.has(watch) || this.#watches.size >= mostWatches || watched > mostWatched) {
      this.#refuse(id, 'watches', `at most ${mostWatches} watches of ${mostWatched} points together`)
      return
    }
    const changed = () => {
      this.#stale.add(watch)
      this.#telling ??= setTimeout(() => this.#tell(), tellMs)
    }
    this.#watches.set(watch, { points, end: this.#relay.watch(points, changed) })
    this.#port.postMessage({ id })
    changed()
  }

  #tell(): void {
    this.#telling = undefined
    for (const watch of this.#stale) {
      const watched = this.#watches.get(watch)
      if (watched) this.#port.postMessage({ watch, values: this.#relay.newest(watched.points) })
    }
    this.#stale.clear()
  }

  #askAlive(): void {
    // A page that nobody sees is slowed down by the browser, and owes nothing.
    if (document.hidden) return
    if (this.#asked > this.#answered) this.#listener.answering(false)
    else this.#asked += 1
    this.#port.postMessage({ alive: this.#asked })
  }
}

const withPoints = ({ assets }: PageStart) =>
  Object.fromEntries(
    Object.entries(assets).map(([need, bound]) => [need, bound.map((each) => ({ ...each.points, ...each }))]),
  )

/** What a page names by number it has from `start`, or from nobody. */
function isBound({ assets }: PageStart, call: PageCall): boolean {
  const bound = Object.values(assets).flat()
  if (call.call === 'open') return bound.some(({ id }) => id === call.asset)
  const named = 'points' in call ? call.points : 'point' in call ? [call.point] : []
  const points = new Set(bound.flatMap(({ points }) => Object.values(points)))
  return named.every((point) => points.has(point))
}
