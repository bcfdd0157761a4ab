import { Fault } from '@millrace/core'
import { Answer } from '../../http/reply.ts'

const errors: Readonly<Record<string, string>> = {
  'programs.request_incomplete': 'invalid_request',
  'programs.client_refused': 'invalid_client',
  'programs.grant_type': 'unsupported_grant_type',
  'programs.scope_exceeded': 'invalid_scope',
}

/** RFC 6749 §5.1 and §5.2 ask for both. */
const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

export const oauthAnswer = (body: unknown): Answer => new Answer(200, body, uncached)

/** A fault in the form of RFC 6749 §5.2; undefined for what that does not know. */
export function oauthRefusal(thrown: unknown): Answer | undefined {
  const error = thrown instanceof Fault ? errors[thrown.code] : undefined
  if (!(thrown instanceof Fault && error)) return undefined
  const { status } = thrown.row
  return new Answer(
    status,
    // §5.2 leaves quotation marks, backslashes and all beyond ASCII out of a description.
    { error, error_description: `${thrown.message} ${thrown.remedy}`.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, ' ') },
    status === 401 ? { ...uncached, 'www-authenticate': 'Basic realm="millrace"' } : uncached,
  )
}
