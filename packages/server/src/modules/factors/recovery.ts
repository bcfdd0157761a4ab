import { randomBytes } from 'node:crypto'

const CODES = 10
/** Crockford's base 32: no letter that is mistaken for a digit. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 16

/** Ten codes of 80 random bits, as four groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    Array.from(randomBytes(LENGTH), (byte) => SIGNS[byte & 31])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
}

/** What was meant, however it was typed; that is what is hashed. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
    .replace(/[^0-9a-z]/g, '')
}
