import type { WorkUnit, WorkUnitRequest } from '../../platform.ts'

export const unitStates = ['producing', 'setup', 'delay', 'failure', 'idle', 'planned', 'unknown'] as const
export type UnitState = (typeof unitStates)[number]
export const quantities = ['PQ', 'GQ', 'SQ', 'RQ', 'GP', 'IP'] as const
export type Quantity = (typeof quantities)[number]
type When = NonNullable<WorkUnit['states']>['mapping']['rules'][number]['when']

/** A rule as it is typed: a number, true or false, a text, or a range such as `10..20`. */
export interface RuleDraft {
  readonly when: string
  readonly state: UnitState
}

const rangeForm = /^(-?\d+(?:\.\d+)?)?\s*\.\.\s*(-?\d+(?:\.\d+)?)?$/

export function whenOf(text: string): When {
  const said = text.trim()
  const range = rangeForm.exec(said)
  if (range && (range[1] !== undefined || range[2] !== undefined))
    return {
      ...(range[1] === undefined ? {} : { from: Number(range[1]) }),
      ...(range[2] === undefined ? {} : { below: Number(range[2]) }),
    }
  if (said === 'true' || said === 'false') return said === 'true'
  // In quotes it is a text, whatever it looks like.
  const quoted = /^"(.*)"$/.exec(said)
  if (quoted) return quoted[1] ?? ''
  return said !== '' && Number.isFinite(Number(said)) ? Number(said) : said
}

export function whenText(when: When): string {
  if (typeof when === 'object') return `${when.from ?? ''}..${when.below ?? ''}`
  if (typeof when !== 'string') return String(when)
  return whenOf(when) === when ? when : `"${when}"`
}

export const rulesOf = (unit: WorkUnit | undefined): RuleDraft[] =>
  unit?.states?.mapping.rules.map(({ when, state }) => ({ when: whenText(when), state })) ?? [
    { when: '', state: 'producing' },
  ]

/** What is typed as the API takes it; rules without a value are left out. */
export function unitRequest(draft: {
  calendar: string
  statePoint: string | undefined
  rules: readonly RuleDraft[]
  otherwise: UnitState
  gapSeconds: number | undefined
  counters: WorkUnitRequest['counters']
}): WorkUnitRequest {
  const { calendar, statePoint, rules, otherwise, gapSeconds, counters } = draft
  return {
    calendar,
    counters,
    ...(statePoint && {
      states: {
        point: statePoint,
        mapping: {
          rules: rules
            .filter(({ when }) => when.trim() !== '')
            .map(({ when, state }) => ({ when: whenOf(when), state })),
          otherwise,
        },
        ...(gapSeconds && { gapSeconds }),
      },
    }),
  }
}
