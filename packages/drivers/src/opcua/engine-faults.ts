import { Fault } from '@millrace/core'
import type { OpcuaConfig } from './config.ts'
import './faults.ts'

/** Why an attempt to connect failed, so that the one who must act knows. `ownFile` is our certificate. */
export function faultOf(reason: unknown, { url, userName }: OpcuaConfig, ownFile: string): Fault {
  const seen = seenIn(reason)
  if (/ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT|cannot be established|timed? ?out/i.test(seen))
    return new Fault('opcua.unreachable', { url, seen }, reason)
  if (/BadIdentityToken|BadUserAccessDenied|BadUserSignature|user token policy/.test(seen)) {
    const who = userName === undefined ? 'an anonymous login' : `the user ${userName}`
    return new Fault('opcua.login_refused', { url, who, seen }, reason)
  }
  if (/BadSecurityChecksFailed|BadCertificate/.test(seen))
    return new Fault('opcua.own_certificate_refused', { url, seen, file: ownFile }, reason)
  if (/BadTooManySessions|BadMaxConnectionsReached/.test(seen))
    return new Fault('opcua.sessions_exhausted', { url, seen }, reason)
  return new Fault('opcua.connection_refused', { url, seen }, reason)
}

/** The name of the status in a library's error, with its first line. */
export function seenIn(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : String(reason)
  const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  return line || 'an error without a text'
}
