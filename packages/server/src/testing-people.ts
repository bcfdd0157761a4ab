import assert from 'node:assert/strict'
import type { TenantId } from '@millrace/core'
import { TEST_PASSWORD, type TestPlatform } from './testing.ts'

export interface Reply {
  readonly [key: string]: unknown
  readonly items: { id: string; name: string; path: string[]; parent?: string | null; action?: string }[]
}

export type Ask = (path: string, init?: { method?: string; body?: object }) => Promise<{ status: number; body: Reply }>

/** Asks the API below /api/v1 as whoever holds the token; nobody with an empty one. */
export const askerOf =
  (platform: TestPlatform, token: string): Ask =>
  async (path, { method = 'GET', body } = {}) => {
    const reply = await platform.fetch(`/api/v1${path}`, {
      token,
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const text = await reply.text()
    return { status: reply.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Reply }
  }

/** An organisation with its administrator, as people make them: through the API. */
export interface Side {
  readonly id: TenantId
  readonly token: string
  readonly ask: Ask
  /** Somebody else of the organisation, with these roles. */
  member(username: string, roles: readonly { role: string; below?: string }[]): Promise<Ask>
}

async function accept(platform: TestPlatform, token: unknown, username: string): Promise<string> {
  const body = { token, username, password: TEST_PASSWORD }
  const joined = await askerOf(platform, '')('/invitations/acceptance', { method: 'POST', body })
  assert.equal(joined.status, 201)
  return platform.signIn(username)
}

export async function addOrganisation(platform: TestPlatform, name: string): Promise<Side> {
  const body = { name, handle: name.toLowerCase(), administrator: name }
  const made = await askerOf(platform, platform.token)('/organisations', { method: 'POST', body })
  const { invitation, organisation } = made.body as unknown as {
    invitation: { token: string }
    organisation: { id: TenantId }
  }
  const token = await accept(platform, invitation.token, `${name}-admin`)
  const ask = askerOf(platform, token)
  return {
    id: organisation.id,
    token,
    ask,
    async member(username, roles) {
      const invited = await ask('/invitations', { method: 'POST', body: { name: username, roles } })
      assert.equal(invited.status, 201)
      return askerOf(platform, await accept(platform, invited.body['token'], username))
    },
  }
}
