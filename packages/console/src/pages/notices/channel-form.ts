import type { NoticeChannel, NoticeChannelRequest } from '../../platform.ts'
import type { Kind } from './words.ts'

/** One field of a channel's form. */
export interface Field {
  readonly name: string
  /** `secret`: is never shown again, and may be left out when the channel is changed. */
  readonly type: 'text' | 'number' | 'secret' | 'security'
  readonly required?: boolean
  readonly usual?: string
}

const endpoint: Field = { name: 'endpoint', type: 'text' }

/** What each kind asks for; the texts stand under `channels.field`. */
export const fieldsOf: Readonly<Record<Kind, readonly Field[]>> = {
  email: [
    { name: 'host', type: 'text', required: true },
    { name: 'port', type: 'number', required: true, usual: '587' },
    { name: 'security', type: 'security', required: true, usual: 'starttls' },
    { name: 'from', type: 'text', required: true },
    { name: 'user', type: 'text' },
    { name: 'password', type: 'secret' },
  ],
  webhook: [
    { name: 'url', type: 'text', required: true },
    { name: 'key', type: 'secret', required: true },
  ],
  dingtalk: [
    { name: 'accessToken', type: 'secret', required: true },
    { name: 'signingSecret', type: 'secret' },
    endpoint,
  ],
  wecom: [{ name: 'key', type: 'secret', required: true }, endpoint],
  feishu: [{ name: 'hook', type: 'secret', required: true }, { name: 'signingSecret', type: 'secret' }, endpoint],
  sms: [
    { name: 'url', type: 'text', required: true },
    { name: 'authorization', type: 'secret', required: true },
    { name: 'phoneField', type: 'text', required: true, usual: 'mobile' },
    { name: 'textField', type: 'text', required: true, usual: 'content' },
    { name: 'okField', type: 'text' },
    { name: 'okValue', type: 'text' },
  ],
}

export interface ChannelDraft {
  name: string
  kind: Kind
  language: 'en' | 'zh'
  zone: string
  enabled: boolean
  mostPerMinute: number | undefined
  values: Readonly<Record<string, string>>
}

export const draftOf = (channel: NoticeChannel): ChannelDraft => ({
  name: channel.name,
  kind: channel.kind,
  language: channel.language,
  zone: channel.zone ?? 'UTC',
  enabled: channel.enabled,
  mostPerMinute: channel.mostPerMinute,
  values: Object.fromEntries(
    Object.entries(channel.settings).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  ),
})

/** A robot's whole address may be pasted where its last part is asked for. */
const lastPart: Readonly<Record<string, RegExp>> = {
  accessToken: /[?&]access_token=([^&]+)/,
  key: /[?&]key=([^&]+)/,
  hook: /\/hook\/([^/?]+)/,
}

/** `before`: the channel that is changed; what its form does not show stays. */
export function requestOf(draft: ChannelDraft, before?: NoticeChannel): NoticeChannelRequest {
  const settings: Record<string, unknown> = { ...before?.settings }
  const secrets: Record<string, string> = {}
  for (const { name, type } of fieldsOf[draft.kind]) {
    const value = (draft.values[name] ?? '').trim()
    if (type === 'secret') {
      if (value !== '') secrets[name] = lastPart[name]?.exec(value)?.[1] ?? value
    } else if (value === '') delete settings[name]
    else settings[name] = type === 'number' ? Number(value) : value
  }
  const { name, kind, language, zone, enabled, mostPerMinute } = draft
  return {
    name: name.trim(),
    kind,
    language,
    zone,
    enabled,
    ...(mostPerMinute === undefined ? {} : { mostPerMinute }),
    settings,
    ...(Object.keys(secrets).length > 0 ? { secrets } : {}),
    // The union of kinds is the platform's to check: the form is made of the same table for all.
  } as NoticeChannelRequest
}

/** A key for webhooks that nobody can guess: 32 random bytes. */
export function newHookKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
