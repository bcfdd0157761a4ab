import { hashOf, newSecret } from '../identity/index.ts'

/*
 * Prefixes tell scanners of leaked secrets what they found. The rest of a key is `<id, 16 bytes>_<secret, 32 bytes>`, both
 * base64url; since that alphabet holds the underscore, parts are told by their length.
 */
const KEY = /^(mrk|mri)_([A-Za-z0-9_-]{22})_([A-Za-z0-9_-]{43})$/
const ACCESS = /^mra_[A-Za-z0-9_-]{43}$/
const CLIENT_SECRET_PREFIX = 'mrc_'

/** Whose a key is: a program's, or an installation's of an app. */
type Kind = 'mrk' | 'mri'

export interface Secret {
  /** To be shown once. */
  readonly text: string
  /** To be stored. */
  readonly hash: string
}

/** True for what looks like a key or an access token of a program; says nothing on whether it is one. */
export const isProgramToken = (token: string): boolean => token.startsWith('mrk_') || token.startsWith('mra_')

/** True for what looks like a key of an app. */
export const isAppKey = (token: string): boolean => token.startsWith('mri_')

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

function idOf(part: string): string | undefined {
  const bytes = Buffer.from(part, 'base64url')
  // 22 letters hold four bits more than 16 bytes: one id has one spelling (RFC 4648 §3.5).
  if (bytes.toString('base64url') !== part) return undefined
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function newKey(id: string, kind: Kind = 'mrk'): Secret {
  const secret = newSecret()
  return { text: `${kind}_${bytesOf(id).toString('base64url')}_${secret}`, hash: hashOf(secret) }
}

export function newClientSecret(): Secret {
  const text = `${CLIENT_SECRET_PREFIX}${newSecret()}`
  return { text, hash: hashOf(text) }
}

export function newAccessToken(): Secret {
  const text = `mra_${newSecret()}`
  return { text, hash: hashOf(text) }
}

/** Whose a key is by its own word, and the hash of the secret in it. */
export function readKey(token: string, kind: Kind = 'mrk'): { id: string; hash: string } | undefined {
  const [, seen, part = '', secret = ''] = KEY.exec(token) ?? []
  const id = seen === kind ? idOf(part) : undefined
  return id ? { id, hash: hashOf(secret) } : undefined
}

/** The hash of an access token. */
export const readAccessToken = (token: string): string | undefined => (ACCESS.test(token) ? hashOf(token) : undefined)
