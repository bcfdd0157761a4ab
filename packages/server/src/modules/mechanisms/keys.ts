import { type Clock, Fault, MICROS_PER_MS } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import { personOf } from './life.ts'
import type { KeyList, KeyRequest } from './schema.ts'
import * as store from './store.ts'
import { isoDate } from './view.ts'

const MOST_KEYS = 200

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly clock: Clock
}

type Trusts = (row: Pick<store.ListedVersion, 'fingerprint' | 'origin'>) => boolean

/** Whose packages an organisation trusts. */
export interface Keys {
  list(reach: Reach): Promise<KeyList>
  /** Throws `mechanisms.too_many`. */
  trust(reach: Reach, request: KeyRequest, actor: Actor): Promise<KeyList>
  /** Throws `mechanisms.key_unknown`. */
  distrust(reach: Reach, fingerprint: string, actor: Actor): Promise<void>
  /**
   * Whether a signature is of somebody trusted: a key that was said to be, or this platform where it signed here. A package that
   * comes in and was signed by this platform was published by another organisation: that is no reason by itself.
   */
  trusts(reach: Reach): Promise<Trusts>
}

export function createKeys({ tenants, audit, clock }: Needs): Keys {
  const list = async (reach: Reach): Promise<KeyList> => {
    const rows = await tenants.within(reach, (tx) => store.keys(tx))
    return { items: rows.map(({ fingerprint, name, by, at }) => ({ fingerprint, name, by, at: isoDate(at) })) }
  }
  return {
    list,
    async trust(reach, { fingerprint, name }, actor) {
      await tenants.within(reach, async (tx) => {
        if ((await store.keys(tx)).length >= MOST_KEYS)
          throw new Fault('mechanisms.too_many', { most: `${MOST_KEYS} keys` })
        const at = new Date(clock.now() / MICROS_PER_MS)
        await store.putKey(tx, { tenant: tx.tenant, fingerprint, name, by: personOf(actor), at })
        await audit.record(tx, {
          actor,
          action: 'mechanism_key.trusted',
          target: { kind: 'mechanism_key', id: fingerprint, name },
        })
      })
      return list(reach)
    },
    async distrust(reach, fingerprint, actor) {
      await tenants.within(reach, async (tx) => {
        if (!(await store.removeKey(tx, fingerprint))) throw new Fault('mechanisms.key_unknown', { fingerprint })
        const target = { kind: 'mechanism_key', id: fingerprint }
        await audit.record(tx, { actor, action: 'mechanism_key.distrusted', target })
      })
    },
    async trusts(reach) {
      const known = new Set((await list(reach)).items.map(({ fingerprint }) => fingerprint))
      return ({ fingerprint, origin }) => fingerprint !== null && (origin !== 'import' || known.has(fingerprint))
    },
  }
}
