import { type Clock, Fault, MICROS_PER_MS, newId, type UserId } from '@millrace/core'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { Compile } from 'typebox/compile'
import type { House } from '../../database/index.ts'
import type { AuditEntry } from '../audit/index.ts'
import { newSecret } from '../identity/index.ts'
import { Challenges } from './challenges.ts'
import './faults.ts'
import { checkRelyingParty, type RelyingParty, takesPasskeys } from './relying-party.ts'
import { PasskeyAnswer, type PasskeyMade } from './schema.ts'
import * as store from './store.ts'

/** Passkeys of one person. */
const MOST = 20
const TIMEOUT_MS = 300_000
/** Ed25519, ES256, RS256 (COSE, RFC 9053): what authenticators have today. */
const ALGORITHMS = [-8, -7, -257]
const answers = Compile(PasskeyAnswer)

/** Tells every organisation of the person what security should look at. */
export type Raise = (user: UserId, entry: AuditEntry) => Promise<void>

interface Needs {
  readonly house: House
  readonly clock: Clock
  readonly relyingParty: () => RelyingParty
  readonly raise: Raise
}

interface Registrant {
  readonly user: UserId
  readonly username: string
  readonly name: string
  /** Id of the session that asks: nobody else may answer. */
  readonly session: string
}

export interface Passkeys {
  /** Options for navigator.credentials.create(). Throws `factors.passkey_needs_name`, `passkeys_full`. */
  registration(person: Registrant): Promise<unknown>
  /** Checks the answer; returns what is to be stored. Throws `factors.passkey_refused`, `passkey_needs_name`. */
  made(person: Registrant, name: string, response: PasskeyMade): Promise<store.HeldPasskey>
  /** Options for navigator.credentials.get() with a passkey of this person; undefined if none can answer. */
  question(user: UserId): Promise<unknown>
  /** Throws `factors.passkey_refused`, `factors.passkey_cloned`. */
  check(user: UserId, response: unknown): Promise<void>
  /** For anybody's passkey. Throws `factors.passkey_needs_name`. */
  openQuestion(): Promise<{ ticket: string; options: unknown }>
  /** Throws `factors.passkey_refused`, `factors.passkey_cloned`. */
  holder(ticket: string, response: unknown): Promise<UserId>
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'))
/** The user handle: the id alone, nothing that says who it is (WebAuthn Level 3 §14.6.1). */
const handleOf = (user: UserId): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(user.replaceAll('-', ''), 'hex'))

const refuse = (why: string, cause?: unknown): Fault => new Fault('factors.passkey_refused', { why }, cause)

/** What the browser says that it signed; nothing of it is believed before the signature is checked. */
function challengeIn(clientDataJSON: string): string {
  let said: unknown
  try {
    said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
  } catch (thrown) {
    throw refuse('its client data is no JSON', thrown)
  }
  const { challenge, crossOrigin } = (said ?? {}) as { challenge?: unknown; crossOrigin?: unknown }
  // Nobody embeds the sign-in page: a frame of another site that asks is an attack (WebAuthn Level 3 §13.4.2).
  if (crossOrigin === true) throw refuse('it was asked for from within another site')
  if (typeof challenge !== 'string') throw refuse('it holds no challenge')
  return challenge
}

/** The library says what does not fit with plain errors. */
async function fitting<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    throw refuse(thrown instanceof Error ? thrown.message : String(thrown), thrown)
  }
}

export function createPasskeys({ house, clock, relyingParty, raise }: Needs): Passkeys {
  // Kept apart: whoever asks without signing in must not push out the questions of those who did.
  const asked = new Challenges(clock)
  const askedOpenly = new Challenges(clock)
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  const requestOptions = (
    party: RelyingParty,
    challenge: string,
    userVerification: 'required' | 'preferred',
    held: readonly store.HeldPasskey[] = [],
  ) =>
    generateAuthenticationOptions({
      rpID: party.id,
      challenge: bytesOf(challenge),
      timeout: TIMEOUT_MS,
      userVerification,
      allowCredentials: held.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    })

  const read = (response: unknown): { answer: PasskeyAnswer; challenge: string } => {
    if (!answers.Check(response)) throw refuse('it has not the form of a WebAuthn answer')
    return { answer: response, challenge: challengeIn(response.response.clientDataJSON) }
  }

  const checkSigned = async (
    user: UserId,
    { answer, challenge }: { answer: PasskeyAnswer; challenge: string },
    requireUserVerification: boolean,
  ): Promise<void> => {
    const party = checkRelyingParty(relyingParty())
    const held = await house.asPerson(user, (tx) => store.passkey(tx, user, answer.id))
    if (!held) throw refuse('it is not registered here')
    // WebAuthn Level 3 §7.2 step 6: the passkey must be of the person that it names.
    const handle = answer.response.userHandle
    if (handle !== undefined && !Buffer.from(handle, 'base64url').equals(handleOf(user)))
      throw refuse('it names another person')
    const { id, rawId, type, response } = answer
    const { verified, authenticationInfo } = await fitting(() =>
      verifyAuthenticationResponse({
        response: { id, rawId, type, response, clientExtensionResults: {} },
        expectedChallenge: challenge,
        expectedOrigin: [...party.origin],
        expectedRPID: party.id,
        // The library looks at the counter before the signature; ours is looked at after it, so that only who holds the key raises.
        credential: { id: held.credentialId, publicKey: bytesOf(held.publicKey), counter: 0 },
        requireUserVerification,
      }),
    )
    if (!verified) throw refuse('its signature does not fit')
    const counter = authenticationInfo.newCounter
    if (await house.asPerson(user, (tx) => store.countUp(tx, held.id, counter, now()))) return
    if (await house.asPerson(user, (tx) => store.suspect(tx, held.id, now())))
      await raise(user, {
        actor: { kind: 'system', id: 'factors', name: 'factors' },
        action: 'passkey.suspected',
        outcome: 'refused',
        target: { kind: 'passkey', id: held.id, name: held.name },
        detail: { user, counterKept: held.counter, counterSeen: counter },
      })
    throw new Fault('factors.passkey_cloned')
  }

  return {
    async registration({ user, username, name, session }) {
      const party = checkRelyingParty(relyingParty())
      const held = await house.asPerson(user, (tx) => store.passkeysOf(tx, user))
      if (held.length >= MOST) throw new Fault('factors.passkeys_full', { most: MOST })
      return generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        userID: handleOf(user),
        userName: username,
        userDisplayName: name,
        challenge: bytesOf(asked.ask(`new ${session}`)),
        timeout: TIMEOUT_MS,
        // Whose make it is does not matter here, and asking would tell which device people carry (§14.4.1).
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: held.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      })
    },

    async made({ user, session }, name, { id, rawId, type, response }) {
      const party = checkRelyingParty(relyingParty())
      const challenge = challengeIn(response.clientDataJSON)
      if (!asked.answer(challenge, `new ${session}`)) throw refuse('nothing was asked, or too long ago')
      const { transports = [], ...parts } = response
      const given: RegistrationResponseJSON = { id, rawId, type, response: parts, clientExtensionResults: {} }
      const { verified, registrationInfo } = await fitting(() =>
        verifyRegistrationResponse({
          response: given,
          expectedChallenge: challenge,
          expectedOrigin: [...party.origin],
          expectedRPID: party.id,
          requireUserVerification: false,
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      )
      if (!verified) throw refuse('its attestation does not fit')
      const { credential } = registrationInfo
      return {
        id: newId(clock.now() / MICROS_PER_MS),
        user,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports,
        name,
        suspectAt: null,
        createdAt: now(),
        lastUsedAt: null,
      }
    },

    async question(user) {
      const party = relyingParty()
      if (!takesPasskeys(party)) return undefined
      const held = await house.asPerson(user, (tx) => store.passkeysOf(tx, user))
      const usable = held.filter(({ suspectAt }) => suspectAt === null)
      if (usable.length === 0) return undefined
      return requestOptions(party, asked.ask(`second ${user}`), 'preferred', usable)
    },

    async check(user, response) {
      const given = read(response)
      if (!asked.answer(given.challenge, `second ${user}`)) throw refuse('nothing was asked, or too long ago')
      await checkSigned(user, given, false)
    },

    async openQuestion() {
      const party = checkRelyingParty(relyingParty())
      const ticket = newSecret()
      return { ticket, options: await requestOptions(party, askedOpenly.ask(ticket), 'required') }
    },

    async holder(ticket, response) {
      const given = read(response)
      if (!askedOpenly.answer(given.challenge, ticket)) throw refuse('nothing was asked, or too long ago')
      const user = await store.holderOf(house, given.answer.id)
      if (!user) throw refuse('it is not registered here')
      await checkSigned(user, given, true)
      return user
    },
  }
}
