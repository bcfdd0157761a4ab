import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { signed } from './sign.ts'

// The examples of "Signature Calculations for the Authorization Header" (Amazon S3 API reference).
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const when = { region: 'us-east-1', at: new Date('2013-05-24T00:00:00Z') }
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const host = 'examplebucket.s3.amazonaws.com'
const signatureOf = (headers: Record<string, string>): string | undefined =>
  /Signature=(\w+)$/.exec(headers['authorization'] ?? '')?.[1]

test('a GET with a range is signed as in the example', () => {
  const headers = signed(
    {
      method: 'GET',
      path: '/test.txt',
      query: {},
      headers: { host, range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY },
    },
    credentials,
    when,
  )
  expect(signatureOf(headers)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

test('a PUT is signed as in the example', () => {
  const sha256 = createHash('sha256').update('Welcome to Amazon S3.').digest('hex')
  const headers = signed(
    {
      method: 'PUT',
      path: '/test%24file.text',
      query: {},
      headers: {
        host,
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': sha256,
      },
    },
    credentials,
    when,
  )
  expect(signatureOf(headers)).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
})

test('a list is signed as in the example', () => {
  const headers = signed(
    {
      method: 'GET',
      path: '/',
      query: { prefix: 'J', 'max-keys': '2' },
      headers: { host, 'x-amz-content-sha256': EMPTY },
    },
    credentials,
    when,
  )
  expect(signatureOf(headers)).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
})
