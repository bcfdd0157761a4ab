import type { TenantId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Who did something. */
export interface Actor {
  readonly kind: 'person' | 'program' | 'app' | 'link' | 'device' | 'system'
  readonly id: string
  readonly name: string
  /** Who had an app do it. */
  readonly beside?: { readonly kind: string; readonly id: string; readonly name: string }
  /** Address it came from. */
  readonly remote?: string
}

export interface AuditEntry {
  readonly actor: Actor
  /** What was done, as a noun and a past participle: `member.invited`. */
  readonly action: string
  readonly target?: { readonly kind: string; readonly id: string; readonly name?: string }
  /** Default `done`. */
  readonly outcome?: 'done' | 'refused' | 'failed'
  /** Never a secret. */
  readonly detail?: Readonly<Record<string, Json>>
}

/** Where everything that changes something leaves its trace. */
export interface AuditTrail {
  /** In the transaction of the change itself, at its end: both are there, or neither. Throws `audit.secret_inside`, `audit.too_large`. */
  record(tx: TenantTx, entry: AuditEntry): Promise<void>
  /** In a transaction of its own. */
  note(tenant: TenantId, entry: AuditEntry): Promise<void>
}
