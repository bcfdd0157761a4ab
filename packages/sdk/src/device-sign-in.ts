import type { Connection } from './connection.ts'
import { PlatformFault } from './fault.ts'
import { pause } from './retry.ts'

/** What a person is shown, so that they let a program in from another device (RFC 8628 §3.2). */
export interface DeviceCode {
  /** To be entered at {@link verificationUri}. */
  readonly userCode: string
  readonly verificationUri: string
  /** The same with the code in it: for a link or a QR code. */
  readonly verificationUriComplete: string
  /** Until then it counts, s. */
  readonly expiresIn: number
}

export interface DeviceSignIn {
  /** What the person is told asks. */
  readonly clientName: string
  /** Shows the person where to go. */
  told(code: DeviceCode): void
  readonly signal?: AbortSignal | undefined
}

interface Authorization {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  readonly expires_in: number
  readonly interval?: number
}

interface Answer {
  readonly access_token?: string
  readonly error?: string
  readonly error_description?: string
}

const remedies: Readonly<Record<string, string>> = {
  access_denied: 'Ask the person to allow it, then begin again.',
  expired_token: 'Begin again; the code has to be entered in time.',
}

/** Waits until a person lets the program in; a bearer token of theirs. Throws `sdk.device_…` when they do not. */
export async function tokenByDevice(
  connection: Connection,
  { clientName, told, signal }: DeviceSignIn,
): Promise<string> {
  const begun = await connection.json<Authorization>('POST', '/device-authorization', {
    body: { client_name: clientName },
    signal,
  })
  told({
    userCode: begun.user_code,
    verificationUri: begun.verification_uri,
    verificationUriComplete: begun.verification_uri_complete,
    expiresIn: begun.expires_in,
  })
  let interval = begun.interval ?? 5
  for (;;) {
    await pause(interval * 1_000, signal)
    signal?.throwIfAborted()
    const answer = await tokenOf(connection, begun.device_code, signal)
    if (answer.access_token) return answer.access_token
    const error = answer.error ?? 'invalid_request'
    if (error === 'slow_down') interval += 5
    else if (error !== 'authorization_pending')
      throw new PlatformFault(
        400,
        `sdk.device_${error}`,
        answer.error_description ?? error,
        remedies[error] ?? 'Begin again.',
      )
  }
}

/** An error in the form of RFC 6749 §5.2 is an answer here; a link that was cut is asked over again in the next turn (§3.5). */
async function tokenOf(connection: Connection, code: string, signal: AbortSignal | undefined): Promise<Answer> {
  const body = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code }
  try {
    const also = [400, 401, 403]
    return await connection.json<Answer>('POST', '/device-token', { body, also, signal })
  } catch (thrown) {
    if (thrown instanceof PlatformFault && thrown.status === 0) return { error: 'authorization_pending' }
    throw thrown
  }
}
