import {
  type Clock,
  type Closable,
  Fault,
  isId,
  type Log,
  MICROS_PER_MS,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { House, TenantDb } from '../../database/index.ts'
import { isAction } from '../access/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import { hashOf, type Program, Remembered, sameHash } from '../identity/index.ts'
import type { ClientCredentials } from './client.ts'
import './faults.ts'
import type { TokenReply } from './schema.ts'
import * as store from './store.ts'
import * as token from './token.ts'
import type { Uses } from './uses.ts'

const TOKEN_MS = 900_000
/** How long an answer of the database is believed; what changes in this process counts at once. */
const BELIEVED_MS = 10_000
const TELL_MS = 60_000

export interface Credentials extends Closable {
  /** Whose key or access token it is. `remote`: where the request came from, for the last use. */
  principal(given: string, remote?: string): Promise<Program | undefined>
  /** A token for a client. Throws `programs.client_refused`, `programs.scope_exceeded`. */
  authorize(client: ClientCredentials, scope: string | undefined, remote: string): Promise<TokenReply>
  /** Nothing remembered counts any more. */
  forget(): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly audit: AuditTrail
  readonly uses: Uses
  readonly clock: Clock
  readonly log: Log
}

/** `until`: ms UTC. */
type Known = Program & { readonly until: number }

/** Compared with where there is no program, so that it costs the same; no secret has this hash. */
const NO_HASH = '0'.repeat(64)
const NO_PROGRAM = '00000000-0000-0000-0000-000000000000'

/** What programs prove themselves with: keys, client secrets, access tokens. */
export function createCredentials({ tenants, house, audit, uses, clock, log }: Needs): Credentials {
  let known = new Remembered<Known>(clock, BELIEVED_MS)
  const refusals = new Remembered<true>(clock, TELL_MS)
  let telling: Promise<void> = Promise.resolve()
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const now = (): Date => new Date(nowMs())

  /** Until when this secret counts, ms UTC; undefined if it is wrong. Does the same work for a program that is not there. */
  const secretUntil = (held: Omit<store.Credential, 'tenant'> | undefined, hash: string): number | undefined => {
    const isNew = sameHash(held?.secretHash ?? NO_HASH, hash)
    const isOld = sameHash(held?.previousHash ?? NO_HASH, hash)
    if (isNew) return Number.POSITIVE_INFINITY
    const until = held?.previousUntil?.getTime() ?? 0
    return isOld && until > nowMs() ? until : undefined
  }

  /** The program as it stands now, unless it, or its organisation, is suspended or it has expired. */
  const active = async (tenant: TenantId, id: string): Promise<Known | undefined> => {
    const row = await tenants.within(tenant, (tx) => store.activeProgram(tx, id))
    if (!row || row.suspendedAt || row.expiresAt.getTime() <= nowMs()) return undefined
    return {
      kind: 'program',
      tenant,
      tenantName: row.tenantName,
      program: row.id,
      name: row.name,
      scopes: row.scopes ?? undefined,
      until: row.expiresAt.getTime(),
    }
  }

  const bySecret = async (kind: store.ProgramRow['kind'], id: string, hash: string): Promise<Known | undefined> => {
    const held = await store.credentialOf(house, id, kind)
    const until = secretUntil(held, hash)
    if (!held || until === undefined) return undefined
    const program = await active(held.tenant, id)
    return program && { ...program, until: Math.min(program.until, until) }
  }

  const byAccessToken = async (hash: string): Promise<Known | undefined> => {
    const held = await store.tokenByHash(house, hash, now())
    const program = held && (await active(held.tenant as TenantId, held.program))
    if (!program) return undefined
    return { ...program, scopes: held.scopes ?? undefined, until: Math.min(program.until, held.expiresAt.getTime()) }
  }

  /** A known client that is refused is told to its organisation, at most once a minute; a stranger is only counted. */
  const tellRefused = async (id: string, remote: string): Promise<void> => {
    const held = await store.credentialOf(house, id, 'client')
    if (!held) return
    await refusals.get(id, async () => {
      await audit.note(held.tenant, {
        actor: { kind: 'program', id, name: 'client', remote },
        action: 'token.refused',
        target: { kind: 'program', id },
        outcome: 'refused',
      })
      return true
    })
  }

  return {
    async principal(given, remote) {
      const key = token.readKey(given)
      const access = key ? undefined : token.readAccessToken(given)
      if (!key && !access) return undefined
      const held = await known.get(hashOf(given), () =>
        key ? bySecret('key', key.id, key.hash) : byAccessToken(access as string),
      )
      if (!held || held.until <= nowMs()) return undefined
      const { until: _, ...program } = held
      uses.add(program.tenant, { program: program.program, at: now(), remote: remote ?? null })
      return program
    },

    async authorize({ id: given, secret }, scope, remote) {
      const id = isId(given) ? given : NO_PROGRAM
      const hash = hashOf(secret)
      const client = await bySecret('client', id, hash)
      if (!client) {
        // Not waited for: the time it takes must not tell that there is such a client.
        telling = tellRefused(id, remote).catch((thrown: unknown) =>
          log.warn('refused client not told', { program: id, fault: sayFault(thrown) }),
        )
        throw new Fault('programs.client_refused')
      }
      const scopes = scopesOf(client.scopes, scope)
      const made = token.newAccessToken()
      const ends = new Date(Math.min(nowMs() + TOKEN_MS, client.until))
      await tenants.within(client.tenant, async (tx) => {
        // Locked and looked at again: what is rotated or ended meanwhile gives no token that outlives it.
        const row = await store.lockProgram(tx, id)
        if (!row || row.suspendedAt || secretUntil(row, hash) === undefined) throw new Fault('programs.client_refused')
        await store.addToken(tx, {
          hash: made.hash,
          tenant: tx.tenant,
          program: id,
          scopes: scopes ? [...scopes] : null,
          createdAt: now(),
          expiresAt: ends,
        })
        await audit.record(tx, {
          actor: { kind: 'program', id, name: client.name, remote },
          action: 'token.issued',
          target: { kind: 'program', id, name: client.name },
          detail: { scopes: scopes ? [...scopes] : null },
        })
      })
      uses.add(client.tenant, { program: id, at: now(), remote })
      return {
        access_token: made.text,
        token_type: 'Bearer',
        expires_in: Math.floor((ends.getTime() - nowMs()) / 1_000),
        ...(scopes ? { scope: scopes.join(' ') } : {}),
      }
    },

    forget() {
      known = new Remembered(clock, BELIEVED_MS)
    },

    close: () => telling,
  }
}

/** What a token may do: what is asked, if the client was given it (RFC 6749 §3.3). Throws `programs.scope_exceeded`. */
function scopesOf(held: readonly string[] | undefined, asked: string | undefined): readonly string[] | undefined {
  if (!asked) return held
  const wanted = [...new Set(asked.split(' '))]
  const given = (action: string): boolean => isAction(action) && (held === undefined || held.includes(action))
  if (!wanted.every(given)) throw new Fault('programs.scope_exceeded')
  return wanted
}
