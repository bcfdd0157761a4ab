import { Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { newTotpSecret, stepOf, totpAddress } from './totp.ts'

/** RFC 6238 appendix B, SHA-1: seconds and the eight digits; six digits are the last of them (RFC 4226 §5.3). */
const VECTORS: readonly [number, string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]
const SECRET = Secret.fromUTF8('12345678901234567890').base32

describe('a time-based code', () => {
  it.each(VECTORS)('is that of RFC 6238 appendix B at %d s', (seconds, code) => {
    expect(stepOf(SECRET, code.slice(-6), seconds * 1_000)).toBe(Math.floor(seconds / 30))
  })

  it('fits one step before and after its own, no more', () => {
    const at = (steps: number) => stepOf(SECRET, '081804', (1111111109 + steps * 30) * 1_000)
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([undefined, 37037036, 37037036, 37037036, undefined])
  })

  it('is six digits and nothing else', () => {
    expect(
      ['', '08180', '0818044', ' 81804', '٠٨١٨٠٤', '0x1804'].map((code) => stepOf(SECRET, code, 1111111109_000)),
    ).toEqual(Array(6).fill(undefined))
  })

  it('comes from a secret of 160 bits, told to the app with who and where', () => {
    const secret = newTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const address = new URL(totpAddress(secret, 'Mühle 1', '王 芳'))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toContain('Mühle 1:王 芳')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      secret,
      issuer: 'Mühle 1',
      digits: '6',
      period: '30',
    })
  })
})
