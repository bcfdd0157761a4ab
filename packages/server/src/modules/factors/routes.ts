import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  FactorAdded,
  Factors,
  PasskeyAdded,
  PasskeyNew,
  PasskeyOptions,
  Proven,
  RecoveryCodes,
  TotpBegun,
  TotpConfirmation,
} from './schema.ts'
import type { FactorService } from './service.ts'

export const routes = (factors: FactorService): Route[] => [
  route.get('/me/factors', { permission: 'person', summary: 'How you prove who you are', reply: Factors }, ({ who }) =>
    factors.own.list(who),
  ),
  route.post(
    '/me/factors/challenge',
    { permission: 'person', summary: 'Ask for one of your passkeys, as a proof', reply: PasskeyOptions },
    async ({ who }) => ({ options: await factors.own.challenge(who) }),
  ),
  route.post(
    '/me/totp',
    {
      permission: 'person',
      strict: true,
      summary: 'Begin to set up an authenticator app',
      body: Proven,
      reply: TotpBegun,
    },
    ({ who, body, actor }) => factors.own.beginTotp(who, body.proof, actor),
  ),
  route.post(
    '/me/totp/confirmation',
    {
      permission: 'person',
      strict: true,
      summary: 'Prove that the app shows the right code',
      body: TotpConfirmation,
      reply: FactorAdded,
    },
    ({ who, body, actor }) => factors.own.confirmTotp(who, body.code, actor),
  ),
  route.delete(
    '/me/totp',
    { permission: 'person', strict: true, summary: 'Remove the authenticator app', body: Proven },
    async ({ who, body, actor }) => {
      await factors.own.removeTotp(who, body.proof, actor)
      return undefined
    },
  ),
  route.post(
    '/me/recovery-codes',
    {
      permission: 'person',
      strict: true,
      summary: 'New recovery codes; the old ones end',
      body: Proven,
      reply: RecoveryCodes,
    },
    ({ who, body, actor }) => factors.own.renewRecoveryCodes(who, body.proof, actor),
  ),
  route.post(
    '/me/passkeys/options',
    {
      permission: 'person',
      strict: true,
      summary: 'Begin to register a passkey',
      body: Proven,
      reply: PasskeyOptions,
    },
    async ({ who, body, actor }) => ({ options: await factors.own.beginPasskey(who, body.proof, actor) }),
  ),
  route.post(
    '/me/passkeys',
    {
      permission: 'person',
      strict: true,
      summary: 'Register a passkey',
      body: PasskeyNew,
      reply: PasskeyAdded,
      status: 201,
    },
    ({ who, body, actor }) => factors.own.addPasskey(who, body, actor),
  ),
  route.delete(
    '/me/passkeys/:id',
    { permission: 'person', strict: true, summary: 'Remove a passkey', params: ById, body: Proven },
    async ({ who, params, body, actor }) => {
      await factors.own.removePasskey(who, params.id, body.proof, actor)
      return undefined
    },
  ),
]
