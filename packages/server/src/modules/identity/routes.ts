import { type Route, route } from '../../http/route.ts'
import { Session, SignIn } from './schema.ts'
import type { IdentityService } from './service.ts'

export const routes = (identity: IdentityService): Route[] => [
  route.post(
    '/session',
    { permission: 'public', summary: 'Sign in', body: SignIn, reply: Session },
    async ({ body, remote, keepSession }) => {
      const { session, token } = await identity.signIn(body, remote)
      if (body.kind === 'token') return { ...session, token }
      keepSession(token)
      return session
    },
  ),
  route.get('/session', { permission: 'session.own', summary: 'Who is signed in', reply: Session }, ({ who }) =>
    identity.sessionOf(who),
  ),
  route.delete('/session', { permission: 'session.own', summary: 'Sign out' }, async ({ token, keepSession }) => {
    if (token) await identity.signOut(token)
    keepSession(undefined)
    return undefined
  }),
]
