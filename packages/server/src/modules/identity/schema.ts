import type { GrantId, TenantId, UserId } from '@millrace/core'
import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'
import type { Sender } from '../../ingest/needs.ts'

const SessionKind = Type.Optional(
  Type.Union([Type.Literal('cookie'), Type.Literal('token')], {
    default: 'cookie',
    description: 'cookie: for browsers, httpOnly; token: the reply holds a bearer token',
  }),
)

export const SignIn = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
    kind: SessionKind,
  },
  { title: 'SignIn' },
)
export type SignIn = Static<typeof SignIn>

/** What proves a person beside the password. */
export const Proof = Type.Object(
  {
    totp: Type.Optional(Type.String({ maxLength: 10, description: 'Code of the authenticator app (RFC 6238)' })),
    recovery: Type.Optional(Type.String({ maxLength: 64, description: 'One of the recovery codes' })),
    passkey: Type.Optional(Type.Unknown({ description: 'Answer of navigator.credentials.get() as WebAuthn JSON' })),
  },
  { title: 'Proof', description: 'Exactly one of them' },
)
export type Proof = Static<typeof Proof>

export const SecondStep = Type.Object(
  { ticket: Type.String({ minLength: 1, maxLength: 100 }), proof: Proof, kind: SessionKind },
  { title: 'SecondStep' },
)
export type SecondStep = Static<typeof SecondStep>

export const PasskeyBegun = Type.Object(
  { ticket: Type.String(), options: Type.Unknown({ description: 'For navigator.credentials.get(), WebAuthn JSON' }) },
  { title: 'PasskeyBegun' },
)

export const PasskeySignIn = Type.Object(
  {
    ticket: Type.String({ minLength: 1, maxLength: 100 }),
    response: Type.Unknown({ description: 'Answer of navigator.credentials.get() as WebAuthn JSON' }),
    kind: SessionKind,
  },
  { title: 'PasskeySignIn' },
)
export type PasskeySignIn = Static<typeof PasskeySignIn>

export const Lost = Type.Union([Type.Literal('password'), Type.Literal('factors'), Type.Literal('both')], {
  description: 'What the person lost: the password, every second factor, or both',
})
export type Lost = Static<typeof Lost>

export const RecoveryMade = Type.Object(
  {
    username: Type.String(),
    lost: Lost,
    token: Type.String({ description: 'To be handed to the person; shown this once' }),
    expiresAt: Time,
  },
  { title: 'RecoveryMade' },
)
export type RecoveryMade = Static<typeof RecoveryMade>

/** Who made a token, and by which right. */
export interface RecoveryMaker {
  readonly user: UserId
  /** Where they worked. */
  readonly tenant: TenantId
  /** By the right of that organisation over those who belong to it alone; else by that of whoever runs the platform. */
  readonly alone: boolean
}

const recoveryToken = Type.String({ minLength: 20, maxLength: 100 })
export const RecoveryToken = Type.Object({ token: recoveryToken }, { title: 'RecoveryToken' })
export const RecoveryOffer = Type.Object(
  { username: Type.String(), name: Type.String(), lost: Lost, expiresAt: Time },
  { title: 'RecoveryOffer' },
)
export type RecoveryOffer = Static<typeof RecoveryOffer>

export const RecoveryUse = Type.Object(
  {
    token: recoveryToken,
    next: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'The new password, where it was lost' }),
    ),
    current: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1024, description: 'The password, where the factors alone were lost' }),
    ),
  },
  { title: 'RecoveryUse' },
)
export type RecoveryUse = Static<typeof RecoveryUse>

const Organisation = Type.Object({ id: Type.String(), name: Type.String() })

export const Session = Type.Object(
  {
    user: Type.Object({
      id: Type.String(),
      username: Type.String(),
      name: Type.String(),
      locale: Type.String({ description: 'BCP 47, such as en or zh' }),
    }),
    tenant: Organisation,
    organisations: Type.Array(Organisation, { description: 'Every organisation this person may work for' }),
    secondFactor: Type.Union([Type.Literal('given'), Type.Literal('not_needed'), Type.Literal('needed')], {
      description: 'needed: the organisation asks for one; until it is set up and given, only the own profile opens',
    }),
    token: Type.Optional(Type.String({ description: 'Bearer token, told once, with kind "token" alone' })),
  },
  { title: 'Session' },
)
export type Session = Static<typeof Session>

export const SecondStepNeeded = Type.Object(
  {
    ticket: Type.String({ description: 'For POST /session/second-step, five minutes' }),
    accepts: Type.Array(Type.Union([Type.Literal('totp'), Type.Literal('passkey'), Type.Literal('recovery')])),
    options: Type.Optional(Type.Unknown({ description: 'For navigator.credentials.get(), WebAuthn JSON' })),
  },
  { title: 'SecondStepNeeded' },
)
export type SecondStepNeeded = Static<typeof SecondStepNeeded>

export const SignInReply = Type.Union([Session, SecondStepNeeded], { title: 'SignInReply' })

export const SwitchTo = Type.Object({ tenant: Id }, { title: 'SwitchTo' })

export const OpenSession = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean({ description: 'The one that asks' }),
    organisation: Type.String(),
    remote: Type.String({ description: 'Address it was opened from' }),
    userAgent: Type.String(),
    proofs: Type.Array(Type.String()),
    createdAt: Time,
    lastUsedAt: Time,
    expiresAt: Time,
  },
  { title: 'OpenSession' },
)
export type OpenSession = Static<typeof OpenSession>
export const OpenSessions = Type.Object({ items: Type.Array(OpenSession) }, { title: 'OpenSessions' })

export const PasswordChange = Type.Object(
  { current: Type.String({ maxLength: 1024 }), next: Type.String({ minLength: 1, maxLength: 1024 }) },
  { title: 'PasswordChange' },
)
export type PasswordChange = Static<typeof PasswordChange>

export const ProfileChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    locale: Type.Optional(Type.String({ pattern: '^(en|zh)$' })),
  },
  { title: 'ProfileChange' },
)
export type ProfileChange = Static<typeof ProfileChange>

/** Someone who signed in, as every part behind the door sees them. */
export interface Person {
  readonly kind: 'person'
  /** The organisation they work for in this session. */
  readonly tenant: TenantId
  readonly tenantName: string
  readonly user: UserId
  readonly username: string
  readonly name: string
  readonly locale: string
  /** Id of the session. */
  readonly session: string
  /** A second factor was given. */
  readonly secondFactor: boolean
  /** Opened by a sign-in provider of the organisation: it is worth nothing in another. */
  readonly pinned: boolean
  /** The organisation asks its people for a second factor. */
  readonly secondFactorAsked: boolean
}

/** A program with a key or a token of its own. */
export interface Program {
  readonly kind: 'program'
  readonly tenant: TenantId
  readonly tenantName: string
  readonly program: string
  readonly name: string
  /** Actions it may do at most; undefined: all that its roles give. */
  readonly scopes: readonly string[] | undefined
}

/** Whoever holds the link of a grant. */
export interface LinkHolder {
  readonly kind: 'link'
  /** The organisation that gave it. */
  readonly tenant: TenantId
  readonly grant: GrantId
}

/** A device that sends by its own credential. */
export interface Device {
  readonly kind: 'device'
  readonly tenant: TenantId
  readonly sender: Sender
}

/** A process outside with a key of an installation of an app, which it is. */
export interface AppProcess {
  readonly kind: 'app'
  readonly tenant: TenantId
  readonly tenantName: string
  readonly installation: string
  /** publisher/name */
  readonly name: string
  /** As the manifest names it. */
  readonly process: string
}

export type Principal = Person | Program | LinkHolder | Device | AppProcess
