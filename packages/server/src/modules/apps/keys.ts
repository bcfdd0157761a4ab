import type { AppManifest } from '@millrace/apps'
import { type Clock, Fault, isoOf, type Log, MICROS_PER_MS, microsOf, newId, sayFault } from '@millrace/core'
import type { House, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { type AppProcess, Remembered, sameHash } from '../identity/index.ts'
import { newKey, readKey } from '../programs/index.ts'
import type { AssetBinding } from './binding.ts'
import type { AppChanges } from './changes.ts'
import { mustBeOwn } from './consent.ts'
import './faults.ts'
import type { Asking } from './installations.ts'
import * as keyStore from './key-store.ts'
import type { AppKeyMade, AppKeyRequest, AppProcessList } from './schema.ts'
import * as store from './store.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const LONGEST_DAYS = 365
const STANDARD_DAYS = 90
const OVERLAP_HOURS = 24
/** How long an answer of the database is believed; what changes in this process counts at once. */
const BELIEVED_MS = 10_000
/** The last use is written so often. */
const TOLD_MS = 60_000

/** A process of an installation, as a path names it. */
export interface ProcessName {
  readonly id: string
  readonly process: string
}

/** Keys of processes outside: whoever comes with one is the installation. */
export interface AppKeys {
  /** Throws `apps.installation_unknown`, as those below. */
  list(reach: Reach, installation: string): Promise<AppProcessList>
  /**
   * A key, or a new secret in place of the one there is. It is told to who asks, who must hold what it opens. Throws
   * `apps.process_unknown`, `key_expiry`, `consent_beyond_own`.
   */
  give(asking: Asking, of: ProcessName, request: AppKeyRequest): Promise<AppKeyMade>
  /** It opens nothing from now on. Throws `apps.key_unknown`. */
  revoke(reach: Reach, of: ProcessName, actor: Actor): Promise<void>
  /** Whose key it is. */
  principal(given: string, remote: string): Promise<AppProcess | undefined>
}

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly binding: AssetBinding
  readonly changes: AppChanges
  readonly onChange: (listener: () => void) => void
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

interface Known {
  readonly key: keyStore.HeldKey
  readonly who: AppProcess
}

const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)
/** Compared with where there is no key, so that it costs the same; no secret has this hash. */
const NO_HASH = '0'.repeat(64)

export function createKeys({ tenants, house, binding, changes, onChange, audit, clock, log }: Needs): AppKeys {
  let known = new Remembered<Known>(clock, BELIEVED_MS)
  const used = new Map<string, number>()
  const forget = (): void => {
    known = new Remembered(clock, BELIEVED_MS)
  }
  changes.listen(forget)
  onChange(forget)
  const nowMs = (): number => clock.now() / MICROS_PER_MS

  const whole = async (tx: TenantTx, id: string): Promise<{ row: store.InstallationRow; manifest: AppManifest }> => {
    const row = await store.installation(tx, id)
    const version = row && (await store.byVersion(tx, row))
    if (!row || !version) throw new Fault('apps.installation_unknown', { id })
    return { row, manifest: version.manifest }
  }

  const viewOf = (row: keyStore.KeyRow) => ({
    id: row.id,
    state: row.expiresAt.getTime() > nowMs() ? ('active' as const) : ('expired' as const),
    createdBy: row.createdBy,
    createdAt: isoDate(row.createdAt),
    expiresAt: isoDate(row.expiresAt),
    ...(row.rotatedAt ? { rotatedAt: isoDate(row.rotatedAt) } : {}),
    ...(row.previousUntil && row.previousUntil.getTime() > nowMs()
      ? { previousUntil: isoDate(row.previousUntil) }
      : {}),
    ...(row.lastUsedAt ? { lastUsedAt: isoDate(row.lastUsedAt) } : {}),
    ...(row.lastRemote === null ? {} : { lastRemote: row.lastRemote }),
  })

  const endOf = (text: string | undefined): Date => {
    if (text === undefined) return new Date(nowMs() + STANDARD_DAYS * DAY_MS)
    const at = (microsOf(text) ?? Number.NaN) / MICROS_PER_MS
    if (!(at > nowMs() && at <= nowMs() + LONGEST_DAYS * DAY_MS))
      throw new Fault('apps.key_expiry', { days: LONGEST_DAYS, seen: text })
    return new Date(at)
  }

  /** The key as it stands, with whose it is; nothing of an organisation that is suspended, or of a version without that process. */
  const load = async (id: string): Promise<Known | undefined> => {
    const key = await keyStore.keyById(house, id)
    if (!key) return undefined
    const { tenant, installation, process } = key
    const found = await tenants.within(tenant, async (tx) => {
      const row = await store.installation(tx, installation)
      const version = row && (await store.byVersion(tx, row))
      return { name: await keyStore.organisationName(tx), manifest: version?.manifest }
    })
    if (found.name === undefined || !found.manifest?.processes?.some(({ name }) => name === process)) return undefined
    const name = found.manifest.id
    return { key, who: { kind: 'app', tenant, tenantName: found.name, installation, name, process } }
  }

  const tellUse = ({ id, tenant }: keyStore.HeldKey, remote: string): void => {
    const now = clock.monotonic()
    if (now - (used.get(id) ?? Number.NEGATIVE_INFINITY) < TOLD_MS) return
    used.set(id, now)
    tenants
      .within(tenant, (tx) => keyStore.changeKey(tx, id, { lastUsedAt: new Date(nowMs()), lastRemote: remote }))
      // Nobody waits for it, and the next use tells it again.
      .catch((thrown: unknown) => log.warn('last use of a key of an app not written', { fault: sayFault(thrown) }))
  }

  const record = (
    tx: TenantTx,
    { id, app }: store.InstallationRow,
    entry: { actor: Actor; action: string; detail: Record<string, string | number> },
  ) => audit.record(tx, { ...entry, target: { kind: 'app_installation', id, name: app } })

  return {
    list: (reach, installation) =>
      tenants.within(reach, async (tx) => {
        const { manifest } = await whole(tx, installation)
        const rows = await keyStore.keys(tx, installation)
        return {
          items: (manifest.processes ?? []).map((process) => {
            const row = rows.find((one) => one.process === process.name)
            return { ...process, ...(row ? { key: viewOf(row) } : {}) }
          }),
        }
      }),

    async give(asking, { id, process }, { expiresAt, overlapHours = OVERLAP_HOURS }) {
      const { reach, reachFor, actor } = asking
      const { row: seen, manifest } = await tenants.within(reach, (tx) => whole(tx, id))
      const named = manifest.processes?.find(({ name }) => name === process)
      if (!named) throw new Fault('apps.process_unknown', { app: manifest.id, seen: process })
      await mustBeOwn(seen.agreed, { reachFor, covers: binding.covers.bind(binding), bound: seen.bound })
      const ends = endOf(expiresAt)
      const made = await tenants.within(reach, async (tx) => {
        const row = await store.hold(tx, id, 'share')
        if (!row) throw new Fault('apps.installation_unknown', { id })
        const before = await keyStore.lockKey(tx, id, process)
        const keyId = before?.id ?? newId(nowMs())
        const secret = newKey(keyId, 'mri')
        const at = new Date(nowMs())
        const key: keyStore.KeyRow = {
          id: keyId,
          tenant: tx.tenant,
          installation: id,
          process,
          secretHash: secret.hash,
          previousHash: before && overlapHours > 0 ? before.secretHash : null,
          previousUntil: before && overlapHours > 0 ? new Date(nowMs() + overlapHours * HOUR_MS) : null,
          createdBy: before?.createdBy ?? { kind: actor.kind, id: actor.id, name: actor.name },
          told: [...new Set([...(before?.told ?? []), actor.id])],
          createdAt: before?.createdAt ?? at,
          rotatedAt: before ? at : null,
          expiresAt: ends,
          lastUsedAt: before?.lastUsedAt ?? null,
          lastRemote: before?.lastRemote ?? null,
        }
        await (before ? keyStore.changeKey(tx, keyId, key) : keyStore.addKey(tx, key))
        const detail = { process, expiresAt: isoDate(ends), ...(before ? { overlapHours } : {}) }
        await record(tx, row, { actor, action: before ? 'app.key_rotated' : 'app.key_given', detail })
        return { process: { ...named, key: viewOf(key) }, secret: secret.text }
      })
      changes.say({ tenant: reach.tenant, installation: id, is: 'changed' })
      return made
    },

    async revoke(reach, { id, process }, actor) {
      await tenants.within(reach, async (tx) => {
        const { row } = await whole(tx, id)
        if (!(await keyStore.removeKey(tx, id, process)))
          throw new Fault('apps.key_unknown', { app: row.app, seen: process })
        await record(tx, row, { actor, action: 'app.key_revoked', detail: { process } })
      })
      changes.say({ tenant: reach.tenant, installation: id, is: 'changed' })
    },

    async principal(given, remote) {
      const read = readKey(given, 'mri')
      if (!read) return undefined
      const held = await known.get(read.id, () => load(read.id))
      const isNew = sameHash(held?.key.secretHash ?? NO_HASH, read.hash)
      const isOld = sameHash(held?.key.previousHash ?? NO_HASH, read.hash)
      if (!held || held.key.expiresAt.getTime() <= nowMs()) return undefined
      if (!isNew && !(isOld && (held.key.previousUntil?.getTime() ?? 0) > nowMs())) return undefined
      tellUse(held.key, remote)
      return held.who
    },
  }
}
