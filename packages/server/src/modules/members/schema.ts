import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { Lost, SecondStep, SecondStepNeeded } from '../identity/index.ts'

const RoleAt = Type.Object(
  { role: Type.String({ maxLength: 40 }), below: Type.Optional(Type.Union([Id, Type.Null()])) },
  { title: 'RoleAt' },
)

const RoleHeld = Type.Object(
  {
    role: Type.String(),
    below: Type.Union([Type.String(), Type.Null()], {
      description: 'Asset under which alone it holds; null: everywhere',
    }),
    belowName: Type.Optional(Type.String()),
  },
  { title: 'RoleHeld' },
)

export const Member = Type.Object(
  {
    id: Type.String(),
    username: Type.String(),
    name: Type.String(),
    suspended: Type.Boolean(),
    roles: Type.Array(RoleHeld),
    factors: Type.Boolean({ description: 'Signed in with a second factor in a session that is open' }),
    joinedAt: Time,
    lastSeenAt: Type.Optional(Time),
  },
  { title: 'Member' },
)
export type Member = Static<typeof Member>
export const MemberPage = pageOf(Member, 'MemberPage')
export const MemberQuery = Type.Object({ search: searchText, ...pageQuery })
export type MemberQuery = Static<typeof MemberQuery>

const lost = {
  lost: Lost,
  reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why, and how you know who asks; for the audit' }),
}
export const RecoveryRequest = Type.Object(lost, { title: 'RecoveryRequest' })
export type RecoveryRequest = Static<typeof RecoveryRequest>

export const PersonRecovery = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: 200 }), ...lost },
  { title: 'PersonRecovery' },
)
export type PersonRecovery = Static<typeof PersonRecovery>

export const OperatorRecovery = Type.Object(
  {
    username: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'May be left out where there is one' }),
    ),
    lost: Lost,
  },
  { title: 'OperatorRecovery' },
)
export type OperatorRecovery = Static<typeof OperatorRecovery>

export const InvitationRequest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'Whom it is for; only for people to read' }),
    roles: Type.Array(RoleAt, { minItems: 1, maxItems: 20 }),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, default: 72 })),
  },
  { title: 'InvitationRequest' },
)
export type InvitationRequest = Static<typeof InvitationRequest>

export const Invitation = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    roles: Type.Array(RoleHeld),
    createdAt: Time,
    expiresAt: Time,
    token: Type.Optional(Type.String({ description: 'To be handed over; shown this once' })),
  },
  { title: 'Invitation' },
)
export type Invitation = Static<typeof Invitation>
export const InvitationList = Type.Object({ items: Type.Array(Invitation) }, { title: 'InvitationList' })

export const Acceptance = Type.Object(
  {
    token: Type.String({ minLength: 20, maxLength: 100 }),
    username: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\s\\u0000-\\u001f]+$' }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
    locale: Type.Optional(Type.String({ pattern: '^(en|zh)$' })),
    account: Type.Optional(
      Type.Union([Type.Literal('new'), Type.Literal('own')], {
        description: 'own: no account is made for a user name that there is not; without it either will do',
      }),
    ),
  },
  {
    title: 'Acceptance',
    description: 'A new account, or that of a person who has one and gives its user name and password',
  },
)
export type Acceptance = Static<typeof Acceptance>
export const InvitationToken = Type.Object(
  { token: Type.String({ minLength: 20, maxLength: 100 }) },
  { title: 'InvitationToken' },
)
export const InvitationOffer = Type.Object(
  { organisation: Type.String(), name: Type.String({ description: 'Whom it is for' }), expiresAt: Time },
  { title: 'InvitationOffer' },
)
export type InvitationOffer = Static<typeof InvitationOffer>

export const Accepted = Type.Object({ username: Type.String(), organisation: Type.String() }, { title: 'Accepted' })
export const AcceptanceReply = Type.Union([Accepted, SecondStepNeeded], {
  title: 'AcceptanceReply',
  description:
    'A ticket for POST /invitations/acceptance/second-step if the account has a second factor: nobody joined yet',
})
export type AcceptanceReply = Static<typeof AcceptanceReply>

export const ProvenAcceptance = Type.Object(
  { token: Acceptance.properties.token, ...SecondStep.properties },
  { title: 'ProvenAcceptance' },
)
export type ProvenAcceptance = Static<typeof ProvenAcceptance>

const settings = {
  secondFactor: Type.Boolean({ description: 'Everyone here needs a second factor' }),
  separateAdministrators: Type.Boolean({
    description: 'System, security and audit administration are three different people (GB/T 22239-2019 §8.1.5)',
  }),
}
const handle = Type.String({
  pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$',
  description: 'What others write to mean this organisation',
})

export const Organisation = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    handle: Type.String(),
    operator: Type.Boolean({ description: 'It runs the platform' }),
    suspended: Type.Boolean(),
    settings: Type.Object(settings),
  },
  { title: 'Organisation' },
)
export type Organisation = Static<typeof Organisation>
export const OrganisationList = Type.Object({ items: Type.Array(Organisation) }, { title: 'OrganisationList' })

export const OrganisationChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    settings: Type.Optional(Type.Partial(Type.Object(settings))),
  },
  { title: 'OrganisationChange' },
)
export type OrganisationChange = Static<typeof OrganisationChange>

export const OrganisationRequest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    handle,
    administrator: Type.String({ minLength: 1, maxLength: 200, description: 'Whom the first invitation is for' }),
  },
  { title: 'OrganisationRequest' },
)
export type OrganisationRequest = Static<typeof OrganisationRequest>

export const OrganisationMade = Type.Object(
  { organisation: Organisation, invitation: Invitation },
  { title: 'OrganisationMade' },
)
export type OrganisationMade = Static<typeof OrganisationMade>
