import { expect, it } from 'vitest'
import { changeOf, contentOf, draftOf, firstDraft, mistakeOf } from './draft.ts'
import { parseDerivedSearch } from './search.ts'

const id = '01934b0e-0000-7000-8000-000000000001'
const typed = { ...firstDraft(), formula: ' a * 2 ', inputs: [{ key: 0, name: 'a', point: id }] }

it('asks the platform once there are a formula and an input with a point', () => {
  expect(contentOf(firstDraft())).toBeUndefined()
  expect(contentOf({ ...typed, formula: ' ' })).toBeUndefined()
  expect(contentOf(typed)).toEqual({ formula: 'a * 2', inputs: [{ name: 'a', point: id }] })
  expect(contentOf({ ...typed, unit: ' kW ', gap: 60 })).toMatchObject({ unit: 'kW', gap: 60 })
  expect(contentOf({ ...typed, gap: '' })).not.toHaveProperty('gap')
})

it('leaves out an input that has no point yet', () => {
  const inputs = [...typed.inputs, { key: 1, name: 'b', point: '' }]
  expect(contentOf({ ...typed, inputs })?.inputs).toHaveLength(1)
})

it('says when a name is none, or stands twice', () => {
  expect(mistakeOf(typed)).toBeUndefined()
  expect(mistakeOf({ ...typed, inputs: [{ key: 0, name: '2a', point: id }] })).toBe('name')
  expect(mistakeOf({ ...typed, inputs: [...typed.inputs, { key: 1, name: 'a', point: id }] })).toBe('twice')
})

it('is kept under one name at least, which stands for the other', () => {
  expect(changeOf(typed)).toBeUndefined()
  expect(changeOf({ ...typed, en: 'Power ' })).toMatchObject({ name: { en: 'Power', zh: 'Power' } })
  expect(changeOf({ ...typed, en: 'Power', from: '2026-11-01T00:00' })?.from).toMatch(/^2026-1\d-\d\dT.*Z$/)
})

it('shows a condition without a unit', () => {
  const rest = {
    id,
    asset: id,
    name: { en: 'Runs', zh: 'Runs' },
    formula: 'a > 1',
    inputs: [{ name: 'a', point: id }],
    changedBy: { kind: 'person', id, name: 'Ann' },
    changedAt: '2026-11-27T00:00:00.000Z',
  }
  expect(draftOf({ ...rest, type: 'boolean', unit: '1' })).toMatchObject({ unit: '', gap: '', from: '' })
  expect(draftOf({ ...rest, type: 'double', unit: 'kW', gap: 5 })).toMatchObject({ unit: 'kW', gap: 5 })
})

it('keeps ids alone in its address', () => {
  expect(parseDerivedSearch({ asset: id, point: 'x' })).toEqual({ asset: id })
})
