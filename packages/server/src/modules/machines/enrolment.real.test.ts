import { readFileSync } from 'node:fs'
import { ManualClock, MICROS_PER_MS } from '@millrace/core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { fingerprintOf } from './authority.ts'
import { admin, anotherKey, faultOf, type Machine, opensslRequest, renewalOf, startTrial, type Trial } from './fakes.ts'
import { readCertificate } from './signing-request.ts'

const DAY_MS = 86_400_000
let server: TestServer
let database: Database
let clock: ManualClock
let trial: Trial
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  database = await server.database()
  clock = new ManualClock(Date.now() * MICROS_PER_MS)
  trial = await startTrial(database, clock)
})
afterEach(() => trial.close())

const minute = (): number => Math.floor(clock.now() / MICROS_PER_MS / 60_000)
const fingerprint = ({ certificate }: { certificate: string }): string =>
  fingerprintOf(readCertificate(certificate).raw)
const shown = (machine: { certificate: string }) =>
  trial.machines.verifyCertificate({ fingerprint: fingerprint(machine), remote: '192.0.2.7' })
const keyOf = ({ key, certificate }: Machine) => ({ key: readFileSync(key, 'utf8'), certificate })
const only = async (name: string) =>
  (await trial.machines.certificates({ tenant: trial.tenant }, { name })).items.map(({ id, state }) => ({ id, state }))

test('a machine is who its token said, whatever its request says', async () => {
  const machine = await trial.enrol({ as: 'edge', group: 'Suzhou', node: 'line-1' })
  expect(machine.name).toBe('Suzhou/line-1')
  expect(await shown(machine)).toMatchObject({
    sender: {
      tenant: trial.tenant,
      credential: 'Suzhou/line-1',
      speaks: { as: 'edge', group: 'Suzhou', node: 'line-1' },
    },
  })
  expect(trial.audit.actions).toEqual(['machine.enrolment_offered', 'machine.enrolled'])
  expect(await trial.machines.verifyCertificate({ fingerprint: '00'.repeat(32), remote: '' })).toEqual({
    refused: 'unknown',
  })
})

test('a token works once, also for two who come at the same time; the second is counted and told to the audit', async () => {
  const { token, id } = await trial.machines.makeToken({ tenant: trial.tenant }, { as: 'device', name: 'press' }, admin)
  const csr = await opensslRequest(trial.folder)
  const both = await Promise.all([1, 2].map(() => faultOf(trial.machines.enrol({ token, csr }, '192.0.2.7'))))
  expect(both.sort()).toEqual(['machines.token_refused', 'none'])
  expect(await faultOf(trial.machines.enrol({ token, csr }, '192.0.2.66'))).toBe('machines.token_refused')
  const replays = trial.audit.entries.filter(({ action }) => action === 'machine.enrolment_replayed')
  expect(replays.map(({ outcome, actor }) => [outcome, actor.remote])).toEqual([
    ['refused', '192.0.2.7'],
    ['refused', '192.0.2.66'],
  ])
  const { items } = await trial.machines.tokens({ tenant: trial.tenant }, {})
  expect(items).toMatchObject([{ id, state: 'used', replays: 2 }])
  expect(JSON.stringify(trial.audit.entries)).not.toContain(token)
})

test('a token that is unknown, expired or withdrawn gives nothing; a bad request does not use it up', async () => {
  const reach = { tenant: trial.tenant }
  const csr = await opensslRequest(trial.folder)
  const offer = () => trial.machines.makeToken(reach, { as: 'device', name: 'press', minutes: 5 }, admin)
  const [bad, late, withdrawn] = [await offer(), await offer(), await offer()]
  expect(await faultOf(trial.machines.enrol({ token: 'x', csr }, ''))).toBe('machines.token_refused')
  expect(await faultOf(trial.machines.enrol({ token: bad.token, csr: 'x' }, ''))).toBe('machines.request_refused')
  expect(await faultOf(trial.machines.enrol({ token: bad.token, csr }, ''))).toBe('none')
  await trial.machines.withdrawToken(reach, withdrawn.id, admin)
  expect(await faultOf(trial.machines.enrol({ token: withdrawn.token, csr }, ''))).toBe('machines.token_refused')
  await clock.advance(6 * 60_000)
  expect(await faultOf(trial.machines.enrol({ token: late.token, csr }, ''))).toBe('machines.token_refused')
  for (const { id } of [bad, withdrawn])
    expect(await faultOf(trial.machines.withdrawToken(reach, id, admin))).toBe('machines.token_unknown')
  const states = async (query: object) =>
    (await trial.machines.tokens(reach, query)).items.map(({ state }) => state).sort()
  expect(await states({})).toEqual(['expired', 'used', 'withdrawn'])
  for (const state of ['withdrawn', 'expired', 'used']) expect(await states({ state })).toEqual([state])
  expect(await states({ state: 'open' })).toEqual([])
  const why = trial.audit.entries.flatMap(({ action, detail }) =>
    action === 'machine.enrolment_replayed' ? [detail?.['why']] : [],
  )
  expect(why).toEqual(['withdrawn', 'expired'])
})

test('a name belongs to one organisation, and to one kind of machine', async () => {
  const other = await addTestTenant(database, 'Wuxi')
  await trial.enrol({ as: 'device', name: 'press' })
  const offer = trial.machines.makeToken({ tenant: other }, { as: 'device', name: 'press' }, admin)
  expect(await faultOf(offer)).toBe('machines.name_taken')
  expect((await trial.machines.certificates({ tenant: other }, {})).items).toEqual([])
  const speaks = { as: 'device', name: 'press' } as const
  expect(await faultOf(trial.machines.giveSecret(other, speaks, { replace: true, actor: admin }))).toBe(
    'machines.credential_exists',
  )
  const { secret } = await trial.machines.giveSecret(trial.tenant, speaks, { replace: false, actor: admin })
  expect(await trial.machines.verify('press', secret)).toMatchObject({ credential: 'press' })
  expect(await faultOf(trial.machines.giveSecret(trial.tenant, speaks, { replace: false, actor: admin }))).toBe(
    'machines.credential_exists',
  )
})

test('a machine that has only a certificate cannot be entered by any secret', async () => {
  await trial.enrol({ as: 'device', name: 'press' })
  for (const secret of ['', 'null', 'no one', 'x']) expect(await trial.machines.verify('press', secret)).toBeUndefined()
})

test('a certificate is renewed by a signature of its key; the old one ends when the new one is first used', async () => {
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  await clock.advance(60 * DAY_MS)
  const request = renewalOf(keyOf(machine), await opensslRequest(trial.folder), minute())
  const renewed = await trial.machines.renew(request, '192.0.2.7')
  expect(await shown(machine)).toMatchObject({ sender: { credential: 'press' } })
  const cut: unknown[] = []
  trial.machines.onRevoked((what) => cut.push(what))
  expect(await shown(renewed)).toMatchObject({ sender: { credential: 'press' } })
  expect(cut).toEqual([{ certificate: fingerprint(machine) }])
  expect(await shown(machine)).toMatchObject({ refused: 'revoked' })
  expect((await only('press')).map(({ state }) => state)).toEqual(['valid', 'revoked'])
})

test('certificates are found by part of a name, by their end, and one for each name', async () => {
  const machine = await trial.enrol({ as: 'device', name: 'Press 1' })
  await trial.enrol({ as: 'edge', group: 'Suzhou', node: 'line-1' })
  await clock.advance(60 * DAY_MS)
  await trial.machines.renew(renewalOf(keyOf(machine), await opensslRequest(trial.folder), minute()), '192.0.2.7')
  const found = async (query: object) =>
    (await trial.machines.certificates({ tenant: trial.tenant }, query)).items.map(({ name }) => name)
  expect(await found({})).toEqual(['Press 1', 'Press 1', 'Suzhou/line-1'])
  expect(await found({ only: 'newest' })).toEqual(['Press 1', 'Suzhou/line-1'])
  expect(await found({ only: 'newest', endsWithinDays: 31 })).toEqual(['Suzhou/line-1'])
  expect(await found({ search: 'LINE suz' })).toEqual(['Suzhou/line-1'])
  expect(await found({ search: '%' })).toEqual([])
})

test('a renewal whose answer was lost is given again to the same key, and to no other', async () => {
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  const request = renewalOf(keyOf(machine), await opensslRequest(trial.folder), minute())
  const [first, second] = await Promise.all([1, 2].map(() => trial.machines.renew(request, '192.0.2.7')))
  expect(second?.certificate).toBe(first?.certificate)
  const stolen = renewalOf(keyOf(machine), await opensslRequest(trial.folder), minute())
  expect(await faultOf(trial.machines.renew(stolen, '192.0.2.66'))).toBe('machines.renewed_already')
  expect(trial.audit.entries.at(-1)).toMatchObject({ action: 'machine.renewal_replayed', outcome: 'refused' })
})

test('a renewal is refused without the key, out of its minute, and after revocation or the end', async () => {
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  const csr = await opensslRequest(trial.folder)
  const renew = (request: ReturnType<typeof renewalOf>) => faultOf(trial.machines.renew(request, ''))
  expect(await renew(renewalOf({ ...keyOf(machine), key: anotherKey() }, csr, minute()))).toBe(
    'machines.renewal_refused',
  )
  expect(await renew(renewalOf(keyOf(machine), csr, minute() - 6))).toBe('machines.renewal_refused')
  const moved = { ...renewalOf(keyOf(machine), csr, minute() - 6), minute: minute() }
  expect(await renew(moved)).toBe('machines.renewal_refused')
  const server = await trial.authority.issueServer(['localhost'])
  expect(await renew(renewalOf(server, csr, minute()))).toBe('machines.renewal_refused')
  const [{ id } = { id: '' }] = await only('press')
  await trial.machines.revoke({ tenant: trial.tenant }, id, 'keyCompromise', admin)
  expect(await renew(renewalOf(keyOf(machine), csr, minute()))).toBe('machines.renewal_refused')
  const late = await trial.enrol({ as: 'device', name: 'late' })
  await clock.advance(91 * DAY_MS)
  expect(await shown(late)).toMatchObject({ refused: 'expired' })
  expect(await renew(renewalOf(keyOf(late), csr, minute()))).toBe('machines.renewal_refused')
})

test('a revoked certificate counts at once, is on the list, and cannot be revoked by another organisation', async () => {
  const other = await addTestTenant(database, 'Wuxi')
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  expect(await shown(machine)).toHaveProperty('sender')
  const [{ id } = { id: '' }] = await only('press')
  const before = await trial.machines.revocationList()
  expect(await faultOf(trial.machines.revoke({ tenant: other }, id, 'keyCompromise', admin))).toBe(
    'machines.certificate_unknown',
  )
  await trial.machines.revoke({ tenant: trial.tenant }, id, 'keyCompromise', admin)
  await trial.machines.revoke({ tenant: trial.tenant }, id, 'keyCompromise', admin)
  expect(await shown(machine)).toMatchObject({ refused: 'revoked' })
  expect((await trial.machines.revocationList()).length).toBeGreaterThan(before.length)
  expect(trial.audit.actions.filter((action) => action === 'certificate.revoked')).toHaveLength(1)
})

test('a machine that is removed has neither secret nor certificate nor token', async () => {
  const reach = { tenant: trial.tenant }
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  const open = await trial.machines.makeToken(reach, { as: 'device', name: 'press' }, admin)
  const speaks = { as: 'device', name: 'press' } as const
  const { secret } = await trial.machines.giveSecret(trial.tenant, speaks, { replace: false, actor: admin })
  expect(await trial.machines.verify('press', secret)).toBeDefined()
  const cut: unknown[] = []
  trial.machines.onRevoked((what) => cut.push(what))
  await trial.machines.removeCredential(reach, 'press', admin)
  expect(cut).toEqual([{ secretOf: 'press' }, { certificate: fingerprint(machine) }])
  expect(await trial.machines.verify('press', secret)).toBeUndefined()
  expect(await shown(machine)).toMatchObject({ refused: 'revoked' })
  const csr = await opensslRequest(trial.folder)
  expect(await faultOf(trial.machines.enrol({ token: open.token, csr }, ''))).toBe('machines.token_refused')
  expect(await faultOf(trial.machines.removeCredential(reach, 'press', admin))).toBe('machines.credential_unknown')
})

test('machines of a suspended organisation are nobody', async () => {
  const machine = await trial.enrol({ as: 'device', name: 'press' })
  const speaks = { as: 'device', name: 'press' } as const
  const { secret } = await trial.machines.giveSecret(trial.tenant, speaks, { replace: false, actor: admin })
  const { token } = await trial.machines.makeToken({ tenant: trial.tenant }, speaks, admin)
  const told = new Promise((resolve) => trial.machines.onRevoked(resolve))
  trial.organisations.suspend(trial.tenant)
  expect(await told).toEqual({ tenant: trial.tenant })
  expect(await trial.machines.verify('press', secret)).toBeUndefined()
  expect(await shown(machine)).toMatchObject({ refused: 'suspended' })
  const csr = await opensslRequest(trial.folder)
  expect(await faultOf(trial.machines.enrol({ token, csr }, ''))).toBe('machines.token_refused')
  const renewal = renewalOf(keyOf(machine), csr, minute())
  expect(await faultOf(trial.machines.renew(renewal, ''))).toBe('machines.renewal_refused')
})

test('certificates come page by page with what became of them', async () => {
  for (const name of ['a', 'b', 'c']) await trial.enrol({ as: 'device', name })
  const reach = { tenant: trial.tenant }
  const first = await trial.machines.certificates(reach, { limit: 2 })
  expect(first).toMatchObject({ total: 3, items: [{ name: 'a', state: 'valid' }, { name: 'b' }] })
  const rest = await trial.machines.certificates(reach, { limit: 2, cursor: first.next ?? '' })
  expect(rest.items.map(({ name }) => name)).toEqual(['c'])
  await clock.advance(91 * DAY_MS)
  expect((await trial.machines.certificates(reach, { state: 'expired' })).total).toBe(3)
  expect((await trial.machines.certificates(reach, { state: 'valid' })).items).toEqual([])
})
