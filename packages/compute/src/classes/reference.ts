import { Fault, isBad, Status } from '@millrace/core'
import { type AggregateName, type CheckedAggregate, compileExpression, newFrame } from '../expression/index.ts'
import type { ClassKpi, ClassReference, EquipmentClass, PointValue, ReferenceSeries } from './class.ts'
import './faults.ts'
import { ClassMachine, checkKpi } from './formulas.ts'

/** What came of one published figure. */
export interface Reproduced {
  readonly kpi: ClassKpi
  readonly published: number
  readonly tolerance: number
  /** NaN where the formula has no value. */
  readonly seen: number
  readonly holds: boolean
}

/** Computes every figure of a reference case by the formulas of the class. Throws `equipment.kpi_unknown`, and as expressions do. */
export function reproduce(equipment: EquipmentClass, reference: ClassReference): Reproduced[] {
  const machine = new ClassMachine(equipment, reference.parameters, reference.variant)
  return reference.expect.map(({ kpi: name, value: published, tolerance }) => {
    const kpi = equipment.kpis.find((one) => one.name === name)
    if (!kpi)
      throw new Fault('equipment.kpi_unknown', { known: equipment.kpis.map((one) => one.name).join(', '), seen: name })
    const seen = kpiValue(machine, kpi, reference)
    return { kpi, published, tolerance, seen, holds: Math.abs(seen - published) <= tolerance }
  })
}

function kpiValue(machine: ClassMachine, kpi: ClassKpi, reference: ClassReference): number {
  const { outer, aggregates } = checkKpi(machine.names, kpi)
  const names = [...aggregates.map(({ name }) => name), ...machine.names.parameters.keys()]
  const frame = newFrame(names.length)
  aggregates.forEach((aggregate, slot) => {
    const value = gather(machine, aggregate, reference)
    frame.value[slot] = value
    frame.status[slot] = Number.isNaN(value) ? Status.BadNoData : Status.Good
  })
  names.slice(aggregates.length).forEach((name, i) => {
    const slot = machine.slotOf(name)!
    frame.value[aggregates.length + i] = machine.frame.value[slot]!
    frame.status[aggregates.length + i] = machine.frame.status[slot]!
  })
  return compileExpression(outer, (name) => names.indexOf(name), machine.texts).evaluate(frame)
}

const samplesOf = (series: ReferenceSeries): readonly (readonly [number, PointValue])[] =>
  typeof series === 'object' ? series : [[0, series]]

/**
 * An aggregate over the window of a reference case, by its definition alone: each sample holds until the next, and whatever has no
 * value anywhere in the window has none over it. How the platform does it over late and missing data is the KPI engine's.
 */
function gather(machine: ClassMachine, { aggregate, checked }: CheckedAggregate, reference: ClassReference): number {
  const { window, values } = reference
  if (checked === undefined) return window
  const kernel = machine.kernel(checked)
  const series = Object.entries(values).map(([name, given]) => ({ name, samples: new Map(samplesOf(given)) }))
  const times = [...new Set(series.flatMap(({ samples }) => [...samples.keys()]))].sort((a, b) => a - b)
  const tally = new Tally()
  times.forEach((at, i) => {
    for (const { name, samples } of series) {
      const value = samples.get(at)
      if (value !== undefined) machine.set(name, value)
    }
    machine.derive()
    const value = kernel.evaluate(machine.frame)
    const stands = Math.min(times[i + 1] ?? window, window) - at
    tally.add(isBad(kernel.status) ? Number.NaN : value, Math.max(0, stands))
  })
  return tally.result(aggregate, window)
}

class Tally {
  first = Number.NaN
  last = Number.NaN
  sum = 0
  times = 0
  rises = 0
  least = Number.POSITIVE_INFINITY
  most = Number.NEGATIVE_INFINITY
  #begun = false

  add(value: number, stands: number): void {
    if (this.#begun && this.last === 0 && value !== 0) this.rises++
    if (!this.#begun) this.first = value
    this.#begun = true
    this.last = value
    this.sum += value
    // A sample at the end of the window stands for no time, and a value it has not counts for nothing.
    if (stands > 0) this.times += value * stands
    this.least = Math.min(this.least, value)
    this.most = Math.max(this.most, value)
  }

  result(aggregate: AggregateName, window: number): number {
    switch (aggregate) {
      case 'delta':
        return this.last - this.first
      case 'avg':
        return this.times / window
      case 'integral':
      case 'duration':
        return this.times
      case 'count':
        return this.rises
      case 'sum':
        return this.sum
      case 'min_of':
        return this.least
      case 'max_of':
        return this.most
      case 'first':
        return this.first
      case 'last':
        return this.last
      case 'window':
        return window
    }
  }
}
