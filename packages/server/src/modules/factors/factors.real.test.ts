import { ManualClock, type UserId } from '@millrace/core'
import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { startTestServer, type TestServer } from '../../database/testing.ts'
import type { Person } from '../identity/index.ts'
import { actorOf, startTrial, type Trial } from './fakes.ts'

const PASSWORD = 'lampe zaun kupfer meise'
const proof = { password: PASSWORD }
const clock = new ManualClock()
let server: TestServer
let database: Database
let trial: Trial
let names = 0

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  trial = startTrial(database, clock, () => ({ id: '192.0.2.7', origin: ['https://192.0.2.7'], name: 'Mill' }))
})
afterAll(() => server.close())

async function somebody(): Promise<Person> {
  const person = await trial.person(`person${names++}`)
  await trial.factors.setPassword(person.user, PASSWORD, [])
  return person
}

/** Codes of the app, some steps of 30 s from now. */
const codeOf = (uri: string, steps = 0): string =>
  new TOTP({ secret: new URL(uri).searchParams.get('secret')! }).generate({
    timestamp: clock.now() / 1_000 + steps * 30_000,
  })

async function withTotp(): Promise<{ person: Person; uri: string; recoveryCodes: readonly string[] }> {
  const person = await somebody()
  const { own } = trial.factors
  const { uri } = await own.beginTotp(person, proof, actorOf(person))
  const { recoveryCodes = [] } = await own.confirmTotp(person, codeOf(uri), actorOf(person))
  return { person, uri, recoveryCodes }
}

const rowsOf = async (user: UserId, table: string): Promise<Record<string, unknown>[]> =>
  (await database.house.asPerson(user, (tx) => tx.execute(sql.raw(`select * from ${table}`)))).rows

describe('a password', () => {
  it('opens to whoever knows it, and not to others', async () => {
    const { user } = await somebody()
    const { verifyPassword } = trial.factors
    expect(await verifyPassword(user, PASSWORD)).toBe(true)
    expect(await verifyPassword(user, `${PASSWORD}!`)).toBe(false)
    expect(await verifyPassword(user, 'x'.repeat(1_025))).toBe(false)
    expect(await verifyPassword(undefined, PASSWORD)).toBe(false)
  })

  it('is kept as argon2id, and a weak one is not kept', async () => {
    const { user, username } = await somebody()
    expect(await rowsOf(user, 'passwords')).toMatchObject([
      { hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) },
    ])
    await expect(trial.factors.setPassword(user, `${username}2026`, [username])).rejects.toMatchObject({
      code: 'factors.password_weak',
    })
    expect(await trial.factors.verifyPassword(user, PASSWORD)).toBe(true)
  })

  it('is hashed anew when the cost was raised since', async () => {
    const { user } = await somebody()
    const cheap = await hash(PASSWORD, { memoryCost: 4_096, timeCost: 1, parallelism: 1 })
    await database.house.asPerson(user, (tx) => tx.execute(sql`update passwords set hash = ${cheap}`))
    expect(await trial.factors.verifyPassword(user, 'another')).toBe(false)
    expect(await rowsOf(user, 'passwords')).toMatchObject([{ hash: cheap }])
    expect(await trial.factors.verifyPassword(user, PASSWORD)).toBe(true)
    expect(await rowsOf(user, 'passwords')).toMatchObject([{ hash: expect.stringContaining('m=19456,t=2') }])
    expect(await trial.factors.verifyPassword(user, PASSWORD)).toBe(true)
  })

  it('is checked for everyone or turned away with the reason, also in a flood', async () => {
    const { user } = await somebody()
    const results = await Promise.allSettled(
      Array.from({ length: 120 }, () => trial.factors.verifyPassword(user, 'no')),
    )
    const turnedAway = results.filter((result) => result.status === 'rejected')
    expect(turnedAway.every(({ reason }) => reason.code === 'factors.busy')).toBe(true)
    expect(results.every((result) => result.status === 'rejected' || !result.value)).toBe(true)
  })
})

describe('an authenticator app', () => {
  it('counts from its first right code on, and brings recovery codes', async () => {
    const person = await somebody()
    const { own, kinds } = trial.factors
    const { uri } = await own.beginTotp(person, proof, actorOf(person))
    expect(await kinds(person.user)).toEqual([])
    const wrong = codeOf(uri).replace(/^./, (digit) => String((Number(digit) + 1) % 10))
    await expect(own.confirmTotp(person, wrong, actorOf(person))).rejects.toMatchObject({
      code: 'factors.totp_code_wrong',
    })
    expect((await own.confirmTotp(person, codeOf(uri), actorOf(person))).recoveryCodes).toHaveLength(10)
    expect(await kinds(person.user)).toEqual(['totp', 'recovery'])
    expect(await own.list(person)).toEqual({ password: true, totp: true, recoveryCodesLeft: 10, passkeys: [] })
  })

  it('is taken at its word once: a code, and every one before it, is spent', async () => {
    const { person, uri } = await withTotp()
    const verify = (totp: string) => trial.factors.verify(person.user, { totp })
    expect(await verify(codeOf(uri))).toBeUndefined()
    expect(await verify(codeOf(uri, 1))).toBe('totp')
    expect(await verify(codeOf(uri, 1))).toBeUndefined()
    expect(await verify(codeOf(uri))).toBeUndefined()
    await clock.advance(60_000)
    expect((await Promise.all([1, 2, 3].map(() => verify(codeOf(uri))))).filter(Boolean)).toEqual(['totp'])
  })

  it('must be proven within ten minutes, and its secret is not readable in the database', async () => {
    const person = await somebody()
    const { own } = trial.factors
    const { uri, secret } = await own.beginTotp(person, proof, actorOf(person))
    expect(JSON.stringify(await rowsOf(person.user, 'totps'))).not.toContain(secret)
    await clock.advance(600_001)
    await expect(own.confirmTotp(person, codeOf(uri), actorOf(person))).rejects.toMatchObject({
      code: 'factors.totp_not_begun',
    })
  })

  it('stays until its successor has proven itself', async () => {
    const { person, uri } = await withTotp()
    const { own, verify } = trial.factors
    const next = await own.beginTotp(person, proof, actorOf(person))
    expect(await verify(person.user, { totp: codeOf(uri, 1) })).toBe('totp')
    expect(await own.confirmTotp(person, codeOf(next.uri), actorOf(person))).toEqual({})
    await clock.advance(60_000)
    expect(await verify(person.user, { totp: codeOf(uri) })).toBeUndefined()
    expect(await verify(person.user, { totp: codeOf(next.uri) })).toBe('totp')
  })

  it('that is guessed at makes the guesser wait, many at once too', async () => {
    const { person, uri } = await withTotp()
    const guesses = await Promise.allSettled(
      Array.from({ length: 40 }, () => trial.factors.verify(person.user, { totp: '000000' })),
    )
    expect(guesses.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(6)
    await expect(trial.factors.verify(person.user, { totp: codeOf(uri, 1) })).rejects.toMatchObject({
      code: 'identity.too_many_attempts',
    })
    await clock.advance(900_000)
    expect(await trial.factors.verify(person.user, { totp: codeOf(uri) })).toBe('totp')
  })

  it('goes with its recovery codes when nothing is left that they stand for', async () => {
    const { person } = await withTotp()
    await trial.factors.own.removeTotp(person, proof, actorOf(person))
    expect(await trial.factors.kinds(person.user)).toEqual([])
    expect(await rowsOf(person.user, 'recovery_codes')).toEqual([])
    await expect(trial.factors.own.removeTotp(person, proof, actorOf(person))).rejects.toMatchObject({
      code: 'factors.factor_missing',
    })
  })
})

describe('a recovery code', () => {
  it('opens once, however it is typed', async () => {
    const { person, recoveryCodes } = await withTotp()
    const verify = (recovery: string) => trial.factors.verify(person.user, { recovery })
    expect(await verify(recoveryCodes[0]!.toUpperCase().replaceAll('-', ' '))).toBe('recovery')
    expect(await verify(recoveryCodes[0]!)).toBeUndefined()
    expect((await Promise.all([1, 2, 3].map(() => verify(recoveryCodes[1]!)))).filter(Boolean)).toEqual(['recovery'])
    expect((await trial.factors.own.list(person)).recoveryCodesLeft).toBe(8)
  })

  it('ends when new ones are made', async () => {
    const { person, recoveryCodes } = await withTotp()
    const fresh = await trial.factors.own.renewRecoveryCodes(person, proof, actorOf(person))
    expect(await trial.factors.verify(person.user, { recovery: recoveryCodes[0]! })).toBeUndefined()
    expect(await trial.factors.verify(person.user, { recovery: fresh.recoveryCodes[0]! })).toBe('recovery')
  })

  it('is not made for nothing, and not kept in a form that opens', async () => {
    const { person, recoveryCodes } = await withTotp()
    const kept = JSON.stringify(await rowsOf(person.user, 'recovery_codes'))
    expect(recoveryCodes.some((code) => kept.includes(code) || kept.includes(code.replaceAll('-', '')))).toBe(false)
    const other = await somebody()
    await expect(trial.factors.own.renewRecoveryCodes(other, proof, actorOf(other))).rejects.toMatchObject({
      code: 'factors.factor_missing',
    })
  })
})

describe('a change of factors', () => {
  it('needs the password or a fresh factor, exactly one', async () => {
    const { person, uri, recoveryCodes } = await withTotp()
    const begin = (given: Record<string, unknown>) => trial.factors.own.beginTotp(person, given, actorOf(person))
    const refused = { code: 'factors.proof_refused', row: { status: 403 } }
    await expect(begin({ password: 'another one' })).rejects.toMatchObject(refused)
    await expect(begin({})).rejects.toMatchObject(refused)
    await expect(begin({ password: PASSWORD, totp: '000000' })).rejects.toMatchObject(refused)
    expect(trial.noted.filter(({ outcome, actor }) => outcome === 'refused' && actor.id === person.user)).toHaveLength(
      3,
    )
    expect((await begin({ totp: codeOf(uri, 1) })).uri).toMatch(/^otpauth:/)
    expect((await begin({ recovery: recoveryCodes[0] })).uri).toMatch(/^otpauth:/)
  })

  it('is refused to who has neither', async () => {
    const person = await trial.person('from-a-provider')
    await expect(trial.factors.own.beginTotp(person, proof, actorOf(person))).rejects.toMatchObject({
      code: 'factors.proof_refused',
    })
  })

  it('stands in the audit, without the secret', async () => {
    const before = trial.noted.length
    const { person, uri, recoveryCodes } = await withTotp()
    await trial.factors.own.renewRecoveryCodes(person, proof, actorOf(person))
    await trial.factors.own.removeTotp(person, proof, actorOf(person))
    const noted = trial.noted.slice(before)
    expect(noted.map(({ action }) => action)).toEqual([
      'totp.begun',
      'totp.added',
      'recovery_codes.renewed',
      'totp.removed',
    ])
    const secrets = [PASSWORD, new URL(uri).searchParams.get('secret')!, ...recoveryCodes]
    expect(secrets.filter((secret) => JSON.stringify(noted).includes(secret))).toEqual([])
  })
})

describe('at a bare IP address', () => {
  it('registering a passkey says what is missing; the question at sign-in is left out', async () => {
    const person = await somebody()
    const needsName = { code: 'factors.passkey_needs_name' }
    await expect(trial.factors.own.beginPasskey(person, proof, actorOf(person))).rejects.toMatchObject(needsName)
    await expect(trial.factors.passwordless.begin()).rejects.toMatchObject(needsName)
    expect(await trial.factors.challenge(person.user)).toBeUndefined()
    await expect(trial.factors.own.challenge(person)).rejects.toMatchObject({ code: 'factors.factor_missing' })
  })
})

describe('the database', () => {
  const tables = ['passwords', 'totps', 'recovery_codes', 'passkeys']
  const addPasskeyOf = (user: UserId, as: UserId, name: string) =>
    database.house.asPerson(as, (tx) =>
      tx.execute(
        sql`insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name) values (gen_random_uuid(), ${user}, ${name}, 'x', 0, '{}', ${name})`,
      ),
    )

  it('shows a person their own rows alone, though the query forgets the filter', async () => {
    const [ann, bob] = [(await withTotp()).person, (await withTotp()).person]
    await addPasskeyOf(ann.user, ann.user, 'of-ann')
    await addPasskeyOf(bob.user, bob.user, 'of-bob')
    for (const table of tables) {
      const rows = await rowsOf(ann.user, table)
      expect(rows.length, table).toBeGreaterThan(0)
      expect(
        rows.every((row) => row['user_id'] === ann.user),
        table,
      ).toBe(true)
    }
  })

  it('lets nobody change, drop or add rows of another', async () => {
    const [ann, bob] = [(await withTotp()).person, (await withTotp()).person]
    for (const table of tables) {
      const dropped = await database.house.asPerson(bob.user, (tx) =>
        tx.execute(sql.raw(`delete from ${table} where user_id = '${ann.user}'`)),
      )
      expect(dropped.rowCount, table).toBe(0)
    }
    const stolen = await database.house.asPerson(bob.user, (tx) =>
      tx.execute(sql`update passwords set hash = 'x' where user_id = ${ann.user}`),
    )
    expect(stolen.rowCount).toBe(0)
    await expect(addPasskeyOf(ann.user, bob.user, 'planted')).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('shows nothing of it to an organisation, and by its key the one passkey alone', async () => {
    const { person } = await withTotp()
    await addPasskeyOf(person.user, person.user, 'by-key')
    for (const table of tables) {
      const { rows } = await database.tenants.within(person.tenant, (tx) =>
        tx.execute(sql.raw(`select * from ${table}`)),
      )
      expect(rows, table).toEqual([])
    }
    const { rows } = await database.house.byKey('by-key', (tx) => tx.execute(sql`select credential_id from passkeys`))
    expect(rows).toEqual([{ credential_id: 'by-key' }])
  })
})
