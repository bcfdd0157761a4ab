import { isoOf, ManualClock, type Micros } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { actorOf } from '../identity/index.ts'
import { faultOf, startTrial, type Trial } from './fakes.ts'
import type { ProgramMade, ProgramRequest } from './schema.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const clock = new ManualClock((Date.now() * 1_000) as Micros)
const inDays = (days: number): string => isoOf(clock.now() + days * DAY * 1_000)
let server: TestServer
let database: Database
let trial: Trial

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  trial = await startTrial(database, clock)
})
afterAll(async () => {
  await trial.close()
  await server.close()
})
beforeEach(() => {
  trial.told.length = 0
})

const make: Trial['make'] = (request) => trial.make(request)
const rotate: Trial['rotate'] = (...given) => trial.rotate(...given)
const tokenFor: Trial['tokenFor'] = (...given) => trial.tokenFor(...given)
const whose: Trial['whose'] = (secret) => trial.whose(secret)

describe('a key', () => {
  it('opens as its program, with its scopes', async () => {
    const { program, secret } = await make({ scopes: ['point:read'] })
    expect(await trial.programs.principal(secret)).toEqual({
      kind: 'program',
      tenant: trial.tenant,
      tenantName: trial.admin.tenantName,
      program: program.id,
      name: 'loader',
      scopes: ['point:read'],
    })
    expect(await trial.programs.principal((await make()).secret)).toMatchObject({ scopes: undefined })
  })

  it('stands nowhere in the database or the audit, only its hash does', async () => {
    const { program, secret } = await make()
    const { rows } = await database.tenants.within(trial.tenant, (tx) =>
      tx.execute(sql`select * from programs where id = ${program.id}`),
    )
    expect(rows).toHaveLength(1)
    const kept = JSON.stringify(rows) + JSON.stringify(trial.told)
    expect(kept).not.toContain(secret.slice(-43))
    expect(JSON.stringify(await trial.programs.program(trial.reach, program.id))).not.toMatch(/hash|secret/i)
  })

  it('lives 90 days unless said otherwise, and a year at most', async () => {
    const { program } = await make()
    expect(program.expiresAt).toBe(inDays(90))
    expect((await make({ expiresAt: inDays(365) })).program.state).toBe('active')
    for (const expiresAt of [inDays(366), inDays(-1), isoOf(clock.now()), 'soon', '0'])
      expect(await faultOf(make({ expiresAt }))).toBe('programs.expiry')
  })

  it('opens nothing when it has expired, to the moment, and whatever was remembered', async () => {
    const { program, secret } = await make({ expiresAt: inDays(1) })
    await clock.advance(DAY - 1_000)
    expect(await whose(secret)).toBe(program.id)
    await clock.advance(1_000)
    expect(await whose(secret)).toBeUndefined()
    expect((await trial.programs.program(trial.reach, program.id)).state).toBe('expired')
  })

  it('opens nothing from the moment it is suspended, and opens again when it is restored', async () => {
    const { program, secret } = await make()
    expect(await whose(secret)).toBe(program.id)
    await trial.programs.suspend(trial.reach, program.id, true, trial.actor)
    expect(await whose(secret)).toBeUndefined()
    await trial.programs.suspend(trial.reach, program.id, false, trial.actor)
    expect(await whose(secret)).toBe(program.id)
  })

  it('opens nothing from the moment it is ended, and its roles are gone', async () => {
    const { program, secret } = await make()
    await trial.services.access.assign(trial.admin, trial.reach, { holder: program.id, role: 'viewer' }, trial.actor)
    expect(await whose(secret)).toBe(program.id)
    await trial.programs.drop(trial.reach, program.id, trial.actor)
    expect(await whose(secret)).toBeUndefined()
    expect(await trial.services.access.assignments(trial.reach, { holder: program.id })).toEqual([])
    expect(await faultOf(trial.programs.program(trial.reach, program.id))).toBe('programs.program_unknown')
  })

  it('of an organisation that is suspended opens nothing', async () => {
    const { secret } = await make()
    const suspend = (at: string | null): Promise<unknown> =>
      database.house.asOwner((tx) =>
        tx.execute(sql`update tenants set suspended_at = ${at} where id = ${trial.tenant}`),
      )
    await suspend('2026-01-01')
    try {
      expect(await whose(secret)).toBeUndefined()
    } finally {
      await suspend(null)
      trial.services.identity.changed()
    }
  })

  it('that was ended by another process is refused within 10 s', async () => {
    const { program, secret } = await make()
    expect(await whose(secret)).toBe(program.id)
    await database.tenants.within(trial.tenant, (tx) => tx.execute(sql`delete from programs where id = ${program.id}`))
    await clock.advance(10_000)
    expect(await whose(secret)).toBeUndefined()
  })
})

describe('a rotation', () => {
  it('gives a new secret; the old one counts until the overlap ends, and then no more', async () => {
    const old = await make()
    const fresh = await rotate(old, 2)
    expect(fresh.secret).not.toBe(old.secret)
    expect([await whose(old.secret), await whose(fresh.secret)]).toEqual([old.program.id, old.program.id])
    await clock.advance(2 * HOUR - 1_000)
    expect(await whose(old.secret)).toBe(old.program.id)
    await clock.advance(1_000)
    expect([await whose(old.secret), await whose(fresh.secret)]).toEqual([undefined, old.program.id])
  })

  it('without overlap ends the old secret at once', async () => {
    const old = await make()
    expect(await whose(old.secret)).toBe(old.program.id)
    await rotate(old, 0)
    expect(await whose(old.secret)).toBeUndefined()
  })

  it('leaves no third secret: the one before the last is dead', async () => {
    const first = await make()
    const second = await rotate(first, 72)
    const third = await rotate(second, 72)
    expect(await Promise.all([first, second, third].map(({ secret }) => whose(secret)))).toEqual([
      undefined,
      first.program.id,
      first.program.id,
    ])
  })

  it('may set a new end, and brings what has expired back', async () => {
    const old = await make({ expiresAt: inDays(1) })
    await clock.advance(2 * DAY)
    expect(await faultOf(rotate(old, 0))).toBe('programs.expiry')
    expect(await faultOf(rotate(old, 0, inDays(400)))).toBe('programs.expiry')
    const fresh = await rotate(old, 0, inDays(30))
    expect(fresh.program).toMatchObject({ state: 'active', expiresAt: inDays(30) })
    expect(await whose(fresh.secret)).toBe(old.program.id)
  })

  it('done twice at once leaves the secrets of both, and the first is dead', async () => {
    const first = await make()
    const both = await Promise.all([rotate(first, 1), rotate(first, 1)])
    expect(await whose(first.secret)).toBeUndefined()
    for (const { secret } of both) expect(await whose(secret)).toBe(first.program.id)
  })
})

describe('nobody gives a program more than they hold', () => {
  it('when they make it', async () => {
    const system = await trial.member('sys1', ['system_admin'])
    const add = (scopes: ProgramRequest['scopes'] & {}): Promise<ProgramMade> =>
      trial.programs.add(system, trial.reach, { kind: 'key', name: 'x', scopes }, actorOf(system, ''))
    expect((await add(['point:read', 'device:enrol'])).program.scopes).toEqual(['point:read', 'device:enrol'])
    for (const action of ['point:write', 'member:manage', 'audit:read'] as const)
      expect(await faultOf(add(['point:read', action]))).toBe('access.beyond_own')
    expect(trial.told).toHaveLength(1)
  })

  it('and nobody learns the secret of one that may do more', async () => {
    const system = await trial.member('sys2', ['system_admin'])
    const rotateAs = ({ program }: ProgramMade): Promise<ProgramMade> =>
      trial.programs.rotate(system, trial.reach, program.id, {}, actorOf(system, ''))
    const strong = await make()
    await trial.services.access.assign(
      trial.admin,
      trial.reach,
      { holder: strong.program.id, role: 'tenant_admin' },
      trial.actor,
    )
    expect(await faultOf(rotateAs(strong))).toBe('access.beyond_own')
    expect(await faultOf(rotateAs(await make({ scopes: ['point:write'] })))).toBe('access.beyond_own')
    expect(await whose(strong.secret)).toBe(strong.program.id)
    expect((await rotateAs(await make({ scopes: ['point:read'] }))).secret).toMatch(/^mrk_/)
  })
})

describe('the last use', () => {
  it('is shown at once, and written once a minute however often it is', async () => {
    const { program, secret } = await make()
    expect(program).not.toHaveProperty('lastUsedAt')
    for (let i = 0; i < 50; i++) await trial.programs.principal(secret, '192.0.2.77')
    const shown = await trial.programs.program(trial.reach, program.id)
    expect(shown).toMatchObject({
      lastUsedAt: isoOf(Math.floor(clock.now() / 1_000) * 1_000),
      lastRemote: '192.0.2.77',
    })
    const written = async (): Promise<unknown> =>
      (
        await database.tenants.within(trial.tenant, (tx) =>
          tx.execute(sql`select last_remote from programs where id = ${program.id} and last_used_at is not null`),
        )
      ).rows
    expect(await written()).toEqual([])
    await clock.advance(60_000)
    await expect.poll(written).toEqual([{ last_remote: '192.0.2.77' }])
  })
})

describe('what was changed', () => {
  it('is told to the audit, with who did it and without a secret', async () => {
    const made = await make({ kind: 'client', scopes: ['point:read'] })
    const token = await tokenFor(made)
    const { secret } = await rotate(made, 3)
    await trial.programs.suspend(trial.reach, made.program.id, true, trial.actor)
    await trial.programs.suspend(trial.reach, made.program.id, true, trial.actor)
    await trial.programs.suspend(trial.reach, made.program.id, false, trial.actor)
    await trial.programs.drop(trial.reach, made.program.id, trial.actor)
    const program = { kind: 'program', id: made.program.id, name: 'loader' }
    expect(trial.told).toMatchObject([
      {
        action: 'program.made',
        actor: trial.actor,
        target: program,
        detail: { kind: 'client', scopes: ['point:read'] },
      },
      { action: 'token.issued', actor: { ...program, remote: '192.0.2.5' } },
      { action: 'program.rotated', actor: trial.actor, target: program, detail: { overlapHours: 3 } },
      { action: 'program.suspended', actor: trial.actor, target: program },
      { action: 'program.restored', actor: trial.actor, target: program },
      { action: 'program.ended', actor: trial.actor, target: program },
    ])
    for (const text of [made.secret, secret, token]) expect(JSON.stringify(trial.told)).not.toContain(text.slice(4))
  })
})

describe('another organisation', () => {
  it('sees, changes and ends no program', async () => {
    const { program, secret } = await make()
    const other = { tenant: await addTestTenant(database, 'other') }
    expect(await trial.programs.programs(other, {})).toEqual({ items: [], total: 0 })
    const attempts = [
      () => trial.programs.program(other, program.id),
      () => trial.programs.suspend(other, program.id, true, trial.actor),
      () => trial.programs.drop(other, program.id, trial.actor),
      () => trial.programs.rotate(trial.admin, other, program.id, {}, trial.actor),
    ]
    for (const attempt of attempts) expect(await faultOf(attempt())).toBe('programs.program_unknown')
    expect(await whose(secret)).toBe(program.id)
  })

  it('is kept out by the database where a query forgets its filter, and so is a grant', async () => {
    const made = await make({ kind: 'client' })
    await tokenFor(made)
    const other = await addTestTenant(database, 'third')
    const count = sql`select (select count(*) from programs) + (select count(*) from program_tokens) as n`
    for (const reach of [other, { tenant: trial.tenant, below: [] }] as const)
      expect((await database.tenants.within(reach, (tx) => tx.execute(count))).rows).toEqual([{ n: '0' }])
    const byKey = await database.house.byKey(made.program.id, (tx) => tx.execute(count))
    expect(byKey.rows).toEqual([{ n: '1' }])
  })
})
