import { type Clock, Fault, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { House, TenantDb } from '../../database/index.ts'
import type { Route } from '../../http/route.ts'
import type { CredentialBook, Sender } from '../../ingest/needs.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { hashOf, newSecret, Remembered, sameHash } from '../identity/index.ts'

export interface MachineService extends CredentialBook {
  giveSecret(tenant: TenantId, speaks: Sender['speaks'], o: { replace: boolean; actor: Actor }): Promise<{ name: string; secret: string }>
}
export const routes = (_: MachineService): Route[] => []
export function createMachines({ tenants, house, clock }: { tenants: TenantDb; house: House; audit: AuditTrail; clock: Clock }): MachineService {
  const credentials = new Remembered<{ tenant: TenantId; hash: string; speaks: Sender['speaks'] }>(clock, 10_000)
  return {
    async verify(name, secret) {
      const held = await credentials.get(name, async () => {
        const { rows } = await house.byKey(name, (tx) => tx.execute(sql`select * from credentials where name = ${name}`))
        const row = rows[0] as Record<string, never> | undefined
        return row && { tenant: row['tenant_id'], hash: row['secret_hash'], speaks: row['speaks'] }
      })
      const same = sameHash(held?.hash ?? hashOf('x'), hashOf(secret))
      return held && same ? { tenant: held.tenant, credential: name, speaks: held.speaks } : undefined
    },
    async giveSecret(tenant, speaks, { replace }) {
      const name = speaks.as === 'edge' ? `${speaks.group}/${speaks.node}` : speaks.name
      const secret = newSecret()
      const { rowCount } = await tenants.within(tenant, (tx) => tx.execute(replace
        ? sql`insert into credentials (name, tenant_id, secret_hash, speaks) values (${name}, ${tenant}, ${hashOf(secret)}, ${JSON.stringify(speaks)}) on conflict (name) do update set secret_hash = excluded.secret_hash where credentials.tenant_id = excluded.tenant_id`
        : sql`insert into credentials (name, tenant_id, secret_hash, speaks) values (${name}, ${tenant}, ${hashOf(secret)}, ${JSON.stringify(speaks)}) on conflict do nothing`))
      if (!rowCount) throw new Fault('machines.credential_exists', { name })
      credentials.forget(name)
      return { name, secret }
    },
  }
}
