import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Closable, Owned, silentLog, systemClock, type TenantId, type UserId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import Provider from 'oidc-provider'
import type { Database } from '../../database/index.ts'
import { apiDocument } from '../../http/document.ts'
import { createHost } from '../../http/host.ts'
import { createMetrics } from '../../http/metrics.ts'
import { createOutgoing } from '../../outgoing/index.ts'
import { startTestModules, TEST_PASSWORD } from '../../testing.ts'
import type { AuditEntry } from '../audit/index.ts'
import type { Modules } from '../index.ts'
import { createFederation, routes } from './module.ts'
import type { IdentityProvider, ProviderRequest } from './schema.ts'
import type { FederationService, Vouched } from './service.ts'

/** Federation on real modules and behind a real HTTP server. Whoever is vouched for is let in without further rules. */
export interface Trial extends Closable {
  readonly address: string
  readonly services: Modules
  readonly federation: FederationService
  readonly tenant: TenantId
  /** A token of the administrator's. */
  readonly admin: string
  readonly told: AuditEntry[]
  readonly admitted: Vouched[]
  ask(path: string, init?: { method?: string; body?: object; token?: string }): Promise<{ status: number; body: Reply }>
  make(request?: Partial<ProviderRequest>): Promise<IdentityProvider>
}

export interface Reply {
  readonly [key: string]: unknown
  readonly code?: string
}

const vaultLike = {
  seal: (plain: string, context: string) => Buffer.from(JSON.stringify([plain, context])).toString('base64'),
  open: (sealed: string, context: string): string => {
    const [plain, bound] = JSON.parse(Buffer.from(sealed, 'base64').toString()) as [string, string]
    return bound === context ? plain : ''
  },
}

/** `allow`: what the operator opened. */
export async function startTrial(database: Database, allow: readonly string[]): Promise<Trial> {
  const owned = new Owned()
  const { services } = await startTestModules(owned, database)
  const { identity, access } = services
  const [{ id: tenant }] = await identity.organisations()
  await services.members.ensureAdministrator(TEST_PASSWORD)
  const told: AuditEntry[] = []
  const admitted: Vouched[] = []
  const audit = {
    record: async (_: unknown, entry: AuditEntry) => void told.push(entry),
    note: async (_: unknown, entry: AuditEntry) => void told.push(entry),
  }
  let address = ''
  const admitFederated = async (vouched: Vouched): Promise<{ token: string }> => {
    admitted.push(vouched)
    const { username, name, roles, provider, remote, userAgent } = vouched
    const user =
      vouched.user ??
      (await identity.addPerson({ username, name })) ??
      ((await identity.addPerson({ username: `${username}-${provider}`, name })) as UserId)
    await database.tenants.within(vouched.tenant, async (tx) => {
      if (!vouched.user) await identity.addMembership(tx, user)
      await vouched.connect(tx, user)
      await access.give(tx, user, { roles, provider, actor: { kind: 'system', id: provider, name: 'provider' } })
    })
    access.changed()
    return identity.open(user, ['provider'], { remote, userAgent }, vouched.tenant)
  }
  const federation = createFederation({
    tenants: database.tenants,
    house: database.house,
    vault: vaultLike,
    access,
    audit,
    outgoing: owned.add(createOutgoing({ allow, clock: systemClock })),
    dropRolesOf: async (tx, provider) => {
      await tx.execute(sql`delete from assignments where provider_id = ${provider}`)
    },
    admitFederated,
    publicUrl: () => address,
    clock: systemClock,
  })
  const host = owned.add(
    await createHost({
      routes: routes(federation),
      gate: services.gate,
      document: apiDocument(),
      metrics: createMetrics(),
      ready: async () => undefined,
      consoleFolder: undefined,
      tls: undefined,
      // Every browser of the tests comes from an address of its own.
      trustedProxies: ['127.0.0.1/32'],
      clock: systemClock,
      log: silentLog,
    }),
  )
  address = `http://127.0.0.1:${await host.listen('127.0.0.1', 0)}`
  const opened = await identity.signIn({ username: 'admin', password: TEST_PASSWORD }, { remote: 't', userAgent: 't' })
  const admin = 'token' in opened ? opened.token : ''
  const ask: Trial['ask'] = async (path, { method = 'GET', body, token = admin } = {}) => {
    const reply = await fetch(`${address}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    return { status: reply.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Reply }
  }
  return {
    address,
    services,
    federation,
    tenant,
    admin,
    told,
    admitted,
    ask,
    async make(request = {}) {
      const body = {
        name: 'Works sign-on',
        issuer: 'https://sso.example',
        clientId: 'millrace',
        clientSecret,
        ...request,
      }
      const made = await ask('/identity-providers', { method: 'POST', body })
      return made.body as unknown as IdentityProvider
    },
    close: () => owned.close(),
  }
}

export const clientSecret = 'quarry-lantern-meadow-quarry-lantern-meadow'

/** A place where a provider is going to answer: its address is needed before what it answers is known. */
export interface Place extends Closable {
  readonly issuer: string
  answer: RequestListener
  /** Requests that came. */
  readonly came: string[]
}

export async function openPlace(): Promise<Place> {
  const place: Place = {
    issuer: '',
    answer: (_: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end(),
    came: [],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const server = createServer((request, response) => {
    place.came.push(`${request.method} ${request.url?.split('?')[0]}`)
    place.answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return Object.assign(place, { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

/** What the directory says of each account; changed as people change. */
export type Directory = Map<string, Readonly<Record<string, unknown>>>

/** oidc-provider with its forms for development: any account of the directory signs in. */
export function serveProvider(place: Place, redirectUris: readonly string[], directory: Directory): void {
  const provider = new Provider(place.issuer, {
    clients: [{ client_id: 'millrace', client_secret: clientSecret, redirect_uris: redirectUris }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
    scopes: ['openid', 'profile', 'email'],
    cookies: { keys: ['for the test alone'] },
    findAccount: async (_, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...directory.get(accountId) }),
    }),
  })
  place.answer = provider.callback()
}
