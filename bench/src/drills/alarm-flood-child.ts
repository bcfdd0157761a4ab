import type { ConditionEdge } from '@millrace/compute'
import { processLog, systemClock, type TenantId } from '@millrace/core'
import { createPlatform } from '@millrace/server'

/** Edges as live computing hands them over; `call` comes back when they are durable. */
export interface EdgesTold {
  readonly call: number
  readonly tenant: TenantId
  readonly edges: readonly ConditionEdge[]
}

// The platform as it is, whose conditions are driven over IPC in place of samples.
const platform = await createPlatform({
  dataFolder: process.env['MILLRACE_DATA'] ?? '',
  host: '127.0.0.1',
  port: 0,
  mqttPort: 0,
  adminPassword: process.env['MILLRACE_ADMIN_PASSWORD'],
  databaseUrl: process.env['DATABASE_URL'],
  trustedProxies: ['127.0.0.1'],
  clock: systemClock,
  log: processLog('platform', 'warn'),
})
process.on('message', ({ call, tenant, edges }: EdgesTold) => {
  platform.conditions.edges(tenant, edges).then(
    () => process.send?.({ done: call }),
    (failure: unknown) => process.send?.({ failed: call, says: String(failure) }),
  )
})
process.send?.({ address: platform.address, tokenFile: platform.tokenFile })
