import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  microsOf,
  newId,
  Owned,
} from '@millrace/core'
import {
  type House,
  keysOf,
  type Page,
  pageOf,
  type Reach,
  type TenantDb,
  type TenantTx,
} from '../../database/index.ts'
import type { AccessService, Action } from '../access/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { IdentityService, Principal } from '../identity/index.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import './events.ts'
import './faults.ts'
import type * as schema from './schema.ts'
import * as store from './store.ts'
import * as token from './token.ts'
import { Uses } from './uses.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const LONGEST_DAYS = 365
const STANDARD_DAYS = 90
const OVERLAP_HOURS = 24

export interface ProgramService extends Pick<Credentials, 'principal' | 'authorize'>, Closable {
  programs(reach: Reach, query: schema.ProgramQuery): Promise<Page<schema.ProgramView>>
  /** Throws `programs.program_unknown`. */
  program(reach: Reach, id: string): Promise<schema.ProgramView>
  /** Throws `programs.expiry`, `access.beyond_own`. */
  add(who: Principal, reach: Reach, request: schema.ProgramRequest, actor: Actor): Promise<schema.ProgramMade>
  /** A new secret, told to who asks: so they must hold what it opens. Throws `programs.program_unknown`, `programs.expiry`, `access.beyond_own`. */
  rotate(who: Principal, reach: Reach, id: string, request: schema.Rotation, actor: Actor): Promise<schema.ProgramMade>
  /** Counts at once, tokens included. Throws `programs.program_unknown`. */
  suspend(reach: Reach, id: string, suspended: boolean, actor: Actor): Promise<void>
  /** For good, with its tokens and roles. Throws `programs.program_unknown`. */
  drop(reach: Reach, id: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly identity: Pick<IdentityService, 'onChange'>
  readonly access: Pick<AccessService, 'mayGive' | 'takeAll' | 'assignments' | 'changed'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
const targetOf = ({ id, name }: store.ProgramRow) => ({ kind: 'program', id, name })

export function createPrograms(needs: Needs): ProgramService {
  const { tenants, house, access, audit, clock, log } = needs
  const owned = new Owned()
  const uses = owned.add(new Uses(tenants, clock, log))
  const credentials = owned.add(createCredentials({ tenants, house, audit, uses, clock, log }))
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const now = (): Date => new Date(nowMs())
  needs.identity.onChange(credentials.forget)

  const viewOf = (row: store.ProgramRow): schema.ProgramView => {
    const pending = uses.of(row.id)
    const usedAt = pending?.at ?? row.lastUsedAt
    const remote = pending?.remote ?? row.lastRemote
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      description: row.description,
      scopes: row.scopes as Action[] | null,
      state: row.suspendedAt ? 'suspended' : row.expiresAt.getTime() > nowMs() ? 'active' : 'expired',
      createdBy: row.createdBy,
      createdAt: iso(row.createdAt),
      ...(row.rotatedAt ? { rotatedAt: iso(row.rotatedAt) } : {}),
      ...(row.previousUntil && row.previousUntil.getTime() > nowMs() ? { previousUntil: iso(row.previousUntil) } : {}),
      expiresAt: iso(row.expiresAt),
      ...(usedAt ? { lastUsedAt: iso(usedAt) } : {}),
      ...(remote ? { lastRemote: remote } : {}),
    }
  }

  const found = (row: store.ProgramRow | undefined, id: string): store.ProgramRow => {
    if (!row) throw new Fault('programs.program_unknown', { id })
    return row
  }

  /** Who learns what is told to that person or program. */
  const behind = async (tx: TenantTx, { kind, id }: Actor): Promise<string[]> => {
    const through = kind === 'program' ? await store.programById(tx, id) : undefined
    return [id, ...(through ? [through.createdBy.id, ...through.told] : [])]
  }

  const endOf = (text: string): Date => {
    const at = (/^\d+$/.test(text) ? Number(text) : (microsOf(text) ?? Number.NaN)) / MICROS_PER_MS
    if (!(at > nowMs() && at <= nowMs() + LONGEST_DAYS * DAY_MS))
      throw new Fault('programs.expiry', { days: LONGEST_DAYS, seen: text })
    return new Date(at)
  }

  const secretOf = (kind: store.ProgramRow['kind'], id: string): token.Secret =>
    kind === 'key' ? token.newKey(id) : token.newClientSecret()

  return {
    programs: (reach, query) =>
      tenants.within(reach, async (tx) => {
        const limit = query.limit ?? 100
        const before = keysOf(query.cursor, 'uuid')?.[0]
        const rows = await store.findPrograms(tx, { before, limit: limit + 1 })
        const page = pageOf(rows, limit, { item: viewOf, keys: (row) => [row.id] })
        return before === undefined ? { ...page, total: await store.countPrograms(tx) } : page
      }),

    program: (reach, id) => tenants.within(reach, async (tx) => viewOf(found(await store.programById(tx, id), id))),

    async add(who, reach, { kind, name, description = '', scopes, expiresAt }, actor) {
      const ends = expiresAt === undefined ? new Date(nowMs() + STANDARD_DAYS * DAY_MS) : endOf(expiresAt)
      await access.mayGive(who, [], scopes)
      const id = newId(nowMs())
      const secret = secretOf(kind, id)
      const row: store.ProgramRow = {
        id,
        tenant: reach.tenant,
        kind,
        name,
        description,
        scopes: scopes ?? null,
        secretHash: secret.hash,
        previousHash: null,
        previousUntil: null,
        createdBy: { kind: actor.kind, id: actor.id, name: actor.name },
        told: [],
        createdAt: now(),
        rotatedAt: null,
        expiresAt: ends,
        suspendedAt: null,
        lastUsedAt: null,
        lastRemote: null,
      }
      await tenants.within(reach, async (tx) => {
        await store.addProgram(tx, { ...row, told: await behind(tx, actor) })
        const detail = { kind, scopes: row.scopes, expiresAt: iso(ends) }
        await audit.record(tx, { actor, action: 'program.made', target: targetOf(row), detail })
      })
      return { program: viewOf(row), secret: secret.text }
    },

    async rotate(who, reach, id, { overlapHours = OVERLAP_HOURS, expiresAt }, actor) {
      const { scopes } = found(await tenants.within(reach, (tx) => store.programById(tx, id)), id)
      // Scopes bound what the secret opens; without them its roles do.
      if (scopes) await access.mayGive(who, [], scopes)
      else
        await access.mayGive(
          who,
          (await access.assignments(reach, { holder: id })).map(({ role }) => ({ role })),
          undefined,
        )
      const made = await tenants.within(reach, async (tx) => {
        const row = found(await store.lockProgram(tx, id), id)
        const ends = endOf(expiresAt ?? iso(row.expiresAt))
        const secret = secretOf(row.kind, id)
        const change = {
          secretHash: secret.hash,
          previousHash: overlapHours > 0 ? row.secretHash : null,
          previousUntil: overlapHours > 0 ? new Date(nowMs() + overlapHours * HOUR_MS) : null,
          told: [...new Set([...row.told, ...(await behind(tx, actor))])],
          rotatedAt: now(),
          expiresAt: ends,
        }
        await store.changeProgram(tx, id, change)
        if (overlapHours === 0) await store.dropTokens(tx, id)
        const detail = { overlapHours, expiresAt: iso(ends) }
        await audit.record(tx, { actor, action: 'program.rotated', target: targetOf(row), detail })
        return { program: viewOf({ ...row, ...change }), secret: secret.text }
      })
      access.changed()
      return made
    },

    async suspend(reach, id, suspended, actor) {
      await tenants.within(reach, async (tx) => {
        const row = found(await store.lockProgram(tx, id), id)
        if ((row.suspendedAt !== null) === suspended) return
        await store.changeProgram(tx, id, { suspendedAt: suspended ? now() : null })
        if (suspended) await store.dropTokens(tx, id)
        const action = suspended ? 'program.suspended' : 'program.restored'
        await audit.record(tx, { actor, action, target: targetOf(row) })
      })
      access.changed()
    },

    async drop(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const row = found(await store.dropProgram(tx, id), id)
        await access.takeAll(tx, id)
        await audit.record(tx, { actor, action: 'program.ended', target: targetOf(row) })
      })
      access.changed()
    },

    principal: credentials.principal,
    authorize: credentials.authorize,
    close: () => owned.close(),
  }
}
