import { type Clock, type Closable, type Log, MICROS_PER_MS, type TenantId } from '@millrace/core'
import type { House, TenantDb } from '../../database/index.ts'
import type { CredentialBook, Revoked, Sender } from '../../ingest/needs.ts'
import type { AuditTrail } from '../audit/index.ts'
import { hashOf, Remembered, sameHash } from '../identity/index.ts'
import { type Organisations, Standing } from './standing.ts'
import * as store from './store.ts'
import { Uses } from './uses.ts'

/** How long an answer of the database is believed; what changes in this process counts at once. */
const BELIEVED_MS = 10_000
/** A certificate in two places is told to the audit once in so long. */
const TOLD_MS = 60_000
const MOST_TOLD = 10_000

interface Needs {
  readonly tenants: TenantDb
  readonly house: House
  readonly organisations: Organisations
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** Proves machines, and tells who is proven no more. */
export class Book implements CredentialBook, Closable {
  readonly #needs: Needs
  readonly #standing: Standing
  readonly #uses: Uses
  readonly #listeners = new Set<(revoked: Revoked) => void>()
  readonly #credentials: Remembered<store.HeldCredential>
  readonly #certificates: Remembered<store.CertificateRow>
  readonly #told = new Map<string, number>()
  /** No secret has this hash, so that an unknown name costs the same. */
  readonly #noOne = hashOf('no one')

  constructor(needs: Needs) {
    const { tenants, organisations, clock, log } = needs
    this.#needs = needs
    this.#credentials = new Remembered(clock, BELIEVED_MS)
    this.#certificates = new Remembered(clock, BELIEVED_MS)
    this.#uses = new Uses(tenants, clock, log)
    this.#standing = new Standing(organisations, log, (tenant) => this.#tell({ tenant }))
  }

  async verify(name: string, secret: string): Promise<Sender | undefined> {
    const held = await this.#credentials.get(name, () => store.credentialByName(this.#needs.house, name))
    const same = sameHash(held?.secretHash ?? this.#noOne, hashOf(secret))
    if (!held || held.secretHash === null || !same) return undefined
    if (await this.#standing.isSuspended(held.tenant)) return undefined
    return { tenant: held.tenant, credential: name, speaks: held.speaks }
  }

  async verifyCertificate({ fingerprint, remote }: Parameters<CredentialBook['verifyCertificate']>[0]) {
    const row = await this.#certificates.get(fingerprint, () =>
      store.certificateByFingerprint(this.#needs.house, fingerprint),
    )
    if (!row) return { refused: 'unknown' } as const
    const tenant = row.tenant as TenantId
    const sender: Sender = { tenant, credential: row.name, speaks: row.speaks }
    const at = new Date(this.#needs.clock.now() / MICROS_PER_MS)
    if (row.revokedAt) return { refused: 'revoked', sender } as const
    if (row.expiresAt <= at) return { refused: 'expired', sender } as const
    if (await this.#standing.isSuspended(tenant)) return { refused: 'suspended', sender } as const
    if (row.renews !== null && row.lastUsedAt === null) await this.#supersede(tenant, row, at)
    this.#uses.add(tenant, { certificate: row.id, at, remote })
    return { sender, until: row.expiresAt.getTime() * MICROS_PER_MS }
  }

  onRevoked(listener: (revoked: Revoked) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  cloned(sender: Sender, { certificate, remotes }: Parameters<CredentialBook['cloned']>[1]): void {
    const { clock, audit, log } = this.#needs
    const now = clock.monotonic()
    if (now - (this.#told.get(certificate) ?? Number.NEGATIVE_INFINITY) < TOLD_MS) return
    this.#told.delete(certificate)
    this.#told.set(certificate, now)
    for (const oldest of this.#told.keys()) {
      if (this.#told.size <= MOST_TOLD) break
      this.#told.delete(oldest)
    }
    audit
      .note(sender.tenant, {
        actor: { kind: 'device', id: sender.credential, name: sender.credential, remote: remotes[1] },
        action: 'certificate.cloned',
        outcome: 'refused',
        target: { kind: 'certificate', id: certificate, name: sender.credential },
        detail: { remotes: [...remotes] },
      })
      .catch((thrown: unknown) => log.error('cloned certificate not audited', { name: sender.credential, thrown }))
  }

  /** Its machines are nobody until it stands again. */
  isSuspended(tenant: TenantId): Promise<boolean> {
    return this.#standing.isSuspended(tenant)
  }

  /** The secret of this name changed or is gone. */
  secretEnded(name: string): void {
    this.#credentials.forget(name)
    this.#tell({ secretOf: name })
  }

  certificateEnded(fingerprint: string): void {
    this.#certificates.forget(fingerprint)
    this.#tell({ certificate: fingerprint })
  }

  async close(): Promise<void> {
    await this.#uses.close()
  }

  #tell(revoked: Revoked): void {
    for (const listener of this.#listeners) listener(revoked)
  }

  /** The machine has its new certificate: whoever still holds the old one is somebody else. */
  async #supersede(tenant: TenantId, row: store.CertificateRow, at: Date): Promise<void> {
    const id = row.renews
    if (id === null) return
    const ended = await this.#needs.tenants.within(tenant, async (tx) => {
      const rows = await store.revoke(tx, { id }, { at, reason: 'superseded' })
      for (const { fingerprint } of rows)
        await this.#needs.audit.record(tx, {
          actor: { kind: 'device', id: row.name, name: row.name },
          action: 'certificate.superseded',
          target: { kind: 'certificate', id, name: row.name },
          detail: { fingerprint, by: row.fingerprint },
        })
      return rows
    })
    for (const { fingerprint } of ended) this.certificateEnded(fingerprint)
  }
}
