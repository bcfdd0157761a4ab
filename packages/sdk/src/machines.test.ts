import { expect, test } from 'vitest'
import { MillraceClient } from './index.ts'

test('certificates are listed, revoked and removed; tokens are made, listed and withdrawn; authority and list are read', async () => {
  const asked: unknown[] = []
  const { machines } = new MillraceClient({
    address: 'http://platform/',
    fetch: async (input, init = {}) => {
      const { pathname, search } = new URL(String(input))
      asked.push([`${init.method} ${pathname}${search}`, ...(init.body ? [JSON.parse(String(init.body))] : [])])
      return new Response('{"items":[]}')
    },
  })
  await machines.certificates({ only: 'newest', state: 'valid', endsWithinDays: 21 })
  await machines.revoke('c/1', 'keyCompromise')
  await machines.removeCredential('Suzhou/line-1')
  await machines.enrolmentTokens({ state: 'open' })
  await machines.createEnrolmentToken({ as: 'device', name: 'press', minutes: 30 })
  await machines.withdrawEnrolmentToken('t1')
  await machines.authority()
  expect(await machines.revocationList()).toBe('{"items":[]}')
  expect(asked).toEqual([
    ['GET /api/v1/machines/certificates?only=newest&state=valid&endsWithinDays=21'],
    ['POST /api/v1/machines/certificates/c%2F1/revocation', { reason: 'keyCompromise' }],
    ['POST /api/v1/machines/removals', { name: 'Suzhou/line-1' }],
    ['GET /api/v1/machines/enrolment-tokens?state=open'],
    ['POST /api/v1/machines/enrolment-tokens', { as: 'device', name: 'press', minutes: 30 }],
    ['DELETE /api/v1/machines/enrolment-tokens/t1'],
    ['GET /api/v1/machines/ca'],
    ['GET /api/v1/machines/crl'],
  ])
})
