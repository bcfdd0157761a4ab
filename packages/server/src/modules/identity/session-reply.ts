import type { Session } from './schema.ts'
import type { Opened } from './service.ts'

interface Answering {
  readonly body: { readonly kind?: 'cookie' | 'token' }
  keepSession(token: string | undefined): void
}

/** A cookie for a browser, the token itself for who asked for that. */
export function replyOf({ session, token }: Opened, { body, keepSession }: Answering): Session {
  if (body.kind === 'token') return { ...session, token }
  keepSession(token)
  return session
}
