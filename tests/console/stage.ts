import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Closable, Owned, silentLog, systemClock } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { createPlatform, type Platform } from '@millrace/server'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { complaintsOf, launchBrowser } from '../browser.ts'

/** The administrator's, who is called `admin`. */
export const PASSWORD = 'Quarry-lantern-58-meadow'

/** A platform without a plant, its console as it was built, and a browser. */
export interface Stage extends Closable {
  /** By name, not by number: browsers make passkeys for nothing else. */
  readonly address: string
  /** Signed in as the administrator. */
  readonly client: MillraceClient
  /** A page of a browser profile of its own, in English unless told; nobody is signed in there, and nothing is opened. */
  page(options?: BrowserContextOptions): Promise<Page>
  /** The same, at an address of the console such as `/account`, as somebody with a password alone. */
  signedIn(
    path?: string,
    who?: { readonly username: string; readonly password: string },
    options?: BrowserContextOptions,
  ): Promise<Page>
  /** Somebody who joined by an invitation, with these roles. */
  addPerson(
    username: string,
    roles: readonly string[],
  ): Promise<{ readonly username: string; readonly password: string }>
  /** Of its broker. */
  readonly mqttPort: number
  /** Where edges of alarm conditions are handed over, in place of live computing. */
  readonly conditions: Platform['conditions']
  /** What any page complained of: to be empty at the end. */
  readonly complaints: () => string[]
}

/** Needs the console's build: `npm test` makes it, `npm run build` as well. */
export async function startStage(clock: Clock = systemClock): Promise<Stage> {
  const owned = new Owned()
  try {
    return await raise(owned, clock)
  } catch (thrown) {
    await owned.close()
    throw thrown
  }
}

async function raise(owned: Owned, clock: Clock): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'millrace-console-'))
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(dataFolder, 0o755)
  owned.add({ close: () => rm(dataFolder, { recursive: true, force: true }) })
  const settings = { dataFolder, host: '127.0.0.1', port: 0, mqttPort: 0, adminPassword: PASSWORD }
  const platform = owned.add(await createPlatform({ ...settings, clock, log: silentLog }))
  const address = `http://localhost:${new URL(platform.address).port}`
  expect((await fetch(address, { headers: { accept: 'text/html' } })).status, 'the console is built').toBe(200)
  const post = (path: string, body: object, token?: string): Promise<Response> =>
    fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
  const opened = await post('/session', { username: 'admin', password: PASSWORD, kind: 'token' })
  const { token } = (await opened.json()) as { token: string }
  const browser = owned.add(await launchBrowser())
  const heard: string[][] = []

  const page: Stage['page'] = async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      baseURL: address,
      // What moves without end works the machine that other tests run on.
      reducedMotion: 'reduce',
      ...options,
    })
    const opened = await context.newPage()
    heard.push(complaintsOf(opened))
    return opened
  }

  return {
    address,
    client: new MillraceClient({ address, token }),
    page,
    async signedIn(path = '/', { username, password } = { username: 'admin', password: PASSWORD }, options = {}) {
      const opened = await page(options)
      const reply = await opened.request.post('/api/v1/session', { data: { username, password } })
      expect(reply.status(), `${username} signs in`).toBe(200)
      await opened.goto(path)
      return opened
    },
    async addPerson(username, roles) {
      const request = { name: username, roles: roles.map((role) => ({ role })) }
      const invitation = (await (await post('/invitations', request, token)).json()) as { token: string }
      const person = { token: invitation.token, username, name: username, password: PASSWORD }
      const joined = await post('/invitations/acceptance', person)
      expect(joined.status, `${username} joins`).toBe(201)
      return { username, password: PASSWORD }
    },
    mqttPort: platform.mqttPort,
    conditions: platform.conditions,
    complaints: () => heard.flat(),
    close: () => owned.close(),
  }
}
