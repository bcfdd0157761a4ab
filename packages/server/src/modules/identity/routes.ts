import type { TenantId } from '@millrace/core'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  OpenSessions,
  PasskeyBegun,
  PasskeySignIn,
  PasswordChange,
  ProfileChange,
  RecoveryOffer,
  RecoveryToken,
  RecoveryUse,
  SecondStep,
  Session,
  SignIn,
  SignInReply,
  SwitchTo,
} from './schema.ts'
import type { IdentityService } from './service.ts'
import { replyOf } from './session-reply.ts'

export const routes = (identity: IdentityService): Route[] => [
  route.post(
    '/session',
    { permission: 'public', strict: true, summary: 'Sign in with a password', body: SignIn, reply: SignInReply },
    async (exchange) => {
      const opened = await identity.signIn(exchange.body, exchange)
      return 'ticket' in opened ? opened : replyOf(opened, exchange)
    },
  ),
  route.post(
    '/session/second-step',
    { permission: 'public', strict: true, summary: 'Give the second factor', body: SecondStep, reply: Session },
    async (exchange) => replyOf(await identity.secondStep(exchange.body, exchange), exchange),
  ),
  route.post(
    '/session/passkey/options',
    { permission: 'public', strict: true, summary: 'Begin to sign in with a passkey alone', reply: PasskeyBegun },
    () => identity.beginPasskey(),
  ),
  route.post(
    '/session/passkey',
    {
      permission: 'public',
      strict: true,
      summary: 'Sign in with a passkey alone',
      body: PasskeySignIn,
      reply: Session,
    },
    async (exchange) => replyOf(await identity.finishPasskey(exchange.body, exchange), exchange),
  ),
  route.post(
    '/session/recovery/offer',
    {
      permission: 'public',
      strict: true,
      summary: 'What a recovery token is for',
      body: RecoveryToken,
      reply: RecoveryOffer,
    },
    ({ body, remote }) => identity.recoveries.offer(body.token, remote),
  ),
  route.post(
    '/session/recovery',
    {
      permission: 'public',
      strict: true,
      summary: 'Get back in with a recovery token; every session ends',
      body: RecoveryUse,
    },
    async ({ body, remote }) => {
      await identity.recoveries.use(body, remote)
      return undefined
    },
  ),
  route.get('/session', { permission: 'person', summary: 'Who is signed in', reply: Session }, ({ who }) =>
    identity.session(who),
  ),
  route.delete('/session', { permission: 'person', summary: 'Sign out' }, async ({ token, keepSession }) => {
    if (token) await identity.signOut(token)
    keepSession(undefined)
    return undefined
  }),
  route.post(
    '/session/organisation',
    { permission: 'person', summary: 'Work for another of your organisations', body: SwitchTo },
    async ({ who, body }) => {
      await identity.switchTo(who, body.tenant as TenantId)
      return undefined
    },
  ),
  route.post(
    '/me',
    { permission: 'person', summary: 'Change your name or language', body: ProfileChange },
    async (exchange) => {
      await identity.changeProfile(exchange.who, exchange.body, exchange.actor)
      return undefined
    },
  ),
  route.post(
    '/me/password',
    { permission: 'person', strict: true, summary: 'Change your password', body: PasswordChange },
    async ({ who, body, actor }) => {
      await identity.changePassword(who, body, actor)
      return undefined
    },
  ),
  route.get(
    '/me/sessions',
    { permission: 'person', summary: 'Where you are signed in', reply: OpenSessions },
    async ({ who }) => ({ items: await identity.sessions(who) }),
  ),
  route.delete(
    '/me/sessions',
    { permission: 'person', summary: 'Sign out everywhere but here' },
    async ({ who, actor }) => {
      await identity.endOtherSessions(who, actor)
      return undefined
    },
  ),
  route.delete(
    '/me/sessions/:id',
    { permission: 'person', summary: 'Sign out somewhere', params: ById },
    async ({ who, params, actor }) => {
      await identity.endSession(who, params.id, actor)
      return undefined
    },
  ),
]
