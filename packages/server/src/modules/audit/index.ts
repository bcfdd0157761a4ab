import type { TenantId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface Actor {
  readonly kind: 'person' | 'program' | 'link' | 'device' | 'system'
  readonly id: string
  readonly name: string
  readonly remote?: string
}

export interface AuditEntry {
  readonly actor: Actor
  readonly action: string
  readonly target?: { readonly kind: string; readonly id: string; readonly name?: string }
  readonly outcome?: 'done' | 'refused' | 'failed'
  readonly detail?: Readonly<Record<string, Json>>
}

export interface AuditTrail {
  record(tx: TenantTx, entry: AuditEntry): Promise<void>
  note(tenant: TenantId, entry: AuditEntry): Promise<void>
}
