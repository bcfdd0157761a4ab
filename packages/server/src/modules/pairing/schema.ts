import { type Static, Type } from 'typebox'
import { Time } from '../../http/schema.ts'

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** RFC 8628 §3.1. There are no clients to be registered: who asks says its name, and people judge it. */
export const DeviceAuthorizationForm = Type.Object(
  {
    client_name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'What people are told asks; client_id if missing' }),
    ),
    client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    scope: Type.Optional(
      Type.String({ maxLength: 1_000, description: 'Not looked at: rights are those of the person' }),
    ),
  },
  { title: 'DeviceAuthorizationForm' },
)
export type DeviceAuthorizationForm = Static<typeof DeviceAuthorizationForm>

/** RFC 8628 §3.2. */
export const DeviceAuthorization = Type.Object(
  {
    device_code: Type.String({ description: 'For the program alone' }),
    user_code: Type.String({ description: 'For people to enter' }),
    verification_uri: Type.String(),
    verification_uri_complete: Type.String({ description: 'With the code in it' }),
    expires_in: Type.Integer({ description: 's' }),
    interval: Type.Integer({ description: 's between two requests for the token' }),
  },
  { title: 'DeviceAuthorization' },
)
export type DeviceAuthorization = Static<typeof DeviceAuthorization>

export const DeviceTokenForm = Type.Object(
  {
    grant_type: Type.Optional(Type.String({ description: DEVICE_CODE_GRANT })),
    device_code: Type.Optional(Type.String({ maxLength: 200 })),
    client_id: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { title: 'DeviceTokenForm' },
)
export type DeviceTokenForm = Static<typeof DeviceTokenForm>

export const DeviceToken = Type.Object(
  {
    access_token: Type.String({ description: 'A session of the person who approved' }),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({ description: 's' }),
  },
  { title: 'DeviceToken' },
)
export type DeviceToken = Static<typeof DeviceToken>

export const PairingCode = Type.Object(
  { userCode: Type.String({ minLength: 1, maxLength: 40, description: 'As the program shows it' }) },
  { title: 'PairingCode' },
)

export const PairingOffer = Type.Object(
  {
    clientName: Type.String({ description: 'As the program calls itself: nobody vouches for it' }),
    remote: Type.String({ description: 'Address it asks from' }),
    userAgent: Type.String(),
    askedAt: Time,
    expiresAt: Time,
    organisation: Type.String({ description: 'Where it would act' }),
    name: Type.String({ description: 'As whom it would act' }),
    hours: Type.Integer({ description: 'How long it would be let in' }),
  },
  { title: 'PairingOffer' },
)
export type PairingOffer = Static<typeof PairingOffer>
