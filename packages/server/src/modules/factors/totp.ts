import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
/** RFC 6238 §5.2 recommends one step back for the network; clocks of phones also run ahead. */
const WINDOW = 1

// SHA-1 with six digits every 30 s: apps that scan the address read nothing else reliably. HMAC does not need collision resistance.
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const

/** 160 random bits, base32 (RFC 4226 §4 R6 asks for 128 and recommends 160). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What the authenticator app scans (Key Uri Format). */
export function totpAddress(secret: string, issuer: string, label: string): string {
  return new TOTP({ ...SHAPE, secret, issuer, label }).toString()
}

/** The time step (RFC 6238 §4.2) that a code belongs to, at most one beside now; undefined if none. Compares in constant time. */
export function stepOf(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = new TOTP({ ...SHAPE, secret }).validate({ token: code, timestamp: nowMs, window: WINDOW })
  return delta === null ? undefined : Math.floor(nowMs / 1_000 / PERIOD_S) + delta
}
