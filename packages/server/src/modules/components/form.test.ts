import { describe, expect, it } from 'vitest'
import { stillFits, unfitAnswer, unfitInput } from './form.ts'
import type { Fields } from './schema.ts'

const title = { en: 'A field', zh: '字段' }
const power: Fields[number] = { name: 'power', title, type: 'number', unit: 'kW' }
const since: Fields[number] = { name: 'since', title, type: 'time', optional: true }

describe('what a service of the pool takes and gives', () => {
  it('is an object of these members, or any JSON where nothing is told', () => {
    const takes = [power, since]
    for (const fits of [{ power: 1 }, { power: -1.5, since: '2026-11-28T12:00:00Z' }, { power: 0, since: null }])
      expect(unfitInput(takes, fits)).toBeUndefined()
    expect(unfitInput(takes, { since: null })).toEqual({ expected: 'a number in kW as power', seen: 'nothing' })
    expect(unfitInput(takes, { power: '1' })).toEqual({ expected: 'a number in kW as power', seen: '"1"' })
    expect(unfitInput(takes, { power: 1, since: 'noon' })).toEqual({ expected: 'a time as since', seen: '"noon"' })
    expect(unfitInput(takes, { power: 1, toString: 1 })).toEqual({
      expected: 'nothing but power, since',
      seen: 'toString',
    })
    expect(unfitInput([{ ...power, name: 'toString' }], {})).toMatchObject({ seen: 'nothing' })
    for (const other of [null, [1], 'text', 7]) expect(unfitInput([], other)).toMatchObject({ expected: 'an object' })
    for (const any of [null, [1], 'text', { a: 1 }]) expect(unfitInput(undefined, any)).toBeUndefined()
    // An answer may tell more.
    expect(unfitAnswer([power], { power: 1, more: 2 })).toBeUndefined()
    expect(unfitAnswer([power], { more: 2 })).toMatchObject({ seen: 'nothing' })
  })

  it('is what was published as long as callers of then find what they count on, and are asked for no more', () => {
    const published = { takes: [power, since], gives: [power, since] }
    const optional = { ...power, name: 'more', optional: true }
    expect(stillFits(published, published)).toBe(true)
    expect(stillFits(published, {})).toBe(true)
    expect(stillFits(published, { takes: [power, since, optional], gives: [power, { ...power, name: 'more' }] })).toBe(
      true,
    )
    expect(stillFits(published, { takes: [power, since, { ...optional, optional: false }] })).toBe(false)
    expect(stillFits(published, { takes: [power] })).toBe(false)
    expect(stillFits(published, { takes: [{ ...power, unit: 'W' }, since] })).toBe(false)
    expect(stillFits(published, { takes: [power, { ...since, optional: false }] })).toBe(false)
    expect(stillFits(published, { gives: [since] })).toBe(false)
    expect(stillFits(published, { gives: [{ ...power, optional: true }] })).toBe(false)
    // It took any JSON, and takes it no more.
    expect(stillFits({}, { takes: [since] })).toBe(false)
    expect(stillFits({}, { gives: [power] })).toBe(true)
  })
})
