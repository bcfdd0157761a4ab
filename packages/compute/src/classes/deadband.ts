import { boundAlarm } from './bound.ts'
import type { ClassAlarm, DeadbandKind, EquipmentClass } from './class.ts'

/**
 * Deadbands to begin with, as shares of the range of a signal: the table of EEMUA 191 as
 * https://exida.com/Blog/why-should-i-use-an-alarm-deadband has it; EEMUA 191 itself was not read. ANSI/ISA-18.2 asks for deadbands
 * (10.5.5.2 there) and leaves the figure to the designer.
 */
const shares: Readonly<Record<DeadbandKind, number>> = {
  flow: 0.05,
  level: 0.02,
  pressure: 0.02,
  temperature: 0.01,
  composition: 0.01,
}

/** What is wrong with the deadband of an alarm of the class; undefined where it is sound. */
export function deadbandProblem(equipment: EquipmentClass, alarm: ClassAlarm): string | undefined {
  const { deadband } = alarm
  const every = new Map(equipment.points.map(({ name, unit }) => [name, unit === undefined ? {} : { unit }] as const))
  const bound = boundAlarm(equipment, alarm, { parameters: {}, points: every })
  const limit = 'condition' in bound && bound.condition.is === 'limit' ? bound.condition : undefined
  if (!limit) return deadband && 'has a meaning for one point against a figure alone'
  if (!deadband) return 'is missing: a limit without one chatters; 0 is one'
  const {
    name,
    low = Number.NEGATIVE_INFINITY,
    high = Number.POSITIVE_INFINITY,
  } = equipment.points.find((point) => point.name === limit.point)!
  const { value, by } = deadband
  if (equipment.variants?.some(({ units }) => name in units))
    return `is in the unit of ${name}, which a variant replaces`
  if (by !== 'own') {
    const recommended = shares[by] * (high - low)
    if (Math.abs(value - recommended) > 1e-9 * recommended)
      return `must be ${Number(recommended.toPrecision(12))}, ${shares[by] * 100} % of the range of ${name}`
  }
  const back = limit.side === 'high' ? limit.limit - value : limit.limit + value
  return back < low || back > high ? `ends at ${back}, where ${name} never is` : undefined
}
