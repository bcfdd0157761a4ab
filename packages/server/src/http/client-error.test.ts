import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientErrorAnswer } from './client-error.ts'

const LIMIT = 2_048
let server: Server

beforeAll(async () => {
  server = createServer({
    maxHeaderSize: LIMIT,
    headersTimeout: 50,
    requestTimeout: 50,
    connectionsCheckingInterval: 10,
  })
  server.on('request', (_, reply) => reply.end('fine'))
  server.on('clientError', (error, socket) => socket.end(clientErrorAnswer(error, LIMIT)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

/** Sends these bytes and reads to the end of the connection. */
async function exchange(bytes: string): Promise<{ head: string; body: string }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  let text = ''
  for await (const piece of socket.setEncoding('utf8')) text += piece
  const at = text.indexOf('\r\n\r\n')
  return { head: text.slice(0, at), body: text.slice(at + 4) }
}

describe('what the parser refuses', () => {
  it.each([
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(4_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['a request line that is none', 'HELLO\r\n\r\n', 400, 'request_unreadable'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00', 400, 'request_unreadable'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
      'request_unreadable',
    ],
    ['a request that never ends', 'GET / HTTP/1.1\r\nhost:', 408, 'request_slow'],
  ])('is told for %s', async (_, bytes, status, code) => {
    const { head, body } = await exchange(bytes)
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`))
    expect(head).toContain('\r\nconnection: close')
    expect(head).toContain('\r\ncontent-type: application/problem+json')
    expect(head).toContain(`\r\ncontent-length: ${Buffer.byteLength(body)}`)
    expect(head).toContain('\r\ncache-control: no-store')
    expect(JSON.parse(body)).toMatchObject({ status, code: `http.${code}`, remedy: expect.any(String) })
  })

  it('is never told back', async () => {
    const { body } = await exchange('<script>alert(1)</script> / HTTP/1.1\r\n\r\n')
    expect(body).not.toContain('script')
  })
})
