import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, as text that fits everywhere. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A password for people to type once: 20 letters and digits without those that look alike, about 115 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  let password = ''
  while (password.length < 20) {
    for (const byte of randomBytes(32)) {
      if (byte < letters.length * 4 && password.length < 20) password += letters[byte % letters.length]
    }
  }
  return password
}

/** For secrets with 256 random bits a plain hash is enough: there is nothing to guess. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Takes the same time wherever they differ; both are hashes of equal length. */
export const sameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))
