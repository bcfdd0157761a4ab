import type { Attack } from './attack-case.ts'
import { openTrap } from './attack-trap.ts'
import { bearer, send, sendJson } from './attack-wire.ts'

/** Hosts of this machine, of the network around it and of clouds, in the spellings that get past careless filters. */
const hosts = [
  '127.0.0.1',
  'localhost',
  'localhost.',
  'LOCALHOST',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '017700000001',
  '0177.0.0.1',
  '0.0.0.0',
  '0',
  '127.0.0.1.',
  '127.127.127.127',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  'user:pass@127.0.0.1',
  'issuer.example@127.0.0.1',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fc00::1]',
  '2852039166',
  'metadata.google.internal',
  '100.100.100.200',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
] as const

const others = [
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:25/_HELO',
  'data:application/json,{}',
  'javascript:alert(1)',
  'https://',
  'https://issuer.example#@127.0.0.1/',
  'https://issuer.example?x=@127.0.0.1',
  '//127.0.0.1/',
  'https:127.0.0.1',
  'https://127.0.0.1\\@issuer.example/',
  'https://issuer.example\r\nHost: 127.0.0.1',
] as const

/** Longest that a refusal takes, ms: what takes longer went to find out. */
const AT_ONCE_MS = 3_000

/** Fields that hold addresses which the platform itself goes to; a new one must be attacked as well. */
const attacked = new Set(['issuer', 'address'])

function addressFields(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    if (key === 'properties' && typeof part === 'object' && part !== null)
      for (const name of Object.keys(part))
        if (/ur[il]$|issuer|endpoint|webhook|callback|address$|^href$/i.test(name)) found.add(name)
    addressFields(part, found)
  }
}

/** Places of this machine and of the network around it, as URLs: with the port of a trap, and without. */
const placesAround = (port: number): string[] =>
  hosts.flatMap((host) =>
    host.includes('169.254') || host.startsWith('10.')
      ? [`https://${host}/`, `http://${host}/latest/meta-data/`]
      : [`https://${host}:${port}/`, `http://${host}:${port}/`, `https://${host}/`],
  )

export const forgery: Attack = {
  name: 'requests to inside addresses (SSRF)',
  async run({ stage, south, quick }, tally) {
    const document = JSON.parse((await send(stage, { path: '/openapi.json' })).text) as {
      components: { schemas: Record<string, unknown> }
    }
    const fields = new Set<string>()
    const requests = Object.entries(document.components.schemas).filter(([name]) => /Request$/.test(name))
    addressFields(Object.fromEntries(requests), fields)
    for (const field of fields)
      if (!attacked.has(field)) tally.found(`no attack on the address in ${field} is written yet`)
    if (!fields.has('issuer')) {
      tally.skipped = 'no route takes an address'
      return
    }
    const trap = await openTrap()
    try {
      const headers = bearer(south.admin.token)
      const everywhere = placesAround(trap.port)
      for (const issuer of [...(quick ? everywhere.filter((_, index) => index % 3 === 0) : everywhere), ...others]) {
        const body = { name: 'inside', issuer, clientId: 'x', clientSecret: 'x'.repeat(20) }
        const added = await sendJson(stage, { path: '/api/v1/identity-providers', headers, body })
        const refused = added.status >= 400 && added.status < 500 && added.code !== undefined
        if (refused) {
          tally.expect(added.ms < AT_ONCE_MS, () => `${issuer} was refused after ${added.ms.toFixed(0)} ms`)
          continue
        }
        const { id } = JSON.parse(added.text) as { id?: string }
        if (id === undefined) {
          tally.expect(false, () => `${issuer} is answered ${added.status} ${added.code}`)
          continue
        }
        // What is only kept does no harm yet; the platform must not go there.
        const check = await send(stage, { method: 'POST', path: `/api/v1/identity-providers/${id}/check`, headers })
        const start = await send(stage, {
          path: `/api/v1/sign-in/providers/${id}/start`,
          headers: { 'x-forwarded-for': `198.18.9.${tally.attempts % 250}` },
        })
        const shut = check.text.includes('"works":false') || check.status >= 400
        // A name that means nothing here is asked of the resolver, and no further.
        const nowhere = start.code === 'outgoing.unreachable' && /[a-z]\.[a-z]/.test(issuer)
        tally.expect(
          shut && ((start.status >= 400 && start.status < 500) || nowhere),
          () => `${issuer} is gone to: ${check.status}, ${start.status} ${start.code}`,
        )
        const took = Math.max(check.ms, start.ms)
        if (took > AT_ONCE_MS) tally.found(`${issuer} was refused after ${took.toFixed(0)} ms`)
        await send(stage, { method: 'DELETE', path: `/api/v1/identity-providers/${id}`, headers })
      }
      if (trap.visits() > 0) tally.found(`${trap.visits()} connections came to an inside address`)
    } finally {
      await trap.close()
    }
  },
}

export const webhookForgery: Attack = {
  name: 'webhooks to inside addresses, with lines of headers in them, and beyond rights',
  async run({ stage, south, viewer, quick }, tally) {
    const trap = await openTrap()
    try {
      const headers = bearer(south.admin.token)
      const body = (address: string) => ({ name: 'inside', address, types: ['asset.created'], enabled: false })
      const everywhere = placesAround(trap.port)
      const injected = [
        'https://hook.example/\r\nX-Evil: 1',
        'https://hook.example/%0d%0aX-Evil: 1',
        'https://hook.example\r\n\r\nPOST /admin HTTP/1.1',
        'https://hook.example/\n',
      ]
      for (const address of [...everywhere.filter((_, at) => !quick || at % 3 === 0), ...others, ...injected]) {
        const made = await sendJson(stage, { path: '/api/v1/webhooks', headers, body: body(address) })
        const refused = made.status >= 400 && made.status < 500 && made.code !== undefined
        if (refused) {
          tally.expect(made.ms < AT_ONCE_MS, () => `${address} was refused after ${made.ms.toFixed(0)} ms`)
          continue
        }
        const kept = JSON.parse(made.text) as { id: string; address: string }
        if (/[\r\n]/.test(kept.address)) tally.found(`${JSON.stringify(address)} is kept with a line of its own`)
        const test = await send(stage, { method: 'POST', path: `/api/v1/webhooks/${kept.id}/test`, headers })
        tally.expect(
          test.status === 200 && test.text.includes('"outcome":"failed"'),
          () => `${address} is posted to: ${test.status} ${test.text.slice(0, 120)}`,
        )
        await send(stage, { method: 'DELETE', path: `/api/v1/webhooks/${kept.id}`, headers })
      }
      const beyond = { ...body('https://hook.example/'), types: ['asset.created', 'member.joined'] }
      const asViewer = await sendJson(stage, { path: '/api/v1/webhooks', headers: bearer(viewer.token), body: beyond })
      tally.expect(asViewer.status === 403, () => `a viewer sets up a webhook: ${asViewer.status}`)
      if (trap.visits() > 0) tally.found(`${trap.visits()} webhooks came to an inside address`)
    } finally {
      await trap.close()
    }
  },
}
