import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { actorOf, type Person } from '../identity/index.ts'
import { Browser } from './browser.ts'
import { type Directory, openPlace, type Place, serveProvider, startTrial, type Trial } from './fakes.ts'
import type { IdentityProvider } from './schema.ts'

let server: TestServer
let trial: Trial
let place: Place
let provider: IdentityProvider
/** The same provider, for members alone who connected it. */
let closed: IdentityProvider
const directory: Directory = new Map()

beforeAll(async () => {
  server = await startTestServer()
  const database = await server.database()
  place = await openPlace()
  trial = await startTrial(database, [new URL(place.issuer).host])
  await addTestTenant(database, 'Another')
  provider = await trial.make({
    issuer: place.issuer,
    autoJoin: true,
    emailDomains: ['works.example'],
    mapping: [
      { group: 'operators', role: 'operator' },
      { group: 'shift-leads', role: 'operator' },
      { group: 'analysts', role: 'analyst' },
    ],
  })
  closed = await trial.make({ name: 'Members only', issuer: place.issuer })
  serveProvider(place, [provider.redirectUri, closed.redirectUri], directory)
})
afterAll(async () => {
  await trial.close()
  await place.close()
  await server.close()
})
beforeEach(() => {
  trial.told.length = 0
  directory.clear()
})

const account = (name: string, groups: readonly string[], more: object = {}): void => {
  const email = `${name}@works.example`
  directory.set(name, { preferred_username: name, name: `${name} Ng`, email, email_verified: true, groups, ...more })
}

/** Through the provider's forms; ends at the address that the browser is sent back to, not visited yet. */
async function through(browser: Browser, start: string, login: string, init: RequestInit = {}): Promise<string> {
  const post = (url: string, fields: Record<string, string>) =>
    browser.follow(url, trial.address, { method: 'POST', body: new URLSearchParams(fields) })
  let at = await browser.follow(start, `${trial.address}/api/v1/sign-in`, init)
  for (let forms = 0; at.page !== undefined && forms < 3; forms++) {
    const fields = at.page.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' }
    at = await post(at.url, fields as Record<string, string>)
  }
  return at.url
}
const startOf = ({ id }: IdentityProvider): string => `${trial.address}/api/v1/sign-in/providers/${id}/start`
const back = (login: string, browser = new Browser()): Promise<string> => through(browser, startOf(provider), login)

async function signIn(login: string, browser = new Browser()): Promise<Response> {
  return browser.visit(await back(login, browser))
}
const codeOf = async (reply: Response): Promise<unknown> => ((await reply.json()) as { code?: string }).code
const person = async (browser: Browser) => trial.services.identity.principal(browser.cookie('millrace_session') ?? '')
const rolesOf = async (user: string): Promise<string[]> =>
  (await trial.services.access.assignments({ tenant: trial.tenant }, { holder: user })).map(({ role }) => role).sort()

describe('somebody whom the provider knows', () => {
  it('joins, with the roles of their groups, and is signed in', async () => {
    account('alice', ['operators', 'shift-leads', 'choir'])
    const browser = new Browser()
    const reply = await signIn('alice', browser)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/'])
    const who = await person(browser)
    expect(who).toMatchObject({ username: 'alice', name: 'alice Ng', tenant: trial.tenant })
    expect(await rolesOf(who?.user ?? '')).toEqual(['operator'])
    expect(trial.admitted.at(-1)).toMatchObject({
      user: undefined,
      email: 'alice@works.example',
      provider: provider.id,
    })
    expect(trial.told).toMatchObject([
      {
        actor: { kind: 'person', id: who?.user, name: 'alice' },
        action: 'provider.signed_in',
        target: { kind: 'identity_provider', id: provider.id },
        detail: { issuer: place.issuer, subject: 'alice', joined: true, roles: ['operator'] },
      },
    ])
  })

  it('is the same person next time, with the roles of their groups of that day and those given here', async () => {
    account('bob', ['operators'])
    const first = new Browser()
    await signIn('bob', first)
    const who = await person(first)
    const body = { holder: who?.user ?? '', role: 'viewer' }
    const admin = (await trial.services.identity.principal(trial.admin)) as Person
    await trial.services.access.assign(admin, { tenant: trial.tenant }, body, actorOf(admin, 'test'))
    account('bob', ['analysts'])
    const second = new Browser()
    await signIn('bob', second)
    expect((await person(second))?.user).toBe(who?.user)
    expect(await rolesOf(who?.user ?? '')).toEqual(['analyst', 'viewer'])
    account('bob', [])
    await signIn('bob', new Browser())
    expect(await rolesOf(who?.user ?? '')).toEqual(['viewer'])
  })

  it('is refused outside the domains that the organisation takes, and with an address that nobody verified', async () => {
    account('carol', ['operators'], { email: 'carol@elsewhere.example' })
    account('dave', ['operators'], { email_verified: false })
    account('erin', ['operators'], { email: 'erin@works.example.evil.example' })
    for (const login of ['carol', 'dave', 'erin'])
      expect(await codeOf(await signIn(login))).toBe('federation.domain_refused')
    expect(trial.told.map(({ action, outcome, detail }) => [action, outcome, detail?.['why']])).toEqual(
      Array(3).fill(['provider.sign_in_refused', 'refused', 'federation.domain_refused']),
    )
  })
})

describe('the answer of the provider', () => {
  const cookieName = 'millrace_sign_in'

  it('is taken from the browser that began alone, and once', async () => {
    account('alice', [])
    const browser = new Browser()
    const url = await back('alice', browser)
    expect(await codeOf(await new Browser().visit(url))).toBe('federation.errand_unknown')
    const other = new Browser()
    await other.visit(startOf(provider))
    expect(await codeOf(await other.visit(url))).toBe('federation.errand_unknown')
    const kept = browser.cookie(cookieName) ?? ''
    expect((await browser.visit(url)).status).toBe(303)
    expect(browser.cookie(cookieName)).toBeUndefined()
    expect(await codeOf(await browser.visit(url))).toBe('federation.errand_unknown')
    // Who kept the cookie still has a code that is used up.
    browser.setCookie(new URL(trial.address).host, cookieName, kept)
    expect(await codeOf(await browser.visit(url))).toBe('federation.answer_refused')
  })

  it('is refused with another state, none, or an altered cookie', async () => {
    account('alice', [])
    const browser = new Browser()
    const url = new URL(await back('alice', browser))
    const cookie = browser.cookie(cookieName) ?? ''
    const state = url.searchParams.get('state') ?? ''
    for (const wrong of [
      '',
      'x',
      `${state}x`,
      state.slice(1),
      state.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    ]) {
      url.searchParams.set('state', wrong)
      const reply = await new Browser().visit(url.href, { headers: { cookie: `${cookieName}=${cookie}` } })
      expect(await codeOf(reply)).toBe('federation.errand_unknown')
    }
    url.searchParams.set('state', state)
    const [secret, until] = cookie.split('.')
    for (const wrong of ['', '.', `${secret}.${Number(until) + 1}.`, `${secret}.${until}.someone`, `x${cookie}`]) {
      const reply = await new Browser().visit(url.href, { headers: { cookie: `${cookieName}=${wrong}` } })
      expect(await codeOf(reply)).toBe('federation.errand_unknown')
    }
    expect(trial.admitted.some(({ username }) => username === 'mallory')).toBe(false)
  })

  it('is refused when its code was made for another errand: PKCE holds', async () => {
    account('alice', [])
    account('mallory', [])
    const stolen = new URL(await back('mallory')).searchParams.get('code') ?? ''
    const browser = new Browser()
    const url = new URL(await back('alice', browser))
    url.searchParams.set('code', stolen)
    expect(await codeOf(await browser.visit(url.href))).toBe('federation.answer_refused')
    expect(trial.told).toMatchObject([
      { action: 'provider.sign_in_refused', detail: { seen: 'the answer invalid_grant' } },
    ])
  })

  it('is refused when it names another issuer, or none where the provider promises one (RFC 9207)', async () => {
    account('alice', [])
    for (const iss of ['https://evil.example', undefined]) {
      const browser = new Browser()
      const url = new URL(await back('alice', browser))
      expect(url.searchParams.get('iss')).toBe(place.issuer)
      if (iss === undefined) url.searchParams.delete('iss')
      else url.searchParams.set('iss', iss)
      expect(await codeOf(await browser.visit(url.href))).toBe('federation.answer_refused')
    }
  })

  it('is not taken at the address of another provider', async () => {
    account('alice', [])
    const browser = new Browser()
    const url = await back('alice', browser)
    browser.setCookie(new URL(trial.address).host, cookieName, browser.cookie(cookieName) ?? '')
    expect(await codeOf(await browser.visit(url.replace(provider.id, closed.id)))).toBe('federation.errand_unknown')
  })

  it('that says no is told as such, and a browser is shown the sign-in page', async () => {
    const browser = new Browser()
    const began = await browser.visit(startOf(provider))
    const state = new URL(began.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const url = `${provider.redirectUri}?${new URLSearchParams({ error: 'access_denied', error_description: '<b>', state, iss: place.issuer })}`
    const reply = await browser.visit(url, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login?fault=federation.answer_refused'])
    expect(trial.told).toMatchObject([{ detail: { seen: 'the answer access_denied' } }])
    expect(browser.cookie(cookieName)).toBeUndefined()
  })

  it('comes back to a cookie that no script reads and that other addresses do not get', async () => {
    const [line] = (await new Browser().visit(startOf(provider))).headers.getSetCookie()
    expect(line).toMatch(new RegExp(`Path=/api/v1/sign-in/providers/${provider.id}/callback; HttpOnly; SameSite=Lax$`))
    expect(line).toContain('Max-Age=600')
  })
})

describe('a provider that lets nobody join', () => {
  it('signs in who connected it from their own account, and nobody else, until they disconnect', async () => {
    account('frank', [])
    const attempt = async (): Promise<Response> => {
      const browser = new Browser()
      return browser.visit(await through(browser, startOf(closed), 'frank'))
    }
    expect(await codeOf(await attempt())).toBe('federation.not_a_member')
    const connecting = new Browser()
    connecting.setCookie(new URL(trial.address).host, 'millrace_session', trial.admin)
    const start = `${trial.address}/api/v1/me/sign-in-providers/${closed.id}/start`
    expect((await new Browser().visit(start)).status).toBe(401)
    const reply = await connecting.visit(await through(connecting, start, 'frank'))
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account?view=sign-in'])
    const listed = await trial.ask('/me/sign-in-providers')
    expect(listed.body['items']).toContainEqual({ id: closed.id, name: 'Members only', connected: true })
    expect((await attempt()).status).toBe(303)
    expect(trial.admitted.at(-1)?.user).toBe((await trial.services.identity.account('admin'))!.id)
    expect((await trial.ask(`/me/sign-in-providers/${closed.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await codeOf(await attempt())).toBe('federation.not_a_member')
    expect(trial.told.map(({ action }) => action)).toEqual([
      'provider.sign_in_refused',
      'provider.connected',
      'provider.signed_in',
      'provider.disconnected',
      'provider.sign_in_refused',
    ])
  })

  it('is not connected to two people', async () => {
    account('alice', [])
    const browser = new Browser()
    browser.setCookie(new URL(trial.address).host, 'millrace_session', trial.admin)
    const start = `${trial.address}/api/v1/me/sign-in-providers/${closed.id}/start`
    expect(await codeOf(await browser.visit(await through(browser, start, 'alice')))).toBe('federation.login_taken')
    const shown = await browser.visit(await through(browser, start, 'alice'), { headers: { accept: 'text/html' } })
    expect(shown.headers.get('location')).toBe('/account?view=sign-in&fault=federation.login_taken')
  })
})

describe('what a stranger learns', () => {
  it('is the names of providers, and for an organisation that does not exist the same as for one without any', async () => {
    const choices = async (handle: string) =>
      (await trial.ask(`/sign-in/providers?organisation=${handle}`, { token: '' })).body
    const { handle } = (await trial.services.identity.organisations())[0]
    expect(await choices(handle.toUpperCase())).toEqual({
      items: [
        { id: provider.id, name: 'Works sign-on' },
        { id: closed.id, name: 'Members only' },
      ],
    })
    expect(await choices('nobody')).toEqual({ items: [] })
    expect(await choices('nobody')).toEqual(await choices('another'))
  })
})
