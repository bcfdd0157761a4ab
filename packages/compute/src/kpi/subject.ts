import type { Micros, SampleBatch } from '@millrace/core'
import { Measure, NO_SERIES, type Sheet } from './measure.ts'
import { inOrder, type LateInput, layoutOf, type Page, putRow, type StaleWindow, type SubjectSpec } from './page.ts'
import type { Window } from './windows.ts'

interface OpenPage extends Page {
  /** Something came late, or it was not seen from its beginning: the history tells it. */
  stale: boolean
  /** Of each input the time of the sample that it came in with: that one written again, and a later one that comes late, change the window. */
  readonly cameInWith: Float64Array
}

interface Track {
  readonly measure: Measure
  /** Everything before this is told. */
  at: Micros
  /** By kind: the page that holds `at`. */
  readonly pages: OpenPage[]
  readonly sheets: Sheet[]
}

/** One asset's windows while values come in. */
export class Subject {
  readonly spec: SubjectSpec
  readonly #begins: readonly number[]
  readonly #size: number
  /** Of each measure where its inputs begin among those of all. */
  readonly #inputs: readonly number[]
  readonly #inputCount: number
  #since: Micros
  /** What there was before `since` is known. */
  #knowsBefore: boolean
  readonly tracks: readonly Track[]
  /** By kind, then by the window's begin. */
  readonly #open: readonly Map<Micros, OpenPage>[]
  readonly #stale = new Map<string, { readonly window: Window; readonly late: Map<string, LateInput> }>()
  readonly #namesStale: boolean

  /**
   * `since`: from when on values are seen; windows that began before are told from the history, from the one on that holds `begin`.
   * `before`: of each series the newest sample before `since`, with the newest usable one, none where there is none; without it
   * nobody knows what stands, and windows are told from the history until there is news.
   * `namesStale`: false where nobody asks for {@link takeStale}: a late sample names every window up to now, and an import has many.
   */
  constructor(spec: SubjectSpec, since: Micros, begin: Micros = since, before?: SampleBatch, namesStale = true) {
    this.spec = spec
    this.#namesStale = namesStale
    this.#since = since
    this.#knowsBefore = before !== undefined
    const { begins, size } = layoutOf(spec.measures)
    this.#begins = begins
    this.#size = size
    let inputs = 0
    this.#inputs = spec.measures.map(({ series }) => {
      inputs += series.length
      return inputs - series.length
    })
    this.#inputCount = inputs
    this.#open = spec.kinds.map(() => new Map())
    this.tracks = spec.measures.map((measure) => ({ measure: new Measure(measure), at: begin, pages: [], sheets: [] }))
    this.tracks.forEach((track, m) => {
      if (before) standOn(track.measure, before)
      // Where nothing is ever told, nothing is missed.
      else track.measure.lost = track.measure.spec.series.some((series) => series !== NO_SERIES)
      track.measure.beginAt(begin)
      for (let k = 0; k < spec.kinds.length; k++) this.#enter(m, k, spec.windows.at(spec.kinds[k]!, begin))
    })
  }

  /** A sample of one input of a measure. */
  offer(m: number, slot: number, time: Micros, value: number | string, status: number): void {
    const track = this.tracks[m]!
    const { measure } = track
    if (time < this.#since && !this.#knowsBefore) {
      // Whether there is a newer one before `since`, the history alone knows: this is no news of what stands.
      this.#late(m, slot, time, track.at)
      return
    }
    if (time < measure.newestOf(slot)) {
      this.#late(m, slot, time, time)
      measure.missed(time, value, status)
      this.#taint(track)
      return
    }
    if (time < track.at) {
      // The newest of its input, but time was told on already: it changes all that was told since.
      this.#late(m, slot, time, track.at)
      const settled = !measure.pending
      measure.put(slot, time, value, status)
      if (settled) {
        measure.settleLate()
        measure.moveTo(track.at)
      } else measure.lost ||= measure.spec.kernel !== undefined
      this.#taint(track)
      return
    }
    if (time > measure.newest) {
      this.#settle(track)
      this.#advance(m, time)
    }
    measure.put(slot, time, value, status)
  }

  /** Windows that ended at `until` or before, told to their end, in order; stale ones go to {@link takeStale}. */
  close(until: Micros): readonly Page[] {
    const closed: Page[] = []
    // Telling a window to its end opens the one after it, which may have ended as well.
    for (let page = this.#ended(until); page; page = this.#ended(until)) {
      for (let m = 0; m < this.tracks.length; m++) this.#tell(m, page.window.to)
      this.#open[this.#kindOf(page.window)]!.delete(page.window.from)
      if (!page.stale) closed.push(page)
      else if (this.#namesStale) this.#markStale(page.window)
    }
    return closed
  }

  /** The open window that ended first, if one did. */
  #ended(until: Micros): OpenPage | undefined {
    let first: OpenPage | undefined
    for (const pages of this.#open)
      for (const page of pages.values())
        if (page.window.to <= until && (!first || page.window.to < first.window.to)) first = page
    return first
  }

  #kindOf(window: Window): number {
    return this.spec.kinds.findIndex((kind) => kind === window.kind)
  }

  /** What is known so far of the windows that are open at `now`. */
  preview(now: Micros): readonly (Page & { readonly stale: boolean })[] {
    for (let m = 0; m < this.tracks.length; m++) this.#tell(m, Math.max(now, this.tracks[m]!.at))
    return this.#open.flatMap((pages) => [...pages.values()].filter(({ window }) => window.from <= now))
  }

  /** Ended windows that the history has to tell; each is given once. */
  takeStale(): readonly StaleWindow[] {
    const taken: StaleWindow[] = []
    for (const [key, { window, late }] of this.#stale) {
      if (this.#open[this.#kindOf(window)]?.has(window.from)) continue
      taken.push({ subject: this.spec.id, window, late: [...late.values()] })
      this.#stale.delete(key)
    }
    return taken
  }

  /** Tells a measure's time up to `to`. */
  #tell(m: number, to: Micros): void {
    const track = this.tracks[m]!
    if (track.measure.pending && track.measure.newest < to) this.#settle(track)
    this.#advance(m, to)
  }

  #settle(track: Track): void {
    if (track.measure.pending) track.measure.settle(track.sheets)
  }

  /** Where a measure has lost what it goes on from, its windows are for the history to tell. */
  #taint({ measure, pages }: Track): void {
    if (measure.lost) for (const page of pages) page.stale = true
  }

  #advance(m: number, to: Micros): void {
    const track = this.tracks[m]!
    const { measure, pages, sheets } = track
    while (track.at < to) {
      let end = to
      for (const page of pages) end = Math.min(end, page.window.to)
      for (const sheet of sheets) measure.stand(sheet, track.at, end)
      measure.moveTo(end)
      track.at = end
      for (let k = 0; k < pages.length; k++)
        if (pages[k]!.window.to === end) this.#enter(m, k, this.spec.windows.at(this.spec.kinds[k]!, end))
    }
  }

  #enter(m: number, k: number, window: Window): void {
    const track = this.tracks[m]!
    const page = this.#open[k]!.get(window.from) ?? this.#openPage(k, window)
    for (let slot = 0; slot < track.measure.spec.series.length; slot++)
      page.cameInWith[this.#inputs[m]! + slot] = track.measure.standsSince(slot)
    track.pages[k] = page
    track.sheets[k] = { cells: page.cells, at: this.#begins[m]! }
    if (track.measure.lost) page.stale = true
  }

  #openPage(k: number, window: Window): OpenPage {
    const page: OpenPage = {
      window,
      cells: new Float64Array(this.#size),
      stale: window.from < this.#since,
      cameInWith: new Float64Array(this.#inputCount).fill(Number.POSITIVE_INFINITY),
    }
    this.tracks.forEach(({ measure }, m) => {
      measure.clear({ cells: page.cells, at: this.#begins[m]! })
    })
    this.#open[k]!.set(window.from, page)
    return page
  }

  /** A sample changes what was told from `time` on, up to `until` for sure. */
  #late(m: number, slot: number, time: Micros, until: Micros): void {
    const { key: measure } = this.spec.measures[m]!
    for (let k = 0; k < this.spec.kinds.length; k++) {
      if (this.#namesStale)
        for (const window of this.spec.windows.between(this.spec.kinds[k]!, time, Math.max(time + 1, until)))
          this.#markStale(window, { measure, slot, time })
      for (const page of this.#open[k]!.values())
        if (page.window.to > time && (page.window.from <= until || time >= page.cameInWith[this.#inputs[m]! + slot]!))
          page.stale = true
    }
  }

  #markStale(window: Window, late?: LateInput): void {
    const name = `${window.kind} ${window.from}`
    const known = this.#stale.get(name) ?? { window, late: new Map<string, LateInput>() }
    if (late) {
      const input = `${late.slot} ${late.measure}`
      if (late.time >= (known.late.get(input)?.time ?? late.time)) known.late.set(input, late)
    }
    this.#stale.set(name, known)
  }

  /** Everything that is open, as numbers; see {@link load}. */
  save(): Float64Array {
    const out: number[] = [this.#since, Number(this.#knowsBefore)]
    for (const track of this.tracks) {
      const standing = new Float64Array(track.measure.size)
      track.measure.save(standing, 0)
      out.push(track.at, ...standing)
    }
    for (const pages of this.#open) {
      out.push(pages.size)
      for (const { window, stale, cells, cameInWith } of pages.values())
        out.push(window.from, Number(stale), ...cells, ...cameInWith)
    }
    out.push(this.#stale.size)
    for (const { window, late } of this.#stale.values()) {
      out.push(this.#kindOf(window), window.from, late.size)
      for (const { measure, slot, time } of late.values())
        out.push(
          this.spec.measures.findIndex(({ key }) => key === measure),
          slot,
          time,
        )
    }
    return Float64Array.from(out)
  }

  /** Takes up what a subject of the same fingerprint saved. */
  load(saved: Float64Array): void {
    let i = 0
    const next = (): number => saved[i++]!
    this.#since = next()
    this.#knowsBefore = next() === 1
    for (const pages of this.#open) pages.clear()
    for (const track of this.tracks) {
      track.at = next()
      track.measure.load(saved, i)
      i += track.measure.size
    }
    this.spec.kinds.forEach((kind, k) => {
      for (let left = next(); left > 0; left--) {
        const page = this.#openPage(k, this.spec.windows.at(kind, next()))
        page.stale = next() === 1
        for (let c = 0; c < page.cells.length; c++) page.cells[c] = next()
        for (let m = 0; m < page.cameInWith.length; m++) page.cameInWith[m] = next()
      }
    })
    for (let left = next(); left > 0; left--) {
      const window = this.spec.windows.at(this.spec.kinds[next()]!, next())
      this.#markStale(window)
      for (let late = next(); late > 0; late--)
        this.#markStale(window, { measure: this.spec.measures[next()]!.key, slot: next(), time: next() })
    }
    this.tracks.forEach((track, m) => {
      this.spec.kinds.forEach((kind, k) => {
        const page = this.#open[k]!.get(this.spec.windows.at(kind, track.at).from)
        if (!page) return
        track.pages[k] = page
        track.sheets[k] = { cells: page.cells, at: this.#begins[m]! }
      })
    })
  }
}

/** What is known before a measure's first window. */
function standOn(measure: Measure, before: SampleBatch): void {
  for (const row of inOrder(before)) {
    if (!measure.spec.series.includes(before.series[row]!)) continue
    if (measure.pending && measure.newest < before.time[row]!) measure.settle([])
    putRow(measure, before, row)
  }
  if (measure.pending) measure.settle([])
}
