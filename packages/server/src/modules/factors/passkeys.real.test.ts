import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock, type UserId } from '@millrace/core'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { startTestServer, type TestServer } from '../../database/testing.ts'
import type { Person } from '../identity/index.ts'
import { actorOf, startTrial, type Trial } from './fakes.ts'
import type { PasskeyMade } from './schema.ts'

const PASSWORD = 'lampe zaun kupfer meise'
const proof = { password: PASSWORD }
const party = { id: 'localhost', origin: [] as string[], name: 'Mill' }
let server: TestServer
let database: Database
let trial: Trial
const pages: Server[] = []
let foreign: string
let browser: Browser
let page: Page
let cdp: CDPSession
let authenticator: string
let person: Person
let names = 0

/** An empty page at a free port; returns its origin. */
async function serve(): Promise<string> {
  const served = createServer((_request, reply) => {
    reply.setHeader('content-type', 'text/html').end('<!doctype html><title>passkeys</title>')
  })
  pages.push(served)
  await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve))
  return `http://localhost:${(served.address() as AddressInfo).port}`
}

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  trial = startTrial(database, systemClock, () => party)
  party.origin = [await serve()]
  foreign = await serve()
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})
afterAll(async () => {
  await browser.close()
  for (const served of pages) await new Promise((resolve) => served.close(resolve))
  await server.close()
})

/** A phone in software: it keeps passkeys and checks its holder. */
const phone = {
  protocol: 'ctap2',
  ctap2Version: 'ctap2_1',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

async function plugIn(options: Partial<Record<keyof typeof phone, unknown>> = {}): Promise<void> {
  if (authenticator) await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: authenticator })
  const added = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...phone, ...options } as typeof phone,
  })
  authenticator = added.authenticatorId
}

beforeEach(async () => {
  await page?.close()
  page = await browser.newPage()
  await page.goto(party.origin[0]!)
  cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  authenticator = ''
  await plugIn()
  person = await trial.person(`holder${names++}`)
  await trial.factors.setPassword(person.user, PASSWORD, [])
})

const create = (options: unknown): Promise<PasskeyMade> =>
  page.evaluate(async (json) => {
    const { PublicKeyCredential: Key, navigator: own } = globalThis as unknown as {
      PublicKeyCredential: { parseCreationOptionsFromJSON(json: unknown): unknown }
      navigator: { credentials: { create(asked: unknown): Promise<{ toJSON(): unknown }> } }
    }
    return (await own.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(json) })).toJSON()
  }, options) as Promise<PasskeyMade>

interface Answered {
  readonly id: string
  readonly response: { readonly clientDataJSON: string; readonly userHandle?: string }
}
const get = (options: unknown): Promise<Answered> =>
  page.evaluate(async (json) => {
    const { PublicKeyCredential: Key, navigator: own } = globalThis as unknown as {
      PublicKeyCredential: { parseRequestOptionsFromJSON(json: unknown): unknown }
      navigator: { credentials: { get(asked: unknown): Promise<{ toJSON(): unknown }> } }
    }
    return (await own.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(json) })).toJSON()
  }, options) as Promise<Answered>

const register = async (name = 'phone') => {
  const { own } = trial.factors
  const response = await create(await own.beginPasskey(person, proof, actorOf(person)))
  return own.addPasskey(person, { name, response }, actorOf(person))
}
const REFUSED = { code: 'factors.passkey_refused' }
const why = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'taken',
    (thrown: { facts: { why?: string }; code: string }) => thrown.facts.why ?? thrown.code,
  )

describe('a passkey in a real browser', () => {
  it('is registered, named and listed, and brings recovery codes', async () => {
    const { id, recoveryCodes } = await register('work phone')
    expect(recoveryCodes).toHaveLength(10)
    expect(await trial.factors.kinds(person.user)).toEqual(['passkey', 'recovery'])
    expect((await trial.factors.own.list(person)).passkeys).toMatchObject([{ id, name: 'work phone', suspect: false }])
    expect(trial.noted.at(-1)).toMatchObject({
      action: 'passkey.added',
      target: { kind: 'passkey', id, name: 'work phone' },
    })
  })

  it('signs in as the second factor, each answer once', async () => {
    await register()
    const answer = await get(await trial.factors.challenge(person.user))
    expect(await trial.factors.verify(person.user, { passkey: answer })).toBe('passkey')
    expect(await trial.factors.verify(person.user, { passkey: answer })).toBeUndefined()
    expect((await trial.factors.own.list(person)).passkeys[0]?.lastUsedAt).toBeDefined()
  })

  it('signs in alone, without a name being told, each answer once', async () => {
    await register()
    const { ticket, options } = await trial.factors.passwordless.begin()
    const answer = await get(options)
    await expect(trial.factors.passwordless.finish('another ticket', answer)).rejects.toMatchObject(REFUSED)
    expect(await trial.factors.passwordless.finish(ticket, answer)).toBe(person.user)
    await expect(trial.factors.passwordless.finish(ticket, answer)).rejects.toMatchObject(REFUSED)
  })

  it('is a proof for changing factors, and is gone when removed', async () => {
    const { id } = await register()
    const answer = await get(await trial.factors.challenge(person.user))
    await trial.factors.own.removePasskey(person, id, { passkey: answer }, actorOf(person))
    expect(await trial.factors.kinds(person.user)).toEqual([])
    const { ticket, options } = await trial.factors.passwordless.begin()
    const late = await get(options)
    expect(await why(trial.factors.passwordless.finish(ticket, late))).toBe('it is not registered here')
  })

  it('stands beside others of the same person, not twice', async () => {
    await register('phone')
    await expect(register('the same phone')).rejects.toThrow(/InvalidStateError|excludeCredentials|already/i)
    await plugIn({ transport: 'usb' })
    expect(await register('key')).not.toHaveProperty('recoveryCodes')
    expect((await trial.factors.own.list(person)).passkeys.map(({ name }) => name)).toEqual(['phone', 'key'])
  })
})

describe('refused is', () => {
  it('an answer of a passkey whose counter goes back, once and for all, and it is raised once', async () => {
    const { id } = await register()
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: authenticator })
    const copy = credentials[0]!
    for (let turn = 0; turn < 3; turn++) {
      const answer = await get(await trial.factors.challenge(person.user))
      expect(await trial.factors.verify(person.user, { passkey: answer })).toBe('passkey')
    }
    await plugIn()
    await cdp.send('WebAuthn.addCredential', { authenticatorId: authenticator, credential: copy })
    const cloned = await get(await trial.factors.challenge(person.user))
    await expect(trial.factors.verify(person.user, { passkey: cloned })).rejects.toMatchObject({
      code: 'factors.passkey_cloned',
    })
    expect(trial.raised.filter(({ user }) => user === person.user)).toMatchObject([
      { action: 'passkey.suspected', outcome: 'refused', target: { kind: 'passkey', id } },
    ])
    for (let turn = 0; turn < 5; turn++) {
      const { ticket, options } = await trial.factors.passwordless.begin()
      const ahead = await get(options)
      expect(await why(trial.factors.passwordless.finish(ticket, ahead))).toBe('factors.passkey_cloned')
    }
    expect(trial.raised.filter(({ user }) => user === person.user)).toHaveLength(1)
    expect(await trial.factors.challenge(person.user)).toBeUndefined()
    expect(await trial.factors.kinds(person.user)).toContain('passkey')
  })

  it('an answer that was given to another origin', async () => {
    await register()
    const { ticket, options } = await trial.factors.passwordless.begin()
    await page.goto(foreign)
    const answer = await get(options)
    expect(JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString()).origin).toBe(foreign)
    expect(await why(trial.factors.passwordless.finish(ticket, answer))).toMatch(
      /Unexpected authentication response origin/,
    )
  })

  it('an answer whose origin was rewritten on the way', async () => {
    await register()
    const { ticket, options } = await trial.factors.passwordless.begin()
    const answer = await get(options)
    const said = JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString())
    const clientDataJSON = Buffer.from(JSON.stringify({ ...said, extra: 1 })).toString('base64url')
    const forged = { ...answer, response: { ...answer.response, clientDataJSON } }
    expect(await why(trial.factors.passwordless.finish(ticket, forged))).toBe('its signature does not fit')
  })

  it('an answer asked for from within another site', async () => {
    await register()
    const { ticket, options } = await trial.factors.passwordless.begin()
    const answer = await get(options)
    const said = JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString())
    const clientDataJSON = Buffer.from(JSON.stringify({ ...said, crossOrigin: true })).toString('base64url')
    const framed = { ...answer, response: { ...answer.response, clientDataJSON } }
    expect(await why(trial.factors.passwordless.finish(ticket, framed))).toMatch(/within another site/)
  })

  it('an answer given for one person in the name of another', async () => {
    await register()
    const answer = await get(await trial.factors.challenge(person.user))
    const other = await trial.person(`other${names++}`)
    expect(await trial.factors.verify(other.user, { passkey: answer })).toBeUndefined()
    const { ticket, options } = await trial.factors.passwordless.begin()
    const open = await get(options)
    const userHandle = Buffer.from(other.user.replaceAll('-', ''), 'hex').toString('base64url')
    const renamed = { ...open, response: { ...open.response, userHandle } }
    expect(await why(trial.factors.passwordless.finish(ticket, renamed))).toBe('it names another person')
  })

  it('a new passkey for a session that did not ask for it', async () => {
    const response = await create(await trial.factors.own.beginPasskey(person, proof, actorOf(person)))
    const elsewhere = { ...person, session: 'another' }
    const add = trial.factors.own.addPasskey(elsewhere, { name: 'x', response }, actorOf(person))
    expect(await why(add)).toMatch(/nothing was asked/)
  })

  it('a sign-in alone by a device that does not check its holder, which still is a second factor', async () => {
    await plugIn({ hasUserVerification: false, isUserVerified: false })
    await register()
    const answer = await get(await trial.factors.challenge(person.user))
    expect(await trial.factors.verify(person.user, { passkey: answer })).toBe('passkey')
    const { ticket, options } = await trial.factors.passwordless.begin()
    const allowCredentials = [{ id: answer.id, type: 'public-key' }]
    const weaker = await get({ ...(options as object), allowCredentials, userVerification: 'discouraged' })
    expect(await why(trial.factors.passwordless.finish(ticket, weaker))).toMatch(/User verification required/)
  })

  it.each([undefined, null, 'x', {}, { id: 'x' }, { id: 'AA', rawId: 'AA', type: 'public-key', response: {} }])(
    'what is no answer at all: %j',
    async (response) => {
      const { ticket } = await trial.factors.passwordless.begin()
      await expect(trial.factors.passwordless.finish(ticket, response)).rejects.toMatchObject(REFUSED)
      expect(await trial.factors.verify(person.user as UserId, { passkey: response })).toBeUndefined()
    },
  )
})
