import type { Fault } from '@millrace/core'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { checkOf } from './check.ts'
import { apiDocument } from './document.ts'
import { deprecationHeaders } from './headers.ts'
import { openApiOf } from './openapi.ts'
import { route } from './route.ts'

describe('a route', () => {
  it('without a permission does not come into being', () => {
    const shape = { permission: '' as 'public', summary: 'forgotten' }
    expect(() => route.get('/open', shape, () => undefined)).toThrow(
      expect.objectContaining({ code: 'http.route_without_permission' }),
    )
  })
})

describe('a check', () => {
  const shape = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, default: 7 })) })
  const fault = (result: { value: unknown } | { error: Fault }) => ('error' in result ? result.error.message : 'none')

  it('reads numbers from addresses, but not from bodies', () => {
    expect(checkOf(shape, 'querystring')({ limit: '5' })).toEqual({ value: { limit: 5 } })
    expect(fault(checkOf(shape, 'body')({ limit: '5' }))).toBe('Expected integer at body/limit, saw a string.')
  })

  it.each(['true', '', ' 5', '0x5', '5e0', '1.5'])('reads no number from "%s"', (limit) => {
    expect(checkOf(shape, 'querystring')({ limit })).toHaveProperty('error')
  })

  it('fills in defaults', () => {
    expect(checkOf(shape, 'querystring')({})).toEqual({ value: { limit: 7 } })
  })

  it('takes out what the schema does not name, and leaves alone what it does not describe', () => {
    const profile = Type.Object({ name: Type.Optional(Type.String()), proof: Type.Optional(Type.Unknown()) })
    const given = JSON.parse('{"name":"a","email":"b","__proto__":{"c":1},"proof":{"d":{"e":1}}}')
    expect(checkOf(profile, 'body')(given)).toEqual({ value: { name: 'a', proof: { d: { e: 1 } } } })
  })

  it('refuses U+0000 in an address, which no text of the database can hold', () => {
    const asked = checkOf(Type.Object({ search: Type.String() }), 'querystring')({ search: 'a\0b' })
    expect(fault(asked)).toBe('Expected text without U+0000 at query/search, saw one with it.')
  })

  it('never repeats what stood in a body', () => {
    const secret = checkOf(Type.Object({ password: Type.Integer() }), 'body')({ password: 'hunter2' })
    expect(fault(secret)).not.toContain('hunter2')
  })
})

describe('the OpenAPI document', () => {
  const document = apiDocument() as unknown as {
    paths: Record<string, Record<string, { operationId: string; 'x-permission': string; security: object[] }>>
    components: { schemas: object }
  }
  const told = document as unknown as {
    'x-tagGroups': { name: string; tags: string[] }[]
    components: { 'x-faults': Record<string, { status: number }> }
  }
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

  it('says who may call each operation, and names each once', () => {
    expect(operations.every((operation) => operation['x-permission'])).toBe(true)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    expect(operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId)).toEqual([
      'postSession',
      'postSessionSecondStep',
      'postSessionPasskeyOptions',
      'postSessionPasskey',
      'postSessionRecoveryOffer',
      'postSessionRecovery',
      'postInvitationsOffer',
      'postInvitationsAcceptance',
      'postInvitationsAcceptanceSecondStep',
      'getSignInProviders',
      'getSignInProvidersByIdStart',
      'getSignInProvidersByIdCallback',
      'postDeviceAuthorization',
      'postDeviceToken',
      'postMachinesEnrolments',
      'postMachinesRenewals',
      'getMachinesCa',
      'getMachinesCrl',
      'postOauthToken',
      'postNoticeLinksView',
      'postNoticeLinksAcknowledgement',
      'postFlowInboxByToken',
      'getAppFramesByTicketByPath',
    ])
  })

  it('has a component behind every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
    expect(references.filter((name) => !(name! in document.components.schemas))).toEqual([])
  })

  it('says what each operation may be refused with, and explains every such fault', () => {
    const faults = operations.flatMap((operation) => (operation as unknown as { 'x-faults': string[] })['x-faults'])
    expect(faults).toContain('http.cursor_malformed')
    expect(faults.filter((code) => !(code in told.components['x-faults']))).toEqual([])
    const opened = document.paths['/api/v1/session']?.['post'] as unknown as { 'x-faults': string[] }
    expect(opened['x-faults']).not.toContain('http.signed_out')
  })

  it('places every path in one capability', () => {
    const placed = told['x-tagGroups'].flatMap(({ tags }) => tags)
    const words = new Set(Object.keys(document.paths).map((path) => path.split('/')[3]))
    expect(placed.toSorted()).toEqual([...words].toSorted())
  })

  it('says since when a route is on its way out, until when it answers, and what takes its place', () => {
    const deprecated = { since: '2026-11-28', sunset: '2027-11-28', instead: 'GET /new' } as const
    const old = route.get('/old', { permission: 'public', summary: 'Old', deprecated }, () => undefined)
    const { paths } = openApiOf([old], '1') as unknown as typeof document
    expect(paths['/api/v1/old']?.['get']).toMatchObject({
      deprecated: true,
      'x-deprecated-since': '2026-11-28',
      'x-sunset': '2027-11-28',
      'x-instead': 'GET /new',
    })
    expect(deprecationHeaders(deprecated)).toEqual({
      deprecation: '@1795824000',
      sunset: 'Sun, 28 Nov 2027 00:00:00 GMT',
    })
  })
})
