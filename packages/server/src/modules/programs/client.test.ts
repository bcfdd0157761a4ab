import { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { clientOf } from './client.ts'
import { oauthRefusal } from './oauth-answer.ts'

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`
const refused = expect.objectContaining({ code: 'programs.client_refused' })
const incomplete = expect.objectContaining({ code: 'programs.request_incomplete' })

describe('a client', () => {
  it('proves itself by HTTP Basic or in the form', () => {
    expect(clientOf(basic('a:b'), {})).toEqual({ id: 'a', secret: 'b' })
    expect(clientOf(undefined, { client_id: 'a', client_secret: 'b' })).toEqual({ id: 'a', secret: 'b' })
    expect(clientOf(basic('a:b'), { client_id: 'a' })).toEqual({ id: 'a', secret: 'b' })
  })

  it('has its id and secret form-encoded in HTTP Basic (RFC 6749 §2.3.1)', () => {
    expect(clientOf(basic('a%3Ab:c+d%25:e'), {})).toEqual({ id: 'a:b', secret: 'c d%:e' })
  })

  it('may not prove itself in two ways, or with two names', () => {
    expect(() => clientOf(basic('a:b'), { client_secret: 'b' })).toThrow(incomplete)
    expect(() => clientOf(basic('a:b'), { client_id: 'c' })).toThrow(incomplete)
  })

  it.each([
    undefined,
    '',
    'Basic',
    'Basic !!!',
    'Bearer abc',
    basic('no colon'),
    basic('a%:b'),
    `Basic ${'A'.repeat(5_000)}`,
  ])('is refused with %j alone', (authorization) => {
    expect(() => clientOf(authorization, {})).toThrow(refused)
  })

  it('is refused with half of the form', () => {
    for (const form of [{ client_id: 'a' }, { client_secret: 'b' }, { client_id: '', client_secret: '' }])
      expect(() => clientOf(undefined, form)).toThrow(refused)
  })
})

describe('the answer to a refused client', () => {
  it.each([
    ['programs.client_refused', 401, 'invalid_client'],
    ['programs.grant_type', 400, 'unsupported_grant_type'],
    ['programs.scope_exceeded', 400, 'invalid_scope'],
    ['programs.request_incomplete', 400, 'invalid_request'],
  ])('for %s has the form of RFC 6749 §5.2', (code, status, error) => {
    const answer = oauthRefusal(new Fault(code, { expected: 'grant_type', seen: '"\\é\n' }))
    expect(answer).toMatchObject({ status, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } })
    expect(answer?.body).toEqual({ error, error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/) })
    expect(answer?.headers['www-authenticate']).toBe(status === 401 ? 'Basic realm="millrace"' : undefined)
  })

  it('is left to the house for what RFC 6749 does not know', () => {
    expect(oauthRefusal(new Fault('http.too_many_requests'))).toBeUndefined()
    expect(oauthRefusal(undefined)).toBeUndefined()
  })
})
