import { isoOf, MICROS_PER_MS, type TenantId } from '@millrace/core'
import { and, count, desc, eq, gt, isNotNull, isNull, like, lt, lte, sql } from 'drizzle-orm'
import { type House, keysOf, type Page, pageOf, patternsOf, type TenantTx } from '../../database/index.ts'
import type { Sender } from '../../ingest/needs.ts'
import type { RevokedCertificate } from './authority.ts'
import type { Certificate, CertificateQuery, Reason, TokenQuery, TokenView } from './schema.ts'
import { certificates, credentials, enrolmentTokens } from './tables.ts'

type Speaks = Sender['speaks']
export type CertificateRow = typeof certificates.$inferSelect
export type TokenRow = typeof enrolmentTokens.$inferSelect

export interface HeldCredential {
  readonly tenant: TenantId
  /** null: it proves itself by certificates alone. */
  readonly secretHash: string | null
  readonly speaks: Speaks
}

const DAY_MS = 86_400_000
const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export async function credentialByName(house: House, name: string): Promise<HeldCredential | undefined> {
  const [row] = await house.byKey(name, (tx) => tx.select().from(credentials).where(eq(credentials.name, name)))
  return row && { tenant: row.tenant as TenantId, secretHash: row.secretHash, speaks: row.speaks }
}

/** True if the name is new, over all tenants. */
export async function addCredential(
  tx: TenantTx,
  name: string,
  secretHash: string | null,
  speaks: Speaks,
): Promise<boolean> {
  const rows = await tx
    .insert(credentials)
    .values({ name, tenant: tx.tenant, secretHash, speaks })
    .onConflictDoNothing()
    .returning({ name: credentials.name })
  return rows.length > 0
}

const own = (tx: TenantTx, name: string) => and(eq(credentials.tenant, tx.tenant), eq(credentials.name, name))

/** True if this tenant holds the name for such a machine, and it has no secret yet or any may be replaced. */
export async function setSecret(
  tx: TenantTx,
  { name, speaks, secretHash, replace }: { name: string; speaks: Speaks; secretHash: string; replace: boolean },
): Promise<boolean> {
  const rows = await tx
    .update(credentials)
    .set({ secretHash, changedAt: sql`now()` })
    .where(
      and(
        own(tx, name),
        sql`${credentials.speaks} = ${JSON.stringify(speaks)}::jsonb`,
        replace ? undefined : isNull(credentials.secretHash),
      ),
    )
    .returning({ name: credentials.name })
  return rows.length > 0
}

/** Held until the end of the transaction: no certificate is issued for a credential that is being removed. */
export async function holdCredential(tx: TenantTx, name: string, speaks: Speaks): Promise<boolean> {
  const rows = await tx
    .select({ name: credentials.name })
    .from(credentials)
    .where(and(own(tx, name), sql`${credentials.speaks} = ${JSON.stringify(speaks)}::jsonb`))
    .for('share')
  return rows.length > 0
}

/** Its tokens that are still open are withdrawn. */
export async function dropCredential(tx: TenantTx, name: string, at: Date): Promise<boolean> {
  await withdraw(tx, { name }, at)
  const rows = await tx.delete(credentials).where(own(tx, name)).returning({ name: credentials.name })
  return rows.length > 0
}

/** Forgets tokens that ended before `forget`. */
export async function addToken(tx: TenantTx, row: TokenRow, forget: Date): Promise<void> {
  await tx
    .delete(enrolmentTokens)
    .where(and(eq(enrolmentTokens.tenant, tx.tenant), lt(enrolmentTokens.expiresAt, forget)))
  await tx.insert(enrolmentTokens).values(row)
}

export async function tokenByHash(house: House, hash: string): Promise<TokenRow | undefined> {
  const [row] = await house.byKey(hash, (tx) =>
    tx.select().from(enrolmentTokens).where(eq(enrolmentTokens.tokenHash, hash)),
  )
  return row
}

/** True for the one who comes first. */
export async function useToken(
  tx: TenantTx,
  id: string,
  { at, remote }: { at: Date; remote: string },
): Promise<boolean> {
  const rows = await tx
    .update(enrolmentTokens)
    .set({ usedAt: at, usedRemote: remote })
    .where(
      and(
        eq(enrolmentTokens.tenant, tx.tenant),
        eq(enrolmentTokens.id, id),
        isNull(enrolmentTokens.usedAt),
        isNull(enrolmentTokens.withdrawnAt),
        gt(enrolmentTokens.expiresAt, at),
      ),
    )
    .returning({ id: enrolmentTokens.id })
  return rows.length > 0
}

export async function countReplay(tx: TenantTx, id: string): Promise<void> {
  await tx
    .update(enrolmentTokens)
    .set({ replays: sql`${enrolmentTokens.replays} + 1` })
    .where(and(eq(enrolmentTokens.tenant, tx.tenant), eq(enrolmentTokens.id, id), isNotNull(enrolmentTokens.usedAt)))
}

/** Those that were neither used nor withdrawn, of one id or of one name; the names of their machines. */
export async function withdraw(
  tx: TenantTx,
  which: { readonly id: string } | { readonly name: string },
  at: Date,
): Promise<string[]> {
  const rows = await tx
    .update(enrolmentTokens)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(enrolmentTokens.tenant, tx.tenant),
        'id' in which ? eq(enrolmentTokens.id, which.id) : eq(enrolmentTokens.name, which.name),
        isNull(enrolmentTokens.usedAt),
        isNull(enrolmentTokens.withdrawnAt),
      ),
    )
    .returning({ name: enrolmentTokens.name })
  return rows.map(({ name }) => name)
}

const tokenStateOf = (row: TokenRow, now: Date): TokenView['state'] => {
  if (row.usedAt) return 'used'
  if (row.withdrawnAt) return 'withdrawn'
  return row.expiresAt <= now ? 'expired' : 'open'
}

/** The newest first. */
export async function findTokens(tx: TenantTx, query: TokenQuery, now: Date): Promise<Page<TokenView>> {
  const limit = query.limit ?? 100
  const keys = keysOf(query.cursor, 'uuid')
  const unused = and(isNull(enrolmentTokens.usedAt), isNull(enrolmentTokens.withdrawnAt))
  const states = {
    open: and(unused, gt(enrolmentTokens.expiresAt, now)),
    used: isNotNull(enrolmentTokens.usedAt),
    withdrawn: isNotNull(enrolmentTokens.withdrawnAt),
    expired: and(unused, lte(enrolmentTokens.expiresAt, now)),
  }
  const wanted = eq(enrolmentTokens.tenant, tx.tenant)
  const rows = await tx
    .select()
    .from(enrolmentTokens)
    .where(and(wanted, query.state && states[query.state], keys && sql`${enrolmentTokens.id} < ${keys[0]}::uuid`))
    .orderBy(desc(enrolmentTokens.id))
    .limit(limit + 1)
  const item = (row: TokenRow): TokenView => ({
    id: row.id,
    name: row.name,
    speaks: row.speaks,
    state: tokenStateOf(row, now),
    createdBy: row.createdBy,
    createdAt: iso(row.createdAt),
    expiresAt: iso(row.expiresAt),
    ...(row.usedAt ? { usedAt: iso(row.usedAt) } : {}),
    ...(row.usedRemote === null ? {} : { usedRemote: row.usedRemote }),
    ...(row.withdrawnAt ? { withdrawnAt: iso(row.withdrawnAt) } : {}),
    replays: row.replays,
  })
  return pageOf(rows, limit, { item, keys: ({ id }) => [id] })
}

export async function certificateByFingerprint(house: House, fingerprint: string): Promise<CertificateRow | undefined> {
  const [row] = await house.byKey(fingerprint, (tx) =>
    tx.select().from(certificates).where(eq(certificates.fingerprint, fingerprint)),
  )
  return row
}

/** False if the certificate that it renews has a renewal. */
export async function addCertificate(
  tx: TenantTx,
  row: Omit<typeof certificates.$inferInsert, 'tenant'>,
): Promise<boolean> {
  const rows = await tx
    .insert(certificates)
    .values({ ...row, tenant: tx.tenant })
    .onConflictDoNothing({ target: certificates.renews })
    .returning({ id: certificates.id })
  return rows.length > 0
}

export async function renewalOf(tx: TenantTx, id: string): Promise<CertificateRow | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.tenant, tx.tenant), eq(certificates.renews, id)))
  return row
}

/** Those that were not revoked before, of one id or of one name. */
export async function revoke(
  tx: TenantTx,
  which: { readonly id: string } | { readonly name: string },
  { at, reason }: { at: Date; reason: Reason },
): Promise<CertificateRow[]> {
  return tx
    .update(certificates)
    .set({ revokedAt: at, reason })
    .where(
      and(
        eq(certificates.tenant, tx.tenant),
        'id' in which ? eq(certificates.id, which.id) : eq(certificates.name, which.name),
        isNull(certificates.revokedAt),
      ),
    )
    .returning()
}

export async function certificateById(tx: TenantTx, id: string): Promise<CertificateRow | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.tenant, tx.tenant), eq(certificates.id, id)))
  return row
}

/** Of every organisation: revoked and not yet over. */
export async function revokedCertificates(house: House, now: Date): Promise<RevokedCertificate[]> {
  const rows = await house.byKey('revoked', (tx) =>
    tx
      .select()
      .from(certificates)
      .where(and(isNotNull(certificates.revokedAt), gt(certificates.expiresAt, now)))
      .orderBy(certificates.id),
  )
  return rows.map(({ serial, issuer, revokedAt, reason }) => ({
    serial,
    issuer,
    revokedAt: revokedAt ?? now,
    reason: reason ?? 'cessationOfOperation',
  }))
}

const stateOf = (row: CertificateRow, now: Date): Certificate['state'] =>
  row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'valid'

/** By name, the newest of a name first. */
export async function findCertificates(tx: TenantTx, query: CertificateQuery, now: Date): Promise<Page<Certificate>> {
  const limit = query.limit ?? 100
  const keys = keysOf(query.cursor, 'text', 'uuid')
  const states = {
    valid: and(isNull(certificates.revokedAt), gt(certificates.expiresAt, now)),
    expired: and(isNull(certificates.revokedAt), lte(certificates.expiresAt, now)),
    revoked: isNotNull(certificates.revokedAt),
  }
  const wanted = and(
    eq(certificates.tenant, tx.tenant),
    query.name === undefined ? undefined : eq(certificates.name, query.name),
    query.state && states[query.state],
    query.endsWithinDays === undefined
      ? undefined
      : lte(certificates.expiresAt, new Date(now.getTime() + query.endsWithinDays * DAY_MS)),
    ...patternsOf(query.search).map((pattern) => like(sql`lower(${certificates.name})`, pattern)),
    query.only === 'newest'
      ? sql`not exists (select from certificates newer where newer.tenant_id = ${certificates.tenant}
          and newer.name = ${certificates.name} and newer.id > ${certificates.id})`
      : undefined,
  )
  const beyond =
    keys &&
    sql`(${certificates.name} > ${keys[0]} or (${certificates.name} = ${keys[0]} and ${certificates.id} < ${keys[1]}::uuid))`
  const rows = await tx
    .select()
    .from(certificates)
    .where(and(wanted, beyond))
    .orderBy(certificates.name, desc(certificates.id))
    .limit(limit + 1)
  const item = (row: CertificateRow): Certificate => ({
    id: row.id,
    name: row.name,
    speaks: row.speaks,
    state: stateOf(row, now),
    serial: row.serial,
    fingerprint: row.fingerprint,
    createdAt: iso(row.createdAt),
    expiresAt: iso(row.expiresAt),
    ...(row.lastUsedAt ? { lastUsedAt: iso(row.lastUsedAt) } : {}),
    ...(row.lastRemote === null ? {} : { lastRemote: row.lastRemote }),
    ...(row.revokedAt ? { revokedAt: iso(row.revokedAt) } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
  })
  const page = pageOf(rows, limit, { item, keys: ({ name, id }) => [name, id] })
  if (keys) return page
  return { ...page, total: (await tx.select({ n: count() }).from(certificates).where(wanted))[0]?.n ?? 0 }
}

export interface Use {
  readonly certificate: string
  readonly at: Date
  readonly remote: string
}

export async function writeUses(tx: TenantTx, uses: readonly Use[]): Promise<void> {
  await tx.execute(sql`
    update certificates set last_used_at = used.at, last_remote = used.remote
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as used(certificate uuid, at timestamptz, remote text)
    where certificates.tenant_id = ${tx.tenant} and certificates.id = used.certificate
      and (last_used_at is null or last_used_at < used.at)`)
}
