import type { AlarmDefinition } from '../../platform.ts'

/** Kinds of condition that the form knows; an expression is proposed with a spreadsheet or the API. */
export const draftKinds = ['limit', 'rate', 'deviation', 'absence', 'state', 'quality'] as const
export type DraftKind = (typeof draftKinds)[number]

/** A definition as it is being written; numbers as they are typed. */
export interface Draft {
  asset: string
  en: string
  zh: string
  kind: DraftKind
  point: string
  side: string
  limit: string
  deadband: string
  /** s: of a rate, or without a sample. */
  seconds: string
  reference: string
  values: string
  onDelay: string
  offDelay: string
  consequence: AlarmDefinition['consequence']
  respondWithin: string
  cause: string
  effect: string
  action: string
  class: string
  latching: boolean
  acknowledgement: AlarmDefinition['acknowledgement']
  rationalised: boolean
}

export const sidesOf: Readonly<Record<DraftKind, readonly string[]>> = {
  limit: ['high', 'low'],
  rate: ['rising', 'falling', 'either'],
  deviation: ['above', 'below', 'either'],
  absence: [],
  state: [],
  quality: [],
}

export const emptyDraft: Draft = {
  asset: '',
  en: '',
  zh: '',
  kind: 'limit',
  point: '',
  side: 'high',
  limit: '',
  deadband: '0',
  seconds: '60',
  reference: '',
  values: '',
  onDelay: '5',
  offDelay: '5',
  consequence: 'major',
  respondWithin: '10',
  cause: '',
  effect: '',
  action: '',
  class: '',
  latching: false,
  acknowledgement: 'by_priority',
  rationalised: false,
}

/** True if the form can show its condition. */
export const isDraftable = ({ condition }: AlarmDefinition): boolean =>
  condition.is !== 'expression' && !(condition.is === 'deviation' && 'point' in condition.reference)

export function draftOf({ condition, name, ...rest }: AlarmDefinition): Draft {
  const draft: Draft = {
    ...emptyDraft,
    ...rest,
    ...name,
    kind: draftKinds.find((kind) => kind === condition.is) ?? 'limit',
    onDelay: String(condition.onDelay),
    offDelay: String(condition.offDelay),
    respondWithin: String(rest.respondWithin),
  }
  if ('point' in condition) draft.point = condition.point
  if ('side' in condition) draft.side = condition.side
  if ('limit' in condition) draft.limit = String(condition.limit)
  if ('deadband' in condition) draft.deadband = String(condition.deadband)
  if ('window' in condition) draft.seconds = String(condition.window)
  if ('after' in condition) draft.seconds = String(condition.after)
  if ('values' in condition) draft.values = condition.values.map(String).join(', ')
  if ('reference' in condition && 'value' in condition.reference) draft.reference = String(condition.reference.value)
  return draft
}

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))

/** What a state is compared with: a number or a truth value where it reads as one. */
const stateIn = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : text
}

function conditionIn(draft: Draft): AlarmDefinition['condition'] | undefined {
  const { kind, point, side } = draft
  const [limit, deadband, seconds] = [numberIn(draft.limit), numberIn(draft.deadband), numberIn(draft.seconds)]
  const common = { point, onDelay: numberIn(draft.onDelay), offDelay: numberIn(draft.offDelay) }
  const values = draft.values.split(',').flatMap((each) => (each.trim() === '' ? [] : [stateIn(each.trim())]))
  const made = ((): object => {
    switch (kind) {
      case 'limit':
        return { is: kind, side, limit, deadband, ...common }
      case 'rate':
        return { is: kind, side, limit, deadband, window: seconds, ...common }
      case 'deviation':
        return { is: kind, side, limit, deadband, reference: { value: numberIn(draft.reference) }, ...common }
      case 'absence':
        return { is: kind, after: seconds, ...common }
      case 'state':
        return { is: kind, values, ...common }
      case 'quality':
        return { is: kind, ...common }
    }
  })()
  const numbers = [...Object.values(made), ...(kind === 'deviation' ? [numberIn(draft.reference)] : [])]
  const whole = point !== '' && !numbers.some(Number.isNaN) && (kind !== 'state' || values.length > 0)
  return whole ? (made as AlarmDefinition['condition']) : undefined
}

/** What is written, if it is whole. `before`: what the form does not show stays as it was. */
export function definitionIn(draft: Draft, before: AlarmDefinition | undefined): AlarmDefinition | undefined {
  const condition = before && !isDraftable(before) ? before.condition : conditionIn(draft)
  const respondWithin = numberIn(draft.respondWithin)
  const { asset, en, zh, consequence, cause, effect, action, latching, acknowledgement, rationalised } = draft
  if (!condition || !(respondWithin > 0) || asset === '' || en.trim() === '' || zh.trim() === '') return undefined
  return {
    asset,
    name: { en: en.trim(), zh: zh.trim() },
    condition,
    ...(before?.suppression ? { suppression: before.suppression } : {}),
    consequence,
    respondWithin,
    cause,
    effect,
    action,
    class: draft.class,
    latching,
    acknowledgement,
    reAlarm: before?.reAlarm ?? 'always',
    rationalised,
  }
}
