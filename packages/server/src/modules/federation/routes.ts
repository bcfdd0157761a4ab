import { Fault } from '@millrace/core'
import { Redirect } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  IdentityProvider,
  IdentityProviderList,
  OrganisationQuery,
  OwnProviders,
  ProviderAnswer,
  ProviderCheck,
  ProviderChoices,
  ProviderRequest,
} from './schema.ts'
import type { Begun, FederationService } from './service.ts'

const COOKIE = 'millrace_sign_in'
const permission = 'provider:manage'

const cookieOf = (id: string, value: string, maxAge: number) => ({
  name: COOKIE,
  value,
  path: `/api/v1/sign-in/providers/${id}/callback`,
  maxAge,
})

const away = (id: string, { location, cookie, maxAge }: Begun): Redirect =>
  new Redirect(location, cookieOf(id, cookie, maxAge))

/** A person who came by a link is shown a page; a program gets the problem itself. */
async function orPage<T>(
  isPage: boolean,
  run: () => Promise<T>,
  page: (code: string) => Redirect,
): Promise<T | Redirect> {
  try {
    return await run()
  } catch (thrown) {
    if (!isPage || !(thrown instanceof Fault)) throw thrown
    return page(thrown.code)
  }
}

const failed = (code: string): string => `/login?fault=${encodeURIComponent(code)}`
const account = '/account?view=sign-in'
const notConnected = (code: string): string => `${account}&fault=${encodeURIComponent(code)}`

export const routes = (federation: FederationService): Route[] => [
  route.get(
    '/sign-in/providers',
    {
      permission: 'public',
      strict: true,
      summary: 'Providers that an organisation signs in by',
      description: 'Empty as well for an organisation that does not exist.',
      query: OrganisationQuery,
      reply: ProviderChoices,
    },
    async ({ query }) => ({ items: await federation.choices(query.organisation) }),
  ),
  route.get(
    '/sign-in/providers/:id/start',
    { permission: 'public', strict: true, summary: 'Go to a provider to sign in', params: ById, status: 303 },
    ({ params: { id }, prefers }) =>
      orPage(
        prefers('text/html'),
        async () => away(id, await federation.begin(id)),
        (code) => new Redirect(failed(code)),
      ),
  ),
  route.get(
    '/sign-in/providers/:id/callback',
    {
      permission: 'public',
      strict: true,
      summary: 'Where the provider sends people back to',
      params: ById,
      query: ProviderAnswer,
      status: 303,
    },
    ({ params: { id }, query: answer, cookie, keepSession, remote, userAgent, prefers }) => {
      const clear = cookieOf(id, '', 0)
      const isConnecting = federation.isConnecting(cookie(COOKIE))
      return orPage(
        prefers('text/html'),
        async () => {
          const { token } = await federation.finish(id, { answer, cookie: cookie(COOKIE), remote, userAgent })
          if (token !== undefined) keepSession(token)
          return new Redirect(isConnecting ? account : '/', clear)
        },
        (code) => new Redirect(isConnecting ? notConnected(code) : failed(code), clear),
      )
    },
  ),
  route.get(
    '/me/sign-in-providers',
    { permission: 'person', summary: 'Providers you can connect to your account', reply: OwnProviders },
    async ({ who }) => ({ items: await federation.own(who) }),
  ),
  route.get(
    '/me/sign-in-providers/:id/start',
    { permission: 'person', summary: 'Go to a provider to connect it to your account', params: ById, status: 303 },
    ({ who, params: { id }, prefers }) =>
      orPage(
        prefers('text/html'),
        async () => away(id, await federation.beginConnecting(who, id)),
        (code) => new Redirect(notConnected(code)),
      ),
  ),
  route.delete(
    '/me/sign-in-providers/:id',
    { permission: 'person', summary: 'No longer sign in by a provider', params: ById },
    async ({ who, params, actor }) => {
      await federation.disconnect(who, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/identity-providers',
    { permission, summary: 'Sign-in providers of the organisation', reply: IdentityProviderList },
    async ({ reach }) => ({ items: await federation.providers(reach) }),
  ),
  route.post(
    '/identity-providers',
    {
      permission,
      summary: 'Trust an OpenID provider',
      description:
        'Register the `redirectUri` of the reply at the provider. Groups give roles only if you may give them.',
      body: ProviderRequest,
      reply: IdentityProvider,
      status: 201,
    },
    ({ who, reach, body, actor }) => federation.add(who, reach, body, actor),
  ),
  route.get(
    '/identity-providers/:id',
    { permission, summary: 'One sign-in provider', params: ById, reply: IdentityProvider },
    ({ reach, params }) => federation.provider(reach, params.id),
  ),
  route.put(
    '/identity-providers/:id',
    { permission, summary: 'Change a sign-in provider', params: ById, body: ProviderRequest, reply: IdentityProvider },
    ({ who, reach, params, body, actor }) => federation.change(who, reach, params.id, body, actor),
  ),
  route.delete(
    '/identity-providers/:id',
    { permission, summary: 'Trust a sign-in provider no longer', params: ById },
    async ({ reach, params, actor }) => {
      await federation.drop(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/identity-providers/:id/check',
    { permission, summary: 'Try a sign-in provider', params: ById, reply: ProviderCheck, status: 200 },
    ({ reach, params }) => federation.check(reach, params.id),
  ),
]
