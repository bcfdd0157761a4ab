import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'

export const GroupRole = Type.Object(
  {
    group: Type.String({ minLength: 1, maxLength: 256, description: 'As the group claim spells it' }),
    role: Type.String({ minLength: 1, maxLength: 40 }),
    below: Type.Optional(Type.Union([Id, Type.Null()], { description: 'Only for this asset and what is below it' })),
  },
  { title: 'GroupRole' },
)
export type GroupRole = Static<typeof GroupRole>

const told = {
  name: Type.String({ minLength: 1, maxLength: 100, description: 'What people choose at sign-in' }),
  issuer: Type.String({ minLength: 8, maxLength: 500, description: 'https URL, exactly as the provider writes it' }),
  clientId: Type.String({ minLength: 1, maxLength: 500 }),
}
const chosen = {
  scopes: Type.Array(Type.String({ pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}$' }), {
    maxItems: 20,
    description: 'Beside openid (RFC 6749 §3.3)',
  }),
  groupClaim: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'Claim that lists groups, or a path with dots to it',
  }),
  mapping: Type.Array(GroupRole, {
    maxItems: 200,
    description: 'Roles by group, set anew at each sign-in; roles that somebody here gave stay',
  }),
  emailDomains: Type.Array(Type.String({ pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$', maxLength: 253 }), {
    maxItems: 50,
    description: 'Only people whose verified e-mail address is in one of these; none: everyone',
  }),
  autoJoin: Type.Boolean({ description: 'Who is not a member becomes one at the first sign-in' }),
}

export const IdentityProvider = Type.Object(
  { id: Type.String(), ...told, ...chosen, redirectUri: Type.String(), createdAt: Time, changedAt: Time },
  { title: 'IdentityProvider', description: '`redirectUri` is to be registered at the provider' },
)
export type IdentityProvider = Static<typeof IdentityProvider>
export const IdentityProviderList = Type.Object(
  { items: Type.Array(IdentityProvider) },
  { title: 'IdentityProviderList' },
)

export const ProviderRequest = Type.Object(
  {
    ...told,
    clientSecret: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1024,
        description: 'Left out, what is kept stays, unless the issuer changes',
      }),
    ),
    scopes: Type.Optional(chosen.scopes),
    groupClaim: Type.Optional(chosen.groupClaim),
    mapping: Type.Optional(chosen.mapping),
    emailDomains: Type.Optional(chosen.emailDomains),
    autoJoin: Type.Optional(chosen.autoJoin),
  },
  { title: 'IdentityProviderRequest' },
)
export type ProviderRequest = Static<typeof ProviderRequest>

export const ProviderCheck = Type.Object(
  {
    works: Type.Boolean(),
    problem: Type.Optional(Type.String({ description: 'What was expected and what was seen' })),
    remedy: Type.Optional(Type.String()),
  },
  { title: 'IdentityProviderCheck' },
)
export type ProviderCheck = Static<typeof ProviderCheck>

export const OrganisationQuery = Type.Object({
  organisation: Type.String({ minLength: 1, maxLength: 63, description: 'Handle of the organisation' }),
})

const choice = { id: Type.String(), name: Type.String() }

export const ProviderChoices = Type.Object(
  { items: Type.Array(Type.Object(choice, { title: 'ProviderChoice' })) },
  { title: 'ProviderChoices' },
)
export type ProviderChoices = Static<typeof ProviderChoices>

export const OwnProviders = Type.Object(
  { items: Type.Array(Type.Object({ ...choice, connected: Type.Boolean() }, { title: 'OwnProvider' })) },
  { title: 'OwnProviders' },
)
export type OwnProviders = Static<typeof OwnProviders>

const part = Type.Optional(Type.String({ maxLength: 4096 }))
/** OpenID Connect Core 1.0 §3.1.2.5 and §3.1.2.6, RFC 9207 §2. */
export const ProviderAnswer = Type.Object({ code: part, state: part, iss: part, error: part, error_description: part })
export type ProviderAnswer = Static<typeof ProviderAnswer>
