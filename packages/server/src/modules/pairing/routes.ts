import { Answer } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import {
  DEVICE_CODE_GRANT,
  DeviceAuthorization,
  DeviceAuthorizationForm,
  DeviceToken,
  DeviceTokenForm,
  PairingCode,
  PairingOffer,
} from './schema.ts'
import type { PairingService } from './service.ts'

/** RFC 6749 §5.1 and §5.2 ask for both. */
const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' } as const
const answer = (body: object): Answer => new Answer('error' in body ? 400 : 200, body, uncached)

/** What people read: no line breaks and nothing that turns the direction of writing. */
const shown = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim()

export const routes = (pairing: PairingService): Route[] => [
  route.post(
    '/device-authorization',
    {
      permission: 'public',
      strict: true,
      summary: 'Ask to be let in by a person, with a code (OAuth 2.0 device flow)',
      description: 'RFC 8628 section 3.1; as a form or as JSON. Then show the user code, and ask POST /device-token.',
      form: 'also',
      body: DeviceAuthorizationForm,
      reply: DeviceAuthorization,
    },
    ({ body, remote, userAgent }) => {
      const clientName = shown(body.client_name ?? body.client_id ?? '')
      if (clientName === '')
        return answer({ error: 'invalid_request', error_description: 'Send client_name or client_id.' })
      return answer(pairing.begin({ clientName, remote, userAgent: shown(userAgent).slice(0, 300) }))
    },
  ),
  route.post(
    '/device-token',
    {
      permission: 'public',
      summary: 'Whether a person let the program in, and then its token',
      description:
        'RFC 8628 section 3.4. Until then the error is authorization_pending; slow_down: wait 5 s longer from now on; expired_token and access_denied end it.',
      form: 'also',
      body: DeviceTokenForm,
      reply: DeviceToken,
    },
    async ({ body, remote, userAgent }) => {
      if (body.grant_type !== DEVICE_CODE_GRANT) return answer({ error: 'unsupported_grant_type' })
      if (!body.device_code) return answer({ error: 'invalid_request', error_description: 'Send device_code.' })
      return answer(await pairing.token(body.device_code, { remote, userAgent }))
    },
  ),
  route.post(
    '/pairings/offer',
    {
      permission: 'person',
      strict: true,
      summary: 'Who asks to be let in with this code',
      body: PairingCode,
      reply: PairingOffer,
    },
    ({ who, body, actor }) => pairing.offer(who, body.userCode, actor),
  ),
  route.post(
    '/pairings/approval',
    {
      permission: 'person',
      strict: true,
      summary: 'Let a program in as yourself, for a day',
      body: PairingCode,
    },
    async ({ who, body, actor }) => {
      await pairing.approve(who, body.userCode, actor)
      return undefined
    },
  ),
  route.post(
    '/pairings/refusal',
    { permission: 'person', strict: true, summary: 'Refuse a program that asks to be let in', body: PairingCode },
    async ({ who, body, actor }) => {
      await pairing.refuse(who, body.userCode, actor)
      return undefined
    },
  ),
]
