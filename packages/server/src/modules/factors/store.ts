import type { UserId } from '@millrace/core'
import { and, count, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { House } from '../../database/index.ts'
import { passkeys, passwords, recoveryCodes, totps } from './tables.ts'

/** A transaction of the person whose rows these are. */
export type PersonTx = Parameters<Parameters<House['asPerson']>[1]>[0]

export type HeldPasskey = typeof passkeys.$inferSelect

export async function passwordHash(tx: PersonTx, user: UserId): Promise<string | undefined> {
  const [row] = await tx.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.user, user))
  return row?.hash
}

export async function putPassword(tx: PersonTx, user: UserId, hash: string, now: Date): Promise<void> {
  const changed = { hash, changedAt: now }
  await tx
    .insert(passwords)
    .values({ user, ...changed })
    .onConflictDoUpdate({ target: passwords.user, set: changed })
}

/** The same password under a new hash, unless it was changed meanwhile. */
export async function renewHash(tx: PersonTx, user: UserId, from: string, to: string): Promise<void> {
  await tx
    .update(passwords)
    .set({ hash: to })
    .where(and(eq(passwords.user, user), eq(passwords.hash, from)))
}

export async function totp(tx: PersonTx, user: UserId): Promise<typeof totps.$inferSelect | undefined> {
  const [row] = await tx.select().from(totps).where(eq(totps.user, user))
  return row
}

export async function beginTotp(tx: PersonTx, user: UserId, pending: string, pendingUntil: Date): Promise<void> {
  const begun = { pending, pendingUntil }
  await tx
    .insert(totps)
    .values({ user, ...begun })
    .onConflictDoUpdate({ target: totps.user, set: begun })
}

/** The pending secret becomes the secret, with its first code spent; false if another request was faster. */
export async function confirmTotp(
  tx: PersonTx,
  user: UserId,
  pending: string,
  step: number,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(totps)
    .set({ secret: pending, lastStep: step, confirmedAt: now, pending: null, pendingUntil: null })
    .where(and(eq(totps.user, user), eq(totps.pending, pending), gt(totps.pendingUntil, now)))
    .returning({ user: totps.user })
  return rows.length > 0
}

/** Spends a time step; false if it or a later one was spent before. */
export async function spendStep(tx: PersonTx, user: UserId, secret: string, step: number): Promise<boolean> {
  const rows = await tx
    .update(totps)
    .set({ lastStep: step })
    .where(and(eq(totps.user, user), eq(totps.secret, secret), lt(totps.lastStep, step)))
    .returning({ user: totps.user })
  return rows.length > 0
}

export async function dropTotp(tx: PersonTx, user: UserId): Promise<boolean> {
  const rows = await tx.delete(totps).where(eq(totps.user, user)).returning({ secret: totps.secret })
  return rows.some(({ secret }) => secret !== null)
}

export async function replaceRecoveryCodes(tx: PersonTx, user: UserId, hashes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.user, user))
  if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ user, hash })))
}

/** Spends a code; false if it is none or was spent before. */
export async function spendRecoveryCode(tx: PersonTx, user: UserId, hash: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.user, user), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)))
    .returning({ hash: recoveryCodes.hash })
  return rows.length > 0
}

/** Every second factor, also one that is being set up. */
export async function dropFactors(tx: PersonTx, user: UserId): Promise<void> {
  await tx.delete(totps).where(eq(totps.user, user))
  await tx.delete(passkeys).where(eq(passkeys.user, user))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.user, user))
}

export interface Standing {
  readonly password: boolean
  readonly totp: boolean
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly HeldPasskey[]
}

export async function standing(tx: PersonTx, user: UserId): Promise<Standing> {
  const app = await tx
    .select({ user: totps.user })
    .from(totps)
    .where(and(eq(totps.user, user), isNotNull(totps.secret)))
  const [left] = await tx
    .select({ codes: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.user, user), isNull(recoveryCodes.usedAt)))
  return {
    password: (await passwordHash(tx, user)) !== undefined,
    totp: app.length > 0,
    recoveryCodesLeft: left?.codes ?? 0,
    passkeys: await passkeysOf(tx, user),
  }
}

/** The oldest first. */
export function passkeysOf(tx: PersonTx, user: UserId): Promise<HeldPasskey[]> {
  return tx.select().from(passkeys).where(eq(passkeys.user, user)).orderBy(passkeys.id)
}

export async function passkey(tx: PersonTx, user: UserId, credentialId: string): Promise<HeldPasskey | undefined> {
  const [row] = await tx
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.user, user), eq(passkeys.credentialId, credentialId)))
  return row
}

/** Whose passkey it is, before anybody is known. */
export async function holderOf(house: House, credentialId: string): Promise<UserId | undefined> {
  const [row] = await house.byKey(credentialId, (tx) =>
    tx.select({ user: passkeys.user }).from(passkeys).where(eq(passkeys.credentialId, credentialId)),
  )
  return row?.user as UserId | undefined
}

/** False if the credential is registered already, by whomever. */
export async function addPasskey(
  tx: PersonTx,
  passkey: Omit<HeldPasskey, 'suspectAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const rows = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning({ id: passkeys.id })
  return rows.length > 0
}

/** Moves the counter forward; false if it does not go forward, or the passkey is suspect (WebAuthn Level 3 §7.2 step 22). */
export async function countUp(tx: PersonTx, id: string, counter: number, now: Date): Promise<boolean> {
  const none = counter === 0 ? eq(passkeys.counter, 0) : undefined
  const rows = await tx
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, id), isNull(passkeys.suspectAt), or(lt(passkeys.counter, counter), none)))
    .returning({ id: passkeys.id })
  return rows.length > 0
}

/** True for whoever is first to suspect it. */
export async function suspect(tx: PersonTx, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(passkeys)
    .set({ suspectAt: now })
    .where(and(eq(passkeys.id, id), isNull(passkeys.suspectAt)))
    .returning({ id: passkeys.id })
  return rows.length > 0
}

/** Its name, if it was there. */
export async function dropPasskey(tx: PersonTx, user: UserId, id: string): Promise<string | undefined> {
  const [row] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.user, user), eq(passkeys.id, id)))
    .returning({ name: passkeys.name })
  return row?.name
}
