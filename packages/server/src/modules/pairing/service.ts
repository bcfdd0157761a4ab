import { type Clock, Fault, isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { Attempts, type Caller, type IdentityService, type Person, SESSION_MS } from '../identity/index.ts'
import { type Asker, Codes, INTERVAL_S, LIVES_S, type Pairing, type Polled } from './codes.ts'
import './faults.ts'
import type { DeviceAuthorization, DeviceToken, PairingOffer } from './schema.ts'

/** Errors of RFC 8628 §3.5 and RFC 6749 §5.2. */
export type TokenError = 'authorization_pending' | 'slow_down' | 'expired_token' | 'access_denied' | 'invalid_grant'

export interface PairingService {
  /** Throws `pairing.too_many_open`. */
  begin(asker: Asker): DeviceAuthorization
  token(deviceCode: string, caller: Caller): Promise<DeviceToken | { readonly error: TokenError }>
  /** Who asks. Throws `pairing.code_unknown`, `not_by_program`, `identity.too_many_attempts`. */
  offer(who: Person, userCode: string, actor: Actor): Promise<PairingOffer>
  /** Lets it in as that person. Throws the same. */
  approve(who: Person, userCode: string, actor: Actor): Promise<void>
  /** Throws the same. */
  refuse(who: Person, userCode: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly identity: Pick<IdentityService, 'sessions' | 'openBeside'>
  readonly audit: AuditTrail
  readonly publicUrl: () => string
  readonly clock: Clock
}

const errors: Readonly<Record<Exclude<Polled['is'], 'approved'>, TokenError>> = {
  unknown: 'invalid_grant',
  expired: 'expired_token',
  waiting: 'authorization_pending',
  'too-soon': 'slow_down',
  refused: 'access_denied',
}

const HOUR_MS = 3_600_000
const iso = (ms: number): string => isoOf(ms * MICROS_PER_MS)
const targetOf = ({ id, clientName }: Pairing) => ({ kind: 'pairing', id, name: clientName })

export function createPairing({ identity, audit, publicUrl, clock }: Needs): PairingService {
  const codes = new Codes(clock)
  // People mistype; one address may stand for a whole office behind a proxy.
  const perPerson = new Attempts(clock, 5)
  const perAddress = new Attempts(clock, 20)

  /** A session that was given by a code gives no other, and neither does the token of this machine's operator. */
  const themselves = async (who: Person): Promise<void> => {
    const own = (await identity.sessions(who)).find(({ current }) => current)
    if (!own || own.proofs.includes('device')) throw new Fault('pairing.not_by_program')
  }

  const found = async (who: Person, userCode: string, actor: Actor): Promise<Pairing> => {
    const keys = [
      [perPerson, who.user],
      [perAddress, actor.remote ?? ''],
    ] as const
    for (const [attempts, key] of keys) attempts.check(key)
    await themselves(who)
    const pairing = codes.waiting(userCode)
    // A right code clears nothing: whoever guesses has right ones of their own.
    if (pairing) return pairing
    for (const [attempts, key] of keys) attempts.failed(key)
    const detail = { why: 'code' }
    await audit.note(who.tenant, { actor, action: 'pairing.refused', outcome: 'refused', detail })
    throw new Fault('pairing.code_unknown')
  }

  return {
    begin(asker) {
      const { deviceCode, userCode } = codes.begin(asker, clock.now() / MICROS_PER_MS)
      const page = `${publicUrl().replace(/\/$/, '')}/device`
      return {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: page,
        verification_uri_complete: `${page}?code=${userCode}`,
        expires_in: LIVES_S,
        interval: INTERVAL_S,
      }
    },

    async token(deviceCode, caller) {
      const polled = codes.poll(deviceCode)
      if (polled.is !== 'approved') return { error: errors[polled.is] }
      const { user, session, tenant, pairing } = polled
      const userAgent = `${pairing.clientName} · ${caller.userAgent}`
      const opened = await identity.openBeside({ user, session, tenant }, { ...caller, userAgent }).catch((thrown) => {
        // The person signed out or was suspended meanwhile.
        if (thrown instanceof Fault && thrown.code === 'identity.sign_in_refused') return undefined
        throw thrown
      })
      if (!opened) return { error: 'access_denied' }
      return { access_token: opened.token, token_type: 'Bearer', expires_in: SESSION_MS / 1_000 }
    },

    async offer(who, userCode, actor) {
      const { clientName, remote, userAgent, askedMs, expiresMs } = await found(who, userCode, actor)
      return {
        clientName,
        remote,
        userAgent,
        askedAt: iso(askedMs),
        expiresAt: iso(expiresMs),
        organisation: who.tenantName,
        name: who.name,
        hours: SESSION_MS / HOUR_MS,
      }
    },

    async approve(who, userCode, actor) {
      const pairing = await found(who, userCode, actor)
      const { user, session, tenant } = who
      const entry = { actor, target: targetOf(pairing), detail: { remote: pairing.remote } }
      // Told before it counts: what the audit does not take is not approved.
      await audit.note(tenant, { ...entry, action: 'pairing.approved' })
      if (!codes.decide(userCode, { is: 'approved', user, session, tenant })) throw new Fault('pairing.code_unknown')
    },

    async refuse(who, userCode, actor) {
      const pairing = await found(who, userCode, actor)
      if (!codes.decide(userCode, { is: 'refused' })) throw new Fault('pairing.code_unknown')
      const entry = { actor, target: targetOf(pairing), detail: { remote: pairing.remote } }
      await audit.note(who.tenant, { ...entry, action: 'pairing.refused' })
    },
  }
}
