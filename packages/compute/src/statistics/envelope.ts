import { Fault } from '@millrace/core'
import './faults.ts'

/** One batch: phases one after the other, each with even samples of its own number. */
export interface BatchRun {
  readonly phases: readonly { readonly name: string; readonly values: Float64Array }[]
}

/** What good batches did: the mean course of each phase, aligned from its start to its end, and how far they lay apart. */
export interface Envelope {
  readonly phases: readonly EnvelopePhase[]
  /** Batches it was made of. */
  readonly batches: number
}
export interface EnvelopePhase {
  readonly name: string
  /** At even parts of the phase, the first at its start and the last at its end. */
  readonly mean: Float64Array
  /** Standard deviation between batches at the same part. */
  readonly deviation: Float64Array
}

/** A curve read at even parts of its length, on the line between two samples; NaN next to a gap. */
export function stretched(values: Float64Array, parts: number): Float64Array {
  const last = values.length - 1
  return Float64Array.from({ length: parts }, (_, k) => {
    const at = parts === 1 ? 0 : (k * last) / (parts - 1)
    const low = Math.floor(at)
    const share = at - low
    const from = values[low] as number
    return share === 0 ? from : from + share * ((values[low + 1] as number) - from)
  })
}

/**
 * The envelope of good batches. Each phase is stretched to `parts`, so that one that took longer is compared part by part.
 * Every batch has the phases of the first, in its order. Throws `statistics.too_few` below two batches,
 * `statistics.lengths_differ` where phases differ.
 */
export function envelopeOf(good: readonly BatchRun[], parts: number): Envelope {
  const [first] = good
  if (!first || good.length < 2) throw new Fault('statistics.too_few', { expected: 2, seen: good.length })
  const phases = first.phases.map(({ name }, p) => {
    const courses = good.map((run) => stretched(phaseOf(run, name, p), parts))
    const mean = new Float64Array(parts)
    const deviation = new Float64Array(parts)
    for (let k = 0; k < parts; k++) {
      const values = courses.map((course) => course[k] as number).filter((value) => !Number.isNaN(value))
      const m = values.reduce((sum, value) => sum + value, 0) / values.length
      const square = values.reduce((sum, value) => sum + (value - m) ** 2, 0)
      mean[k] = m
      deviation[k] = values.length < 2 ? Number.NaN : Math.sqrt(square / (values.length - 1))
    }
    return { name, mean, deviation }
  })
  return { phases, batches: good.length }
}

function phaseOf(run: BatchRun, name: string, place: number): Float64Array {
  const phase = run.phases[place]
  if (phase?.name !== name || phase.values.length === 0)
    throw new Fault('statistics.lengths_differ', {
      name: `phase ${name}`,
      expected: 'some',
      seen: phase?.name === name ? 'none' : `phase ${phase?.name ?? 'none'}`,
    })
  return phase.values
}

export interface EnvelopeScore {
  readonly name: string
  /** The batch at the parts of the envelope. */
  readonly values: Float64Array
  /** Parts outside of mean ± k·s, of those that are known: 0 to 1. NaN where none is. */
  readonly outside: number
  /** The furthest part, in standard deviations, with its sign; NaN where none is known. */
  readonly worst: number
  /** Its place among the parts. */
  readonly worstAt: number
}

/** How far a batch lies outside of mean ± `k` standard deviations, phase by phase. Throws `statistics.lengths_differ`. */
export function scoreBatch(envelope: Envelope, run: BatchRun, k: number): EnvelopeScore[] {
  return envelope.phases.map(({ name, mean, deviation }, p) => {
    const values = stretched(phaseOf(run, name, p), mean.length)
    let [known, outside, worst, worstAt] = [0, 0, Number.NaN, -1]
    for (let i = 0; i < values.length; i++) {
      const off = (values[i] as number) - (mean[i] as number)
      const z = off === 0 ? 0 : off / (deviation[i] as number)
      if (Number.isNaN(z)) continue
      known++
      if (Math.abs(z) > k) outside++
      if (worstAt < 0 || Math.abs(z) > Math.abs(worst)) [worst, worstAt] = [z, i]
    }
    return { name, values, outside: known === 0 ? Number.NaN : outside / known, worst, worstAt }
  })
}
