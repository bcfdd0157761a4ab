import { type Clock, Fault, MICROS_PER_MS } from '@millrace/core'
import { ask } from './ask.ts'
import './faults.ts'
import { type Identity, identityOf, keepIdentity, nextKey, takeIdentityFolder } from './identity-folder.ts'
import { newKey, renewalProof, requestFor } from './request.ts'

export interface EnrolmentPlace {
  /** Address of the platform. */
  readonly url: string
  /** Where key and certificate are kept. */
  readonly folder: string
  /** PEM of the only authorities that count for the platform's servers; without it the system's for https, and the platform's own root for mqtts. */
  readonly ca?: string
}

/**
 * Makes a key, gets the certificate that the token promises and keeps both. Throws `enrolment.refused`, `enrolment.unreachable`,
 * `enrolment.plain_address`, `enrolment.foreign_answer`.
 */
export async function enrol({ url, folder, ca }: EnrolmentPlace, token: string): Promise<Identity & { name: string }> {
  await takeIdentityFolder(folder)
  const key = await nextKey(folder, newKey)
  const { pem } = await requestFor(key)
  return take(await ask(routeOf(url, 'enrolments'), { token, csr: pem }, ca), { key, folder })
}

/** A new key and certificate in place of the current ones; a renewal whose answer was lost is asked for again. Throws as {@link enrol}. */
export async function renew(
  { url, folder, ca }: EnrolmentPlace,
  { key: current, certificate }: Identity,
  clock: Clock,
): Promise<Identity> {
  const key = await nextKey(folder, newKey)
  const { pem, der } = await requestFor(key)
  const proof = renewalProof(current, der, clock.now() / MICROS_PER_MS)
  return take(await ask(routeOf(url, 'renewals'), { certificate, csr: pem, ...proof }, ca), { key, folder })
}

const routeOf = (url: string, what: string): string => `${url.replace(/\/+$/, '')}/api/v1/machines/${what}`

async function take(
  answer: unknown,
  { key, folder }: { key: string; folder: string },
): Promise<Identity & { name: string }> {
  const { name, certificate, root } = answer as Record<string, unknown>
  if (typeof certificate !== 'string' || typeof root !== 'string' || typeof name !== 'string')
    throw new Fault('enrolment.foreign_answer', { seen: 'an answer without one' })
  const identity = identityOf({ key, certificate, root })
  await keepIdentity(folder, identity)
  return { ...identity, name }
}
