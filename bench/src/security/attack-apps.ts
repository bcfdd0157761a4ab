import { pack } from '@millrace/packaging'
import { craft } from '@millrace/packaging/attacks'
import type { Reply } from './api.ts'
import type { Attack, Tally } from './attack-case.ts'

const manifestOf = (id: string, more = ''): string => `id: ${id}
version: 1.0.0
title: {en: Attack, zh: 攻击}
summary: {en: Attack, zh: 攻击}
description: {en: Attack, zh: 攻击}
owner: Nobody
licence: MIT
taxonomy: {reach: enterprise, stages: [production], scenarios: [energy]}
${more}`

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const packed = (text: string): Uint8Array => pack(new Map([['app.yaml', bytes(text)]]))
const asking = (action: string): Uint8Array =>
  packed(manifestOf('attack/rights', `permissions: [{action: '${action}', why: {en: So, zh: 要}}]\n`))
const table = (columns: string): string =>
  `tables: [{name: log, title: {en: Log, zh: 日志}, columns: [{name: id, type: text}${columns}], key: [id]}]\n`

/** A signature of other files than those it lies beside. */
function forged(): Uint8Array {
  const signature = { algorithm: 'ed25519', key: 'MCowBQYDK2VwAyEA'.padEnd(60, 'A'), signature: 'A'.repeat(88) }
  return pack(new Map([['app.yaml', bytes(manifestOf('attack/forged'))]]), signature as Parameters<typeof pack>[1])
}

/** Name, and the archive. */
const hostile = (): [string, Uint8Array][] => {
  const manifest = bytes(manifestOf('attack/x'))
  const beside = (name: string, data = manifest, more: object = {}): Uint8Array =>
    craft([
      { name: 'app.yaml', data: manifest },
      { name, data, ...more },
    ])
  return [
    ['a path above the package', beside('../../../etc/cron.d/x')],
    ['an absolute path', beside('/etc/cron.d/x')],
    ['a path of Windows', beside('..\\..\\x')],
    ['a name that is another inside', beside('a.txt', manifest, { inside: '../a.txt' })],
    ['a bomb that lies about its size', beside('a.txt', new Uint8Array(70 * 1_048_576), { declared: 10 })],
    ['a bomb that tells its size', beside('a.txt', new Uint8Array(70 * 1_048_576))],
    ['a file twice', beside('app.yaml')],
    ['a forged signature', forged()],
    ['no archive', bytes('PK\u0003\u0004 no more')],
    ['rights over roles', asking('role:manage')],
    ['rights over the platform', asking('platform:operate')],
    ['rights over apps', asking('app:manage')],
    [
      'SQL in the name of a column',
      packed(manifestOf('attack/sql', table(', {name: "x\\" text); drop table users; --", type: text}'))),
    ],
    [
      'SQL in the type of a column',
      packed(manifestOf('attack/sql', table(', {name: x, type: "text; drop table users"}'))),
    ],
    ['a column of the platform', packed(manifestOf('attack/sql', table(', {name: _tenant, type: text}')))],
    ['the path of installations', packed(manifestOf('installations/x'))],
    ['a laughing manifest', packed(manifestOf('attack/x', `x: &a [1]\ny: [${'*a, '.repeat(10_000)}1]\n`))],
  ]
}

function refused(tally: Tally, what: string, { status, text }: Reply): void {
  tally.expect(status >= 400 && status < 500, () => `${what} is answered ${status} ${text.slice(0, 200)}`)
}

const packages: Attack = {
  name: 'packages of apps that were made to hurt',
  async run({ north }, tally) {
    for (const [what, body] of hostile())
      refused(tally, what, await north.admin.caller.askInTime('/api/v1/apps/packages', { method: 'POST', body }))
  },
}

const rows: Attack = {
  name: 'rows of apps: SQL in columns, filters and cursors, and those of others',
  async run({ north, south, viewer }, tally) {
    const { caller } = north.admin
    await caller.need('/apps/packages', { method: 'POST', body: packed(manifestOf('attack/rows', table(''))) })
    const { id } = await caller.need('/apps/installations', {
      method: 'POST',
      body: { app: 'attack/rows', version: '1.0.0', agreed: [] },
    })
    const at = (query: string): string => `/api/v1/apps/installations/${id}/tables/log/rows?${query}`
    const put = { method: 'PUT', body: { rows: [{ id: 'quicksilver-row' }] } }
    await caller.need(`/apps/installations/${id}/tables/log/rows`, put)
    const where = (value: unknown): string => `where=${encodeURIComponent(JSON.stringify(value))}`
    const evil = [`id" or 1=1; --`, `id; drop schema app_1 cascade`, '_tenant', 'constructor', 'id\u0000']
    for (const column of evil) {
      refused(tally, `a filter by ${column}`, await caller.askInTime(at(where({ [column]: 'a' }))))
      refused(tally, `an order by ${column}`, await caller.askInTime(at(`order=${encodeURIComponent(column)}`)))
      const body = { rows: [{ id: 'a', [column]: 'b' }] }
      refused(tally, `a row with ${column}`, await caller.askInTime(at(''), { method: 'PUT', body }))
    }
    for (const cursor of [
      'x',
      Buffer.from(`["' or 1=1"]`).toString('base64url'),
      Buffer.from('[{}]').toString('base64url'),
    ])
      refused(tally, 'a forged cursor', await caller.askInTime(at(`cursor=${cursor}`)))
    const found = await caller.askInTime(at(where({ id: `' or '1'='1` })))
    tally.expect(
      found.status === 200 && !found.text.includes('quicksilver'),
      () => `a filter shows ${found.text.slice(0, 200)}`,
    )
    for (const other of [south.admin.caller, viewer.caller]) {
      refused(tally, `rows as ${other.name}`, await other.askInTime(at('')))
      refused(tally, `a row put as ${other.name}`, await other.askInTime(at(''), put))
      refused(
        tally,
        `rows removed as ${other.name}`,
        await other.askInTime(at(where({ id: 'a' })), { method: 'DELETE' }),
      )
    }
    await caller.need(`/apps/installations/${id}`, { method: 'DELETE' })
  },
}

export const appAttacks: readonly Attack[] = [packages, rows]
