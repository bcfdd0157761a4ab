import { describe, expect, it } from 'vitest'
import type { AlarmDefinition } from '../../platform.ts'
import {
  conditionDraftOf,
  conditionIn,
  conditionKinds,
  emptyCondition,
  fieldOf,
  mistakesOf,
} from './condition-draft.ts'
import { definitionIn, draftOf } from './draft.ts'

type Condition = AlarmDefinition['condition']

const delays = { onDelay: 5, offDelay: 15 }
const conditions: readonly Condition[] = [
  { is: 'limit', point: 'p', side: 'high', limit: 10.5, deadband: 0.2, ...delays },
  { is: 'limit', point: 'p', side: 'low', limit: -3, deadband: 0, unit: 'kPa', ...delays },
  { is: 'rate', point: 'p', side: 'either', limit: 2, deadband: 1, window: 60, ...delays },
  { is: 'deviation', point: 'p', side: 'above', limit: 2, deadband: 0, reference: { value: 7 }, ...delays },
  { is: 'deviation', point: 'p', side: 'below', limit: 2, deadband: 0, reference: { point: 'q' }, ...delays },
  { is: 'absence', point: 'p', after: 30, ...delays },
  { is: 'state', point: 'p', values: ['FAULT', 3, true], ...delays },
  { is: 'quality', point: 'p', ...delays },
  {
    is: 'expression',
    expression: 'a > b',
    inputs: [
      { name: 'a', point: 'p' },
      { name: 'b', point: 'q' },
    ],
    ...delays,
  },
]

describe('a condition in the form', () => {
  it('comes out as it went in, whatever its kind', () => {
    expect(conditions.map((one) => conditionIn(conditionDraftOf(one)))).toEqual(conditions)
    expect(new Set(conditions.map(({ is }) => is))).toEqual(new Set(conditionKinds))
  })

  it('says what is wrong at the field', () => {
    const wrong = (change: object) => mistakesOf({ ...emptyCondition, point: 'p', limit: '10', ...change })
    expect(wrong({})).toEqual({})
    expect(wrong({ limit: 'ten' })).toEqual({ limit: 'number' })
    expect(wrong({ point: '', onDelay: '-1' })).toEqual({ point: 'missing', onDelay: 'negative' })
    expect(wrong({ kind: 'rate', deadband: '11' })).toEqual({ deadband: 'deadband' })
    expect(wrong({ kind: 'absence', seconds: '0' })).toEqual({ seconds: 'positive' })
    expect(wrong({ kind: 'state', values: ' , ' })).toEqual({ values: 'missing' })
    const inputs = (...names: string[]) => names.map((name, key) => ({ key, name, point: 'p' }))
    const expression = { kind: 'expression', point: '', expression: 'a > 1' }
    expect(wrong({ ...expression, inputs: inputs('a', 'a') })).toEqual({ inputs: 'twice' })
    expect(wrong({ ...expression, inputs: inputs('1a') })).toEqual({ inputs: 'name' })
    expect(wrong({ ...expression, inputs: [{ key: 0, name: 'a', point: '' }] })).toEqual({ inputs: 'missing' })
  })

  it('shows a fault of the platform at the field that it is about', () => {
    const of = (code: string, change: object) => fieldOf(code, { ...emptyCondition, ...change })
    expect(of('core.unit_mismatch', { unit: 'Cel' })).toBe('unit')
    expect(of('expression.syntax', { kind: 'expression' })).toBe('expression')
    expect(of('assets.point_unknown', { kind: 'expression' })).toBe('inputs')
    expect(of('alarms.condition_wrong', { kind: 'state' })).toBe('values')
    expect(of('alarms.condition_wrong', { kind: 'deviation', against: 'point' })).toBe('referencePoint')
    expect(of('alarms.condition_wrong', {})).toBe('point')
  })
})

it('a definition with suppression and asking again comes out as it went in', () => {
  const definition: AlarmDefinition = {
    asset: 'a',
    name: { en: 'High', zh: '高' },
    condition: conditions[0] as Condition,
    suppression: conditions[8] as Condition,
    consequence: 'major',
    respondWithin: 5,
    cause: 'c',
    effect: 'e',
    action: 'x',
    class: 'safety',
    latching: true,
    acknowledgement: 'required',
    reAlarm: 'unseen',
    again: { after: 10, while: 'active' },
    rationalised: true,
  }
  const draft = draftOf(definition)
  expect(definitionIn(draft, definition)).toEqual(definition)
  const { again: _again, suppression: _suppression, ...plain } = definition
  expect(definitionIn({ ...draft, suppression: undefined, againAfter: '' }, definition)).toEqual(plain)
  expect(definitionIn({ ...draft, againAfter: '0' }, definition)).toBeUndefined()
})
