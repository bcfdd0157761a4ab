import { type Clock, newId, silentLog, type TenantId, type UserId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { Database } from '../../database/index.ts'
import type { Actor, AuditEntry } from '../audit/index.ts'
import type { Person } from '../identity/index.ts'
import type { RelyingParty } from './relying-party.ts'
import { createFactors, type FactorService } from './service.ts'

/** The factors on a real database, with an audit, an alarm and a vault that remember what they were given. */
export interface Trial {
  readonly factors: FactorService
  readonly noted: AuditEntry[]
  readonly raised: (AuditEntry & { readonly user: UserId })[]
  person(username: string): Promise<Person>
}

export const actorOf = ({ user, username }: Person): Actor => ({
  kind: 'person',
  id: user,
  name: username,
  remote: '127.0.0.1',
})

export function startTrial({ house }: Database, clock: Clock, relyingParty: () => RelyingParty): Trial {
  const noted: AuditEntry[] = []
  const raised: Trial['raised'] = []
  return {
    noted,
    raised,
    factors: createFactors({
      house,
      vault: {
        seal: (plain, context) => Buffer.from(`${context}|${plain}`).toString('base64url'),
        open: (sealed, context) => {
          const [was, plain] = Buffer.from(sealed, 'base64url').toString().split('|')
          return was === context ? plain! : ''
        },
      },
      audit: {
        record: async (_tx, entry) => void noted.push(entry),
        note: async (_tenant, entry) => void noted.push(entry),
      },
      raise: async (user, entry) => void raised.push({ ...entry, user }),
      relyingParty,
      clock,
      log: silentLog,
    }),
    async person(username) {
      const user = newId<UserId>()
      await house.asPerson(user, (tx) =>
        tx.execute(sql`insert into users (id, username, name) values (${user}, ${username}, ${username})`),
      )
      return {
        kind: 'person',
        tenant: newId<TenantId>(),
        tenantName: 'north',
        user,
        username,
        name: username,
        locale: 'en',
        session: newId(),
        pinned: false,
        secondFactor: false,
        secondFactorAsked: false,
      }
    },
  }
}
