import '../../http/faults.ts'
import { Fault, type ManualClock, Owned, silentLog, type TenantId } from '@millrace/core'
import type { Database, House, Reach } from '../../database/index.ts'
import { apiDocument } from '../../http/document.ts'
import { createHost } from '../../http/host.ts'
import { createMetrics } from '../../http/metrics.ts'
import { startTestModules, TEST_PASSWORD } from '../../testing.ts'
import type { Actor, AuditEntry } from '../audit/index.ts'
import { actorOf, type Person } from '../identity/index.ts'
import type { Modules } from '../index.ts'
import { createPrograms, routes } from './module.ts'
import type { ProgramMade, ProgramRequest } from './schema.ts'
import type { ProgramService } from './service.ts'

/** Programs on real modules and behind a real HTTP server, with time that the test moves. */
export interface Trial {
  readonly programs: ProgramService
  readonly services: Modules
  readonly tenant: TenantId
  readonly reach: Reach
  readonly admin: Person
  readonly actor: Actor
  /** What was told to the audit. */
  readonly told: AuditEntry[]
  /** Transactions by key so far. */
  readonly asked: () => number
  readonly address: string
  /** A program of the administrator's; a key unless said otherwise. */
  make(request?: Partial<ProgramRequest>): Promise<ProgramMade>
  rotate(made: ProgramMade, overlapHours: number, expiresAt?: string): Promise<ProgramMade>
  tokenFor(client: ProgramMade, scope?: string): Promise<string>
  /** The program that a key or token opens as. */
  whose(secret: string): Promise<string | undefined>
  /** A member who holds these roles. */
  member(username: string, roles: readonly string[]): Promise<Person>
  close(): Promise<void>
}

export const faultOf = async (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'none',
    ({ code }) => code,
  )

export async function startTrial(database: Database, clock: ManualClock): Promise<Trial> {
  const owned = new Owned()
  const { services } = await startTestModules(owned, database)
  await services.members.ensureAdministrator(TEST_PASSWORD)
  const { identity, access } = services
  const person = async (username: string, password: string): Promise<Person> => {
    const opened = await identity.signIn({ username, password }, { remote: 'test', userAgent: 'test' })
    return (await identity.principal('token' in opened ? opened.token : '')) as Person
  }
  const admin = await person('admin', TEST_PASSWORD)
  const actor = actorOf(admin, '192.0.2.1')
  const reach: Reach = { tenant: admin.tenant }
  const told: AuditEntry[] = []
  let asked = 0
  const house: House = {
    ...database.house,
    byKey: (key, run) => {
      asked++
      return database.house.byKey(key, run)
    },
  }
  const audit = {
    record: async (_: unknown, entry: AuditEntry) => void told.push(entry),
    note: async (_: unknown, entry: AuditEntry) => void told.push(entry),
  }
  const programs = owned.add(
    createPrograms({ tenants: database.tenants, house, identity, access, audit, clock, log: silentLog }),
  )
  const host = owned.add(
    await createHost({
      routes: routes(programs),
      gate: {
        principal: async (token) => (await programs.principal(token)) ?? identity.principal(token),
        reach: access.reach,
        through: access.through,
        onChange: identity.onChange,
        machine: () => Promise.reject(new Fault('http.signed_out')),
        looked: () => undefined,
        refused: () => undefined,
      },
      document: apiDocument(),
      metrics: createMetrics(),
      ready: async () => undefined,
      consoleFolder: undefined,
      tls: undefined,
      trustedProxies: ['127.0.0.1'],
      clock,
      log: silentLog,
    }),
  )
  return {
    programs,
    services,
    tenant: admin.tenant,
    reach,
    admin,
    actor,
    told,
    asked: () => asked,
    address: `http://127.0.0.1:${await host.listen('127.0.0.1', 0)}/api/v1`,
    make: (request = {}) => programs.add(admin, reach, { kind: 'key', name: 'loader', ...request }, actor),
    rotate: ({ program }, overlapHours, expiresAt) =>
      programs.rotate(admin, reach, program.id, { overlapHours, ...(expiresAt ? { expiresAt } : {}) }, actor),
    tokenFor: async ({ program, secret }, scope) =>
      (await programs.authorize({ id: program.id, secret }, scope, '192.0.2.5')).access_token,
    whose: async (secret) => (await programs.principal(secret))?.program,
    async member(username, roles) {
      const user = await identity.addPerson({ username, name: username, password: TEST_PASSWORD })
      if (!user) return admin
      await database.tenants.within(admin.tenant, async (tx) => {
        await identity.addMembership(tx, user)
        await access.give(tx, user, { roles: roles.map((role) => ({ role })), actor })
      })
      access.changed()
      return person(username, TEST_PASSWORD)
    },
    close: () => owned.close(),
  }
}
