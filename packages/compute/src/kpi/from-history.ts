import type { Micros, SampleBatch } from '@millrace/core'
import { Measure, type MeasureSpec } from './measure.ts'
import { inOrder, type LateInput, layoutOf, type Page, putRow, type StaleWindow, type SubjectSpec } from './page.ts'
import type { Window, Windows } from './windows.ts'

/**
 * One window from the history: `samples` of all series the measures name, those of the window and, before it, of each series at
 * least the newest one and the newest usable one. In any order; of two with one time the later row counts. `until` cuts a window
 * that has not ended.
 */
export function tellWindow(spec: SubjectSpec, window: Window, samples: SampleBatch, until: Micros = window.to): Page {
  const { begins, size } = layoutOf(spec.measures)
  const cells = new Float64Array(size)
  const rows = inOrder(samples)
  const end = Math.min(window.to, until)
  spec.measures.forEach((of, m) => {
    const measure = new Measure(of)
    const sheets = [{ cells, at: begins[m]! }]
    measure.clear(sheets[0]!)
    let at = window.from
    let begun = false
    const tell = (to: Micros): void => {
      if (measure.pending && measure.newest < to) measure.settle(begun ? sheets : [])
      if (!begun && to >= window.from) {
        begun = true
        measure.beginAt(window.from)
      }
      if (begun && at < to) {
        measure.stand(sheets[0]!, at, to)
        measure.moveTo(to)
        at = to
      }
    }
    for (const row of rows) {
      const time = samples.time[row]!
      if (time >= end || !of.series.includes(samples.series[row]!)) continue
      tell(time)
      putRow(measure, samples, row)
    }
    tell(window.from)
    tell(end)
  })
  return { window, cells }
}

/**
 * When a sample is superseded: the first instant at which the measure has a usable value that does not stand on it, after the next
 * usable sample of its own input. `samples` as for {@link tellWindow}, from before the late one on. Undefined where there is none
 * among them.
 */
export function supersededAt(spec: MeasureSpec, { slot, time }: LateInput, samples: SampleBatch): Micros | undefined {
  const measure = new Measure(spec)
  let own = Number.POSITIVE_INFINITY
  for (const row of inOrder(samples)) {
    if (!spec.series.includes(samples.series[row]!)) continue
    const at = samples.time[row]!
    if (measure.pending && measure.newest < at) measure.settle([])
    if (measure.newestUsable >= own) return measure.newestUsable
    putRow(measure, samples, row)
    if (
      spec.series[slot] === samples.series[row] &&
      at > time &&
      own === Number.POSITIVE_INFINITY &&
      measure.isInputUsable(slot)
    )
      own = at
  }
  if (measure.pending) measure.settle([])
  return measure.newestUsable >= own ? measure.newestUsable : undefined
}

/**
 * The windows that late samples change: their own and, for a value stands and counters go on, all up to where each is superseded.
 * `next` tells that, see {@link supersededAt}; where it is not, that is all up to `until`.
 */
export function changedWindows(
  windows: Windows,
  stale: StaleWindow,
  next: (late: LateInput) => Micros | undefined,
  until: Micros,
): readonly Window[] {
  let last = stale.window.from
  for (const late of stale.late) last = Math.max(last, next(late) ?? until)
  const changed = [stale.window]
  for (const window of windows.between(stale.window.kind, stale.window.to, Math.min(last + 1, until)))
    changed.push(window)
  return changed
}
