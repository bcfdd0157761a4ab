import { expect, test } from 'vitest'
import { MillraceClient } from './index.ts'

test('the audit is asked with its filters, verified and exported; a browser downloads it by its address', async () => {
  const asked: string[] = []
  const { audit } = new MillraceClient({
    address: 'http://platform/',
    fetch: async (input, init = {}) => {
      const { pathname, search } = new URL(String(input))
      asked.push(`${init.method} ${pathname}${search} ${new Headers(init.headers).get('accept')}`)
      return new Response('{"items":[]}\n')
    },
  })
  await audit.records({ action: 'machine.,certificate.', outcome: 'refused', limit: 50, seq: 7 })
  await audit.verification()
  await audit.retention()
  await audit.keep({ days: 365 })
  expect(await (await audit.export()).text()).toBe('{"items":[]}\n')
  expect(asked).toEqual([
    'GET /api/v1/audit?action=machine.%2Ccertificate.&outcome=refused&limit=50&seq=7 application/json',
    'GET /api/v1/audit/verification application/json',
    'GET /api/v1/audit/retention application/json',
    'PUT /api/v1/audit/retention application/json',
    'GET /api/v1/audit/export application/x-ndjson',
  ])
  expect(audit.exportAddress).toBe('http://platform/api/v1/audit/export')
})
