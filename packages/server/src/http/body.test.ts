import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { readBodies } from './body.ts'

async function codeOf(payload: string | Buffer, type = 'application/json'): Promise<unknown> {
  const app = fastify()
  readBodies(app)
  app.setErrorHandler((thrown: Error & { code: string }, _request, reply) => reply.send({ code: thrown.code }))
  app.post('/', (request) => ({ body: request.body }))
  return (await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': type } })).json()
}

describe('a body', () => {
  it('is read as JSON, escapes and all', async () => {
    expect(await codeOf('{"a":["\\ud83d\\ude00","\\\\ud800"]}')).toEqual({ body: { a: ['😀', '\\ud800'] } })
  })

  it.each([
    ['half a character', '{"a":"\\ud800"}'],
    ['half a character in a key', '{"\\udc00":1}'],
    ['U+0000', '{"a":"b\\u0000"}'],
    ['half a character, deep', `${'['.repeat(100)}"\\ud800"${']'.repeat(100)}`],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
    ['an open end', '[['],
  ])('with %s is refused', async (_, payload) => {
    expect(await codeOf(payload)).toEqual({ code: 'http.body_malformed' })
  })

  it.each([
    ['lists', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an open end', '['.repeat(500_000)],
  ])('that goes deeper than anybody means is refused, of %s', async (_, payload) => {
    expect(await codeOf(payload)).toEqual({ code: 'http.body_deep' })
  })

  it('is as deep as what stands in it, not as its texts', async () => {
    const text = `${'['.repeat(300)}\\"{`
    const deep = `${'['.repeat(99)}${JSON.stringify({ [text]: text })}${']'.repeat(99)}`
    expect(await codeOf(deep)).toEqual({ body: JSON.parse(deep) })
    const long = JSON.stringify(Array.from({ length: 5_000 }, () => [{}]))
    expect(await codeOf(long)).toEqual({ body: JSON.parse(long) })
  })

  it('that another site can send without asking is refused', async () => {
    expect(await codeOf('a=1', 'application/x-www-form-urlencoded')).toEqual({ code: 'http.media_type' })
  })
})
