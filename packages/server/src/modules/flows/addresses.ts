import { createHash, randomBytes } from 'node:crypto'
import type { Vault } from '../../secrets/index.ts'
import type { RunInbox } from './tables.ts'

const contextOf = (tenant: string): string => `flow inbox ${tenant}`

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** An address that nobody guesses: the database has its digest, the vault the secret half. */
export function newAddress(vault: Vault, tenant: string): RunInbox {
  const secret = randomBytes(24).toString('base64url')
  return { kind: 'webhook', digest: digestOf(secret), sealed: vault.seal(secret, contextOf(tenant)) }
}

/** Undefined for one whose secret the vault never had. */
export const addressOf = (vault: Vault, tenant: string, { sealed }: RunInbox): string | undefined =>
  sealed === undefined ? undefined : `/api/v1/flow-inbox/${tenant}.${vault.open(sealed, contextOf(tenant))}`
