/** A step of OEE, in per cent of planned busy time. */
export interface Step {
  readonly is: 'busy' | 'availabilityLoss' | 'available' | 'effectivenessLoss' | 'qualityLoss' | 'oee'
  readonly from: number
  readonly to: number
  /** More than planned: an effectiveness above 100 %. */
  readonly isGain: boolean
}

interface Factors {
  /** Per cent each. */
  readonly availability: number
  readonly effectiveness: number
  readonly quality: number
}

const step = (is: Step['is'], left: number, right: number): Step => ({
  is,
  from: Math.min(left, right),
  to: Math.max(left, right),
  isGain: is === 'effectivenessLoss' && left > right,
})

/**
 * From planned busy time to OEE (ISO 22400-2: availability · effectiveness · quality ratio), each loss where it falls: what is
 * left of one factor is the whole of the next.
 */
export function stepsOf({ availability, effectiveness, quality }: Factors): Step[] {
  const ran = availability
  const made = (ran * effectiveness) / 100
  const good = (made * quality) / 100
  return [
    step('busy', 0, 100),
    step('availabilityLoss', ran, 100),
    step('available', 0, ran),
    step('effectivenessLoss', made, ran),
    step('qualityLoss', good, made),
    step('oee', 0, good),
  ]
}
