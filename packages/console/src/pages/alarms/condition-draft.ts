import type { AlarmDefinition } from '../../platform.ts'

type Condition = AlarmDefinition['condition']

export const conditionKinds = ['limit', 'rate', 'deviation', 'absence', 'state', 'quality', 'expression'] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** What a name in an expression stands for, as it is being written. */
export interface InputDraft {
  /** Keeps its row while the name changes. */
  key: number
  name: string
  point: string
}

/** A condition as it is being written; numbers as they are typed. */
export interface ConditionDraft {
  kind: ConditionKind
  point: string
  side: string
  limit: string
  unit: string
  deadband: string
  /** s: of a rate, or without a sample. */
  seconds: string
  against: 'value' | 'point'
  reference: string
  referencePoint: string
  values: string
  expression: string
  inputs: readonly InputDraft[]
  onDelay: string
  offDelay: string
}

/** Fields that something can be wrong with. */
export type ConditionField = Exclude<keyof ConditionDraft, 'kind' | 'side' | 'against'>
export type Mistake = 'missing' | 'number' | 'negative' | 'positive' | 'deadband' | 'name' | 'twice'
export type Mistakes = Partial<Record<ConditionField, Mistake>>

export const sidesOf: Readonly<Record<ConditionKind, readonly string[]>> = {
  limit: ['high', 'low'],
  rate: ['rising', 'falling', 'either'],
  deviation: ['above', 'below', 'either'],
  absence: [],
  state: [],
  quality: [],
  expression: [],
}

export const emptyCondition: ConditionDraft = {
  kind: 'limit',
  point: '',
  side: 'high',
  limit: '',
  unit: '',
  deadband: '0',
  seconds: '60',
  against: 'value',
  reference: '',
  referencePoint: '',
  values: '',
  expression: '',
  inputs: [{ key: 0, name: 'a', point: '' }],
  onDelay: '5',
  offDelay: '5',
}

export function conditionDraftOf(condition: Condition): ConditionDraft {
  const draft: ConditionDraft = {
    ...emptyCondition,
    kind: condition.is,
    onDelay: String(condition.onDelay),
    offDelay: String(condition.offDelay),
  }
  if ('point' in condition) draft.point = condition.point
  if ('side' in condition) draft.side = condition.side
  if ('limit' in condition) draft.limit = String(condition.limit)
  if ('deadband' in condition) draft.deadband = String(condition.deadband)
  if ('unit' in condition) draft.unit = condition.unit ?? ''
  if ('window' in condition) draft.seconds = String(condition.window)
  if ('after' in condition) draft.seconds = String(condition.after)
  if ('values' in condition) draft.values = condition.values.map(String).join(', ')
  if ('expression' in condition) {
    draft.expression = condition.expression
    draft.inputs = condition.inputs.map((input, key) => ({ ...input, key }))
  }
  if ('reference' in condition) {
    const { reference } = condition
    if ('value' in reference) draft.reference = String(reference.value)
    else Object.assign(draft, { against: 'point', referencePoint: reference.point })
  }
  return draft
}

export const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))

/** What a state is compared with: a number or a truth value where it reads as one. */
const stateIn = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : text
}

const statesIn = (text: string): (string | number | boolean)[] =>
  text.split(',').flatMap((each) => (each.trim() === '' ? [] : [stateIn(each.trim())]))

type NumberField = 'limit' | 'deadband' | 'seconds' | 'reference' | 'onDelay' | 'offDelay'

function numberMistake(text: string, least: 'any' | 'zero' | 'above'): Mistake | undefined {
  if (text.trim() === '') return 'missing'
  const number = numberIn(text)
  if (!Number.isFinite(number)) return 'number'
  if (least === 'zero' && number < 0) return 'negative'
  return least === 'above' && number <= 0 ? 'positive' : undefined
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/

function inputsMistake(inputs: readonly InputDraft[]): Mistake | undefined {
  if (inputs.length === 0 || inputs.some(({ point }) => point === '')) return 'missing'
  if (inputs.some(({ name }) => !NAME.test(name))) return 'name'
  return new Set(inputs.map(({ name }) => name)).size < inputs.length ? 'twice' : undefined
}

/** What can be seen to be wrong without the platform, by field. */
export function mistakesOf(draft: ConditionDraft): Mistakes {
  const { kind, against } = draft
  const found: [ConditionField, Mistake | undefined][] = []
  const number = (field: NumberField, least: 'any' | 'zero' | 'above') =>
    found.push([field, numberMistake(draft[field], least)])
  if (kind !== 'expression') found.push(['point', draft.point === '' ? 'missing' : undefined])
  if (sidesOf[kind].length > 0) {
    number('limit', kind === 'limit' ? 'any' : 'zero')
    number('deadband', 'zero')
    // A deviation or a rate that is to come back by more than its limit never would.
    if (kind !== 'limit' && numberIn(draft.deadband) > numberIn(draft.limit)) found.push(['deadband', 'deadband'])
  }
  if (kind === 'rate' || kind === 'absence') number('seconds', 'above')
  if (kind === 'deviation' && against === 'value') number('reference', 'any')
  if (kind === 'deviation' && against === 'point')
    found.push(['referencePoint', draft.referencePoint === '' ? 'missing' : undefined])
  if (kind === 'state') found.push(['values', statesIn(draft.values).length === 0 ? 'missing' : undefined])
  if (kind === 'expression') {
    found.push(['expression', draft.expression.trim() === '' ? 'missing' : undefined])
    found.push(['inputs', inputsMistake(draft.inputs)])
  }
  number('onDelay', 'zero')
  number('offDelay', 'zero')
  return Object.fromEntries(found.filter(([, mistake]) => mistake !== undefined)) as Mistakes
}

/** What is written, if nothing is seen to be wrong with it. */
export function conditionIn(draft: ConditionDraft): Condition | undefined {
  return Object.keys(mistakesOf(draft)).length > 0 ? undefined : (made(draft) as Condition)
}

function made(draft: ConditionDraft): object {
  const { kind: is, point, side } = draft
  const [limit, deadband, seconds] = [numberIn(draft.limit), numberIn(draft.deadband), numberIn(draft.seconds)]
  const delays = { onDelay: numberIn(draft.onDelay), offDelay: numberIn(draft.offDelay) }
  const unit = draft.unit.trim()
  switch (is) {
    case 'limit':
      return { is, point, side, limit, deadband, ...(unit === '' ? {} : { unit }), ...delays }
    case 'rate':
      return { is, point, side, limit, deadband, window: seconds, ...delays }
    case 'deviation': {
      const reference =
        draft.against === 'value' ? { value: numberIn(draft.reference) } : { point: draft.referencePoint }
      return { is, point, side, limit, deadband, reference, ...delays }
    }
    case 'absence':
      return { is, point, after: seconds, ...delays }
    case 'state':
      return { is, point, values: statesIn(draft.values), ...delays }
    case 'quality':
      return { is, point, ...delays }
    case 'expression':
      return {
        is,
        expression: draft.expression.trim(),
        inputs: draft.inputs.map(({ name, point: id }) => ({ name, point: id })),
        ...delays,
      }
  }
}

/** The field that a fault of the platform is about. */
export function fieldOf(code: string, { kind, unit, against }: ConditionDraft): ConditionField {
  if (kind === 'expression') return code.startsWith('expression.') ? 'expression' : 'inputs'
  if (kind === 'limit' && unit.trim() !== '' && code !== 'assets.point_unknown') return 'unit'
  if (kind === 'state' && code === 'alarms.condition_wrong') return 'values'
  if (kind === 'deviation' && against === 'point' && code === 'alarms.condition_wrong') return 'referencePoint'
  return code === 'conditions.malformed' ? 'limit' : 'point'
}
