import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { checkOf } from './check.ts'

describe('what stands in an address', () => {
  const check = checkOf(
    Type.Object({ share: Type.Optional(Type.Number()), n: Type.Optional(Type.Integer()) }),
    'querystring',
  )
  const read = (query: object) => {
    const told = check(query)
    return 'error' in told ? told.error.code : told.value
  }

  it('is read as a number where it is written as one', () => {
    expect(read({ share: '0.95', n: '-12' })).toEqual({ share: 0.95, n: -12 })
    expect(read({ share: '-3' })).toEqual({ share: -3 })
    expect(read({ share: '2.5e-3' })).toEqual({ share: 0.0025 })
  })

  it('is refused where it is not', () => {
    for (const query of [
      { share: '' },
      { share: '0x10' },
      { share: '1.' },
      { share: 'true' },
      { n: '1.5' },
      { n: '1e3' },
    ])
      expect(read(query), JSON.stringify(query)).toBe('http.request_malformed')
  })
})

describe('a record that takes no other names', () => {
  it('is refused with one, beside fields that stand in', () => {
    const closed = Type.Record(Type.String({ pattern: '^[a-z]+$' }), Type.Object({}), { additionalProperties: false })
    const n = Type.Optional(Type.Integer({ default: 3 }))
    const check = checkOf(Type.Object({ closed, n }), 'body')
    expect(check({ closed: { a: {} } })).toEqual({ value: { closed: { a: {} }, n: 3 } })
    for (const name of ['A', '__proto__', ''])
      expect(check({ closed: JSON.parse(`{"${name}":{}}`) })).toMatchObject({
        error: { code: 'http.request_malformed' },
      })
  })
})
