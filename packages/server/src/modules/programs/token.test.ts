import { newId } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { isProgramToken, newAccessToken, newClientSecret, newKey, readAccessToken, readKey } from './token.ts'

describe('a key', () => {
  it('names its program and holds a secret of 256 bits, of which the hash alone is to be stored', () => {
    const id = newId()
    const { text, hash } = newKey(id)
    expect(text).toMatch(/^mrk_[\w-]{22}_[\w-]{43}$/)
    expect(readKey(text)).toEqual({ id, hash })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(text).not.toContain(hash)
    expect(newKey(id).text).not.toBe(text)
  })

  it('is read whatever letters its parts hold, the underscore too', () => {
    for (let i = 0; i < 2_000; i++) {
      const id = newId()
      expect(readKey(newKey(id).text)?.id).toBe(id)
    }
  })

  it('has one spelling: the spare bits of the last letter do not make another', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const { text } = newKey(newId())
    const spellings = [...alphabet].map((letter) => `${text.slice(0, 25)}${letter}${text.slice(26)}`)
    expect(spellings.filter((spelling) => readKey(spelling))).toHaveLength(4)
    const program = readKey(text)?.id
    expect(spellings.filter((spelling) => readKey(spelling)?.id === program)).toEqual([text])
  })

  it.each([
    '',
    'mrk_',
    'mrk__',
    `mrk_${'a'.repeat(66)}`,
    ` ${newKey(newId()).text}`,
    `${newKey(newId()).text}\n`,
    `${newKey(newId()).text}A`,
  ])('is not read from %j', (text) => {
    expect(readKey(text)).toBeUndefined()
  })
})

describe('an access token', () => {
  it('is read as its hash, and nothing else is', () => {
    const { text, hash } = newAccessToken()
    expect(readAccessToken(text)).toBe(hash)
    for (const other of [newKey(newId()).text, newClientSecret().text, text.slice(1), `${text}=`, text.toUpperCase()])
      expect(readAccessToken(other)).toBeUndefined()
  })
})

describe('the prefix', () => {
  it('tells keys and access tokens from everything else', () => {
    expect([newKey(newId()), newAccessToken()].map(({ text }) => isProgramToken(text))).toEqual([true, true])
    for (const other of [newClientSecret().text, 'mrl_x', '', 'device:secret', 'xmrk_'])
      expect(isProgramToken(other)).toBe(false)
  })
})
