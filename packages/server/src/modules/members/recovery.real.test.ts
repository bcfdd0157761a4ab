import { ManualClock, type UserId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'
import { hashOf } from '../identity/index.ts'

const NEXT = 'velvet anchor 31 turnip'
const reason = 'Called me from the control room'
const clock = new ManualClock(Date.now() * 1_000)
let platform: TestPlatform
let north: Side
let south: Side
let addresses = 0
let people = 0

beforeAll(async () => {
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
})
afterAll(() => platform.close())

/** Nobody in particular, from an address of their own unless told. */
async function post(path: string, body: object, from = `198.51.100.${++addresses}`) {
  const reply = await fetch(`${platform.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
}

const use = (token: unknown, body: object = { next: NEXT }, from?: string) =>
  post('/session/recovery', { token, ...body }, from)
const signIn = (username: string, password: string) =>
  post('/session', { username, password, kind: 'token' }).then(({ status, body }) => ({ status, ...body }))

interface Somebody {
  readonly id: UserId
  readonly username: string
  readonly ask: Ask
}

async function somebody(side: Side, ...roles: { role: string; below?: string }[]): Promise<Somebody> {
  const username = `person${people++}`
  const ask = await side.member(username, roles)
  const id = (await side.ask(`/members?search=${username}`)).body.items[0]?.id as UserId
  return { id, username, ask }
}

/** Takes a person of one organisation into another. */
async function join(side: Side, { username }: Somebody): Promise<void> {
  const invited = await side.ask('/invitations', {
    method: 'POST',
    body: { name: username, roles: [{ role: 'viewer' }] },
  })
  const body = { token: invited.body['token'], username, password: TEST_PASSWORD, account: 'own' }
  expect((await post('/invitations/acceptance', body)).status).toBe(201)
}

const recover = (ask: Ask, { id }: Somebody, lost = 'password') =>
  ask(`/members/${id}/recovery`, { method: 'POST', body: { lost, reason } })
const tokenFor = async (person: Somebody, lost = 'password', ask = north.ask): Promise<string> => {
  const made = await recover(ask, person, lost)
  expect(made.status).toBe(201)
  return made.body['token'] as string
}
const codeOf = async (asked: Promise<{ status: number; body: object }>) => {
  const { status, body } = await asked
  return [status, (body as { code?: string }).code]
}
const refused = [404, 'identity.recovery_refused']

const owned = (user: UserId, text: string) =>
  platform.database.house.asPerson(user, (tx) => tx.execute(sql.raw(text.replaceAll('USER', `'${user}'`))))
const addFactors = async ({ id }: Somebody): Promise<void> => {
  await owned(id, `insert into totps (user_id, secret, confirmed_at) values (USER, 'sealed', now())`)
  await owned(id, `insert into recovery_codes (user_id, hash) values (USER, 'hash')`)
  await owned(
    id,
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name) values (gen_random_uuid(), USER, USER, 'x', 0, '{}', 'key')`,
  )
}
const factorsOf = async ({ id }: Somebody): Promise<string[]> => platform.services.factors.kinds(id)
const audited = async (ask: Ask, action: string) =>
  (await ask(`/audit?action=${action}&limit=200`)).body.items as unknown as {
    actor: { name: string; kind: string }
    target: { id: string }
    detail: Record<string, unknown>
  }[]

describe('a recovery token', () => {
  it('sets a new password, ends every session, and leaves the factors that were not lost', async () => {
    const person = await somebody(north, { role: 'viewer' })
    await addFactors(person)
    const token = await tokenFor(person)
    expect((await post('/session/recovery/offer', { token })).body).toMatchObject({
      username: person.username,
      lost: 'password',
    })
    expect((await person.ask('/session')).status).toBe(200)
    expect((await use(token)).status).toBe(204)
    expect((await person.ask('/session')).status).toBe(401)
    expect((await signIn(person.username, TEST_PASSWORD)).status).toBe(401)
    expect(await signIn(person.username, NEXT)).toMatchObject({ status: 200, accepts: ['totp', 'passkey', 'recovery'] })
  })

  it('takes every second factor away, and does not open without the password that was not lost', async () => {
    const person = await somebody(north, { role: 'viewer' })
    await addFactors(person)
    const token = await tokenFor(person, 'factors')
    expect(await codeOf(use(token))).toEqual([422, 'identity.recovery_incomplete'])
    expect(await codeOf(use(token, { current: NEXT }))).toEqual([401, 'identity.sign_in_refused'])
    expect(await factorsOf(person)).toHaveLength(3)
    expect((await use(token, { current: TEST_PASSWORD, next: NEXT })).status).toBe(204)
    expect(await factorsOf(person)).toEqual([])
    expect((await person.ask('/session')).status).toBe(401)
    expect(await signIn(person.username, TEST_PASSWORD)).toHaveProperty('token')
  })

  it('for factors alone lets nobody guess the password, from however many addresses', async () => {
    const token = await tokenFor(await somebody(north, { role: 'viewer' }), 'factors')
    const answers = []
    for (let i = 0; i < 7; i++) answers.push((await codeOf(use(token, { current: `guess ${i}` })))[0])
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('for both gives a new password without a second factor, which the organisation then asks for', async () => {
    const strict = await addOrganisation(platform, 'Strict')
    const person = await somebody(strict, { role: 'viewer' })
    await addFactors(person)
    expect((await use(await tokenFor(person, 'both', strict.ask))).status).toBe(204)
    await platform.database.house.asOwner((tx) =>
      tx.execute(sql`update tenants set settings = '{"secondFactor":true}' where id = ${strict.id}`),
    )
    platform.services.identity.changed()
    const opened = (await signIn(person.username, NEXT)) as { token?: string; secondFactor?: string }
    expect(opened).toMatchObject({ status: 200, secondFactor: 'needed' })
    const ask = askerOf(platform, opened.token ?? '')
    expect((await ask('/assets')).status).toBe(403)
    expect((await ask('/me/totp', { method: 'POST', body: { proof: { password: NEXT } } })).status).toBe(200)
  })

  it('does not take a weak password, and is not used up by it', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person)
    expect(await codeOf(use(token, { next: `${person.username}1` }))).toEqual([422, 'factors.password_weak'])
    expect(await codeOf(use(token, {}))).toEqual([422, 'identity.recovery_incomplete'])
    expect((await use(token)).status).toBe(204)
  })

  it('that is wrong, used, replaced or over is answered alike', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const replaced = await tokenFor(person)
    const used = await tokenFor(person)
    expect((await use(used)).status).toBe(204)
    const over = await tokenFor(person)
    await clock.advance(3_600_000)
    const tokens = ['x'.repeat(43), replaced, used, over]
    const answers = await Promise.all(tokens.map((token) => use(token, { next: TEST_PASSWORD })))
    const offers = await Promise.all(tokens.map((token) => post('/session/recovery/offer', { token })))
    expect(new Set([...answers, ...offers].map((answer) => JSON.stringify(answer)))).toHaveLength(1)
    expect([answers[0]?.status, answers[0]?.body['code']]).toEqual(refused)
    expect((await signIn(person.username, NEXT)).status).toBe(200)
  })

  it('counts to the last moment of its hour', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person)
    await clock.advance(3_599_999)
    expect((await use(token)).status).toBe(204)
  })

  it('is used once, however many come at once', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person)
    const passwords = ['first', 'second', 'third'].map((word) => `${word} ${NEXT}`)
    const answers = await Promise.all(passwords.map((next) => use(token, { next })))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404])
    const opens = await Promise.all(passwords.map((password) => signIn(person.username, password)))
    expect(opens.map(({ status }) => status)).toEqual(answers.map(({ status }) => (status === 204 ? 200 : 401)))
    expect((await audited(north.ask, 'recovery.used')).filter(({ target }) => target.id === person.id)).toHaveLength(1)
  })

  it('makes whoever guesses wait, by their address', async () => {
    const guess = (of: string) =>
      platform.services.identity.recoveries.use({ token: of.padEnd(43, 'x'), next: NEXT }, '203.0.113.9').then(
        () => 'in',
        (thrown: { code: string }) => thrown.code,
      )
    for (let i = 0; i < 50; i++) expect(await guess(`${i}`)).toBe('identity.recovery_refused')
    expect(await guess('next')).toBe('identity.too_many_attempts')
    const person = await somebody(north, { role: 'viewer' })
    expect((await use(await tokenFor(person))).status).toBe(204)
  })

  it('ends sign-ins that began with what was proven before', async () => {
    const person = await somebody(north, { role: 'viewer' })
    await addFactors(person)
    const { ticket } = (await signIn(person.username, TEST_PASSWORD)) as { ticket?: string }
    const token = await tokenFor(person)
    const during = Array.from({ length: 6 }, () => signIn(person.username, TEST_PASSWORD))
    expect((await use(token)).status).toBe(204)
    const tickets = [ticket, ...(await Promise.all(during)).map((reply) => (reply as { ticket?: string }).ticket)]
    const answers = []
    for (const [i, begun] of tickets.filter((one) => one !== undefined).entries()) {
      await owned(person.id, `insert into recovery_codes (user_id, hash) values (USER, '${hashOf(`a${i}`)}')`)
      answers.push(await codeOf(post('/session/second-step', { ticket: begun, proof: { recovery: `a${i}` } })))
    }
    expect(answers).toEqual(answers.map(() => [401, 'identity.sign_in_refused']))
    expect(answers.length).toBeGreaterThan(0)
    expect((await owned(person.id, 'select from sessions')).rowCount).toBe(0)
  })

  it('stands nowhere but in the answer to who made it', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person, 'both')
    const rows = await owned(person.id, 'select * from recoveries')
    const [made] = (await audited(north.ask, 'recovery.made')).filter(({ target }) => target.id === person.id)
    expect(made?.detail).toMatchObject({ lost: 'both', reason })
    expect(rows.rows).toMatchObject([{ token_hash: hashOf(token) }])
    expect(JSON.stringify([rows.rows, made])).not.toContain(token)
  })
})

describe('somebody is let in again', () => {
  it('by an administrator of their organisation, and by nobody of another', async () => {
    const person = await somebody(north, { role: 'engineer' })
    expect(await codeOf(recover(south.ask, person))).toEqual([404, 'members.member_unknown'])
    expect(await codeOf(recover(askerOf(platform, ''), person))).toEqual([401, 'http.signed_out'])
    expect(await codeOf(recover((await somebody(north, { role: 'engineer' })).ask, person))).toEqual([
      403,
      'http.forbidden',
    ])
    expect((await recover(north.ask, person)).status).toBe(201)
  })

  it('not by themselves, and not by a program', async () => {
    const admin = await somebody(north, { role: 'tenant_admin' })
    expect(await codeOf(recover(admin.ask, admin))).toEqual([403, 'members.own_membership'])
    const body = { kind: 'key', name: 'loader', scopes: ['member:manage'] }
    const { secret, program } = (await admin.ask('/programs', { method: 'POST', body })).body as unknown as {
      secret: string
      program: { id: string }
    }
    await north.ask('/assignments', { method: 'POST', body: { holder: program.id, role: 'tenant_admin' } })
    expect(await codeOf(recover(askerOf(platform, secret), admin))).toEqual([403, 'members.recovery_by_program'])
  })

  it('not by an administrator for members, if they may do more', async () => {
    const body = { name: 'clerk', title: 'Clerk', actions: ['member:read', 'member:manage', 'organisation:read'] }
    await north.ask('/roles', { method: 'POST', body })
    const clerk = await somebody(north, { role: 'clerk' })
    for (const role of ['tenant_admin', 'security_admin', 'audit_admin', 'operator', 'viewer'])
      expect(await codeOf(recover(clerk.ask, await somebody(north, { role })))).toEqual([403, 'access.beyond_own'])
    expect((await recover(clerk.ask, await somebody(north, { role: 'clerk' }))).status).toBe(201)
  })

  it('by whoever gives roles, if they are no administrator of another kind', async () => {
    const security = await somebody(north, { role: 'security_admin' })
    for (const role of ['tenant_admin', 'system_admin', 'audit_admin', 'auditor'])
      expect(await codeOf(recover(security.ask, await somebody(north, { role })))).toEqual([403, 'access.beyond_own'])
    for (const role of ['viewer', 'operator', 'engineer', 'security_admin'])
      expect((await recover(security.ask, await somebody(north, { role }))).status).toBe(201)
  })

  it('not by an administrator of the organisation that runs the platform, if they run it', async () => {
    const home: Ask = askerOf(platform, platform.token)
    const side: Side = { ...north, id: platform.tenant, token: platform.token, ask: home, member: memberOfHome }
    const admin = await somebody(side, { role: 'tenant_admin' })
    const operator = await somebody(side, { role: 'platform_operator' })
    expect(await codeOf(recover(admin.ask, operator))).toEqual([403, 'access.beyond_own'])
    const body = { username: admin.username, lost: 'both', reason }
    expect(await codeOf(operator.ask('/people/recovery', { method: 'POST', body }))).toEqual([403, 'access.beyond_own'])
    expect((await recover(home, operator)).status).toBe(201)
  })
})

const memberOfHome: Side['member'] = async (username, roles) => {
  const home = askerOf(platform, platform.token)
  const invited = await home('/invitations', { method: 'POST', body: { name: username, roles } })
  await post('/invitations/acceptance', { token: invited.body['token'], username, password: TEST_PASSWORD })
  return askerOf(platform, await platform.signIn(username))
}

describe('somebody of several organisations', () => {
  const operate = (username: string, ask: Ask = askerOf(platform, platform.token)) =>
    ask('/people/recovery', { method: 'POST', body: { username, lost: 'password', reason } })

  it('is let in by whoever runs the platform alone, and the refusal does not tell where else they are', async () => {
    const person = await somebody(north, { role: 'viewer' })
    await join(south, person)
    const answer = await recover(north.ask, person)
    expect([answer.status, answer.body['code']]).toEqual([403, 'members.recovery_elsewhere'])
    expect(JSON.stringify(answer.body)).not.toMatch(/south/i)
    expect(JSON.stringify(answer.body)).not.toContain(south.id)
    expect(await codeOf(operate(person.username, north.ask))).toEqual([403, 'http.forbidden'])
    const made = await operate(person.username)
    expect(made.status).toBe(201)
    expect((await use(made.body['token'])).status).toBe(204)
    for (const { ask } of [north, south]) {
      for (const action of ['recovery.made', 'recovery.used'])
        expect((await audited(ask, action)).filter(({ target }) => target.id === person.id)).toHaveLength(1)
    }
    const told = await audited(askerOf(platform, platform.token), 'recovery.made')
    expect(told.filter(({ target }) => target.id === person.id)).toHaveLength(1)
    expect(await codeOf(operate('nobody-at-all'))).toEqual([404, 'members.person_unknown'])
  })

  it('is not let in by what one organisation made before they joined the other', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person)
    await join(south, person)
    expect(await codeOf(use(token))).toEqual(refused)
    expect((await signIn(person.username, TEST_PASSWORD)).status).toBe(200)
  })
})

describe('a recovery token ends with the right to make it', () => {
  it('when who made it is suspended, or may no longer', async () => {
    for (const end of ['suspension', 'role'] as const) {
      const admin = await somebody(north, { role: 'security_admin' })
      const token = await tokenFor(await somebody(north, { role: 'viewer' }), 'password', admin.ask)
      if (end === 'suspension') await north.ask(`/members/${admin.id}/suspension`, { method: 'POST' })
      else {
        const [held] = (await north.ask(`/assignments?holder=${admin.id}`)).body.items
        await north.ask(`/assignments/${held?.id}`, { method: 'DELETE' })
      }
      expect(await codeOf(use(token))).toEqual(refused)
    }
  })

  it('when the person came to hold more than who made it', async () => {
    const security = await somebody(north, { role: 'security_admin' })
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person, 'password', security.ask)
    await north.ask('/assignments', { method: 'POST', body: { holder: person.id, role: 'tenant_admin' } })
    expect(await codeOf(use(token))).toEqual(refused)
  })

  it('when the person left the organisation', async () => {
    const person = await somebody(north, { role: 'viewer' })
    const token = await tokenFor(person)
    await north.ask(`/members/${person.id}`, { method: 'DELETE' })
    expect(await codeOf(use(token))).toEqual(refused)
  })
})

describe('the owner of the machine', () => {
  it('lets in who runs the platform, and nobody else does so that way', async () => {
    const local = askerOf(platform, await platform.services.identity.localToken())
    const ask = (body: object, by: Ask) => by('/people/recovery/operator', { method: 'POST', body })
    const who = { username: 'admin', lost: 'both' }
    expect(await codeOf(ask(who, askerOf(platform, platform.token)))).toEqual([403, 'http.forbidden'])
    expect(await codeOf(ask({ ...who, username: 'North-admin' }, local))).toEqual([422, 'members.operator_unknown'])
    const unnamed = await ask({ lost: 'both' }, local)
    expect(unnamed.body).toMatchObject({ code: 'members.operator_unknown' })
    expect(String(unnamed.body['remedy'])).toMatch(/admin, person\d+\./)
    // Nor has it a session that could be among those it ends.
    expect((await local('/me/sessions', { method: 'DELETE' })).status).toBe(204)
    const made = await ask(who, local)
    expect((await use(made.body['token'])).status).toBe(204)
    const opened = (await signIn('admin', NEXT)) as { token?: string }
    const [told] = await audited(askerOf(platform, opened.token ?? ''), 'recovery.made')
    expect(told).toMatchObject({ actor: { kind: 'system', name: 'owner of the machine' }, detail: { lost: 'both' } })
  })
})

describe('the database', () => {
  const planted = (person: UserId, tenant: string, alone: boolean) =>
    `insert into recoveries (user_id, token_hash, lost, made_by, made_in, alone, created_at, expires_at) values ('${person}', '${person}', 'both', '${person}', '${tenant}', ${alone}, now(), now() + interval '1 hour')`

  it('shows tokens to no organisation, to the person their own, and by its key that one alone', async () => {
    const [ann, bob] = [await somebody(north, { role: 'viewer' }), await somebody(north, { role: 'viewer' })]
    const token = await tokenFor(ann)
    await tokenFor(bob)
    const { house, tenants } = platform.database
    const all = sql`select user_id from recoveries`
    expect((await tenants.within(north.id, (tx) => tx.execute(all))).rows).toEqual([])
    expect((await house.asPerson(bob.id, (tx) => tx.execute(all))).rows).toEqual([{ user_id: bob.id }])
    expect((await house.byKey(hashOf(token), (tx) => tx.execute(all))).rows).toEqual([{ user_id: ann.id }])
    await expect(owned(bob.id, planted(ann.id, north.id, false))).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('takes from an organisation nothing for people of another or of several, and uses nothing of that', async () => {
    const denied = { cause: { code: '42501' } }
    const person = await somebody(north, { role: 'viewer' })
    await expect(owned(person.id, planted(person.id, south.id, true))).rejects.toMatchObject(denied)
    await owned(person.id, planted(person.id, north.id, true))
    await join(south, person)
    expect((await owned(person.id, 'delete from recoveries')).rowCount).toBe(0)
    await expect(owned(person.id, `update recoveries set lost = 'factors'`)).rejects.toMatchObject(denied)
  })
})
