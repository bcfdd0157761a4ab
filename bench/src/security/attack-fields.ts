import type { Attack } from './attack-case.ts'
import { refused, saying } from './attack-refusal.ts'
import { bearer, send, sendJson } from './attack-wire.ts'

const polluters = [
  '{"__proto__":{"polluted":"yes","isAdmin":true,"permission":"public"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"__proto__.polluted":"yes"}',
  '{"name":"x","__proto__":{"polluted":"yes"},"kind":"token","username":"x","password":"y"}',
  '[{"__proto__":{"polluted":"yes"}}]',
  '{"values":{"__proto__":{"polluted":"yes"}}}',
  '{"values":{"__proto__":1,"constructor":2,"prototype":3,"toString":4,"hasOwnProperty":5}}',
]

/** True if something in a reply has a field that only pollution gives it; a name that reads like one is but a name. */
function isPolluted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, part]) => key === 'polluted' || key === 'isAdmin' || isPolluted(part))
}

const pollution: Attack = {
  name: 'prototype pollution',
  async run({ stage, south }, tally) {
    const { name, secret } = await south.device('polluter', { fine: 1 })
    const headers = bearer(south.admin.token)
    const clean = async (what: string): Promise<void> => {
      for (const path of [
        '/api/v1/session',
        '/openapi.json',
        '/api/v1/points',
        '/api/v1/audit?limit=20',
        '/api/v1/nowhere',
      ]) {
        const said = await send(stage, { path, headers })
        tally.expect(!isPolluted(JSON.parse(said.text)), () => `${what} shows in ${path}`)
        if (said.status >= 500) tally.found(`after ${what} ${path} is answered ${saying(said)}`)
      }
      const shut = await send(stage, { path: '/api/v1/organisations', headers })
      tally.expect(shut.status === 403, () => `${what} opens a route`)
    }
    for (const body of polluters) {
      for (const path of ['/me', '/roles', '/invitations', '/grants', '/programs', '/devices/credentials']) {
        const said = await sendJson(stage, { path: `/api/v1${path}`, headers, body })
        refused(tally, `${path} with ${body.slice(0, 40)}`, said, path === '/me' ? [204] : [])
      }
      const said = await sendJson(stage, { path: '/api/v1/telemetry', headers: bearer(`${name}:${secret}`), body })
      refused(tally, `telemetry ${body.slice(0, 40)}`, said, body.includes('__proto__.polluted') ? [204] : [])
      await clean(body.slice(0, 40))
    }
    const queries = [
      '__proto__[polluted]=yes',
      '__proto__.polluted=yes',
      'constructor[prototype][polluted]=yes',
      '__proto__=yes',
    ]
    for (const query of queries) {
      const said = await send(stage, { path: `/api/v1/points?${query}&limit=5`, headers })
      tally.expect(said.status === 200 || said.status === 400, () => `?${query} is answered ${saying(said)}`)
      await clean(`?${query}`)
    }
    for (const path of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      for (const route of [`/roles/${path}`, `/assets/${path}`, `/quotas/${path}`])
        refused(tally, route, await send(stage, { method: 'DELETE', path: `/api/v1${route}`, headers }))
      const body = { holder: south.admin.id, role: path, below: null }
      refused(tally, `role ${path}`, await sendJson(stage, { path: '/api/v1/assignments', headers, body }))
    }
    const { items } = await south.admin.caller.need('/points?search=polluter')
    const names = items.map((item) => String(item['name']))
    tally.expect(!names.some((key) => key in {}), () => `a point is called ${names}`)
  },
}

/** Fields that no route offers, under the names that tables and sessions have for them (CWE-915). */
const taken = {
  id: '00000000-0000-7000-8000-000000000000',
  username: 'root',
  email: 'chief@north.example',
  operator: true,
  suspended: false,
  tenant: '00000000-0000-7000-8000-000000000000',
  tenant_id: '00000000-0000-7000-8000-000000000000',
  secondFactor: 'given',
  roles: ['platform_operator'],
  standard: true,
  actions: ['platform:operate'],
  password: 'x',
}

const massAssignment: Attack = {
  name: 'fields that no route offers',
  async run({ stage, south }, tally) {
    const headers = bearer(south.admin.token)
    const before = JSON.parse((await send(stage, { path: '/api/v1/session', headers })).text) as object
    for (const body of [
      taken,
      { ...taken, name: 'South admin' },
      { email: taken.email },
      { username: 'root' },
      { id: taken.id },
    ]) {
      const said = await sendJson(stage, { path: '/api/v1/me', headers, body })
      refused(tally, `/me with ${Object.keys(body)}`, said, [204])
    }
    const after = JSON.parse((await send(stage, { path: '/api/v1/session', headers })).text) as { user: object }
    const { user } = before as { user: object }
    tally.expect(JSON.stringify({ ...after, user }) === JSON.stringify(before), () => 'a session was changed')
    tally.expect(
      JSON.stringify({ ...after.user, name: '' }) === JSON.stringify({ ...user, name: '' }),
      () => 'an account was changed',
    )
    const { items } = await south.admin.caller.need('/audit?action=profile.changed')
    const told = JSON.stringify(items.map((item) => item['detail']))
    tally.expect(
      !/email|username|operator|password/.test(told),
      () => `the change of a profile took more than it offers: ${told.slice(0, 200)}`,
    )
  },
}

export const fieldAttacks: readonly Attack[] = [pollution, massAssignment]
