import { Fault } from '@millrace/core'
import type { FastifyInstance } from 'fastify'
import './faults.ts'

interface BodyKind {
  readonly rawBody?: boolean
  readonly form?: boolean | 'also'
  readonly octets?: boolean
  readonly arrow?: boolean
}

export const ARROW = 'application/vnd.apache.arrow.stream'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Documents of people go a dozen deep: what goes further is made to exhaust whoever walks through it, checks and databases among them. */
const MOST_DEPTH = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Bytes of UTF-8 below 0x80 stand for themselves alone, so brackets are brackets. */
const opens = new Set([0x5b, 0x7b])
const closes = new Set([0x5d, 0x7d])

/** Of valid JSON or of something else, counted without recursion. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  let isText = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (isText) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (opens.has(byte)) {
      if (++depth > MOST_DEPTH) return true
    } else if (closes.has(byte)) depth--
  }
  return false
}

/** Half a character, which no UTF-8 can hold (RFC 8259 §8.2), and U+0000, which no text of the database can. */
const isUnstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed()

/** Only escapes can spell such a text, so only one with such escapes is looked through. */
function jsonOf(text: string): unknown {
  if (!/\\u(d[89a-f]|0000)/i.test(text)) return JSON.parse(text)
  return JSON.parse(text, (key, value: unknown) => {
    if (isUnstorable(key) || (typeof value === 'string' && isUnstorable(value))) throw new Fault('http.body_malformed')
    return value
  })
}

/** JSON alone, in valid UTF-8: no replacement characters slip into names. A form only where a route asks for one. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { rawBody, form, octets } = request.routeOptions.config as BodyKind
    try {
      if (rawBody) return done(null, body)
      if (form === true || octets) throw new Fault('http.media_type', { seen: 'application/json' })
      if (isTooDeep(body as Buffer)) throw new Fault('http.body_deep', { most: MOST_DEPTH })
      done(null, body.length === 0 ? undefined : jsonOf(utf8.decode(body as Buffer)))
    } catch (thrown) {
      done(thrown instanceof Fault ? thrown : new Fault('http.body_malformed', {}, thrown))
    }
  })
  const octetType = 'application/octet-stream'
  app.addContentTypeParser(octetType, { parseAs: 'buffer' }, (request, body, done) => {
    const { octets } = request.routeOptions.config as BodyKind
    if (octets) done(null, body)
    else done(new Fault('http.media_type', { seen: octetType }))
  })
  app.addContentTypeParser(ARROW, { parseAs: 'buffer' }, (request, body, done) => {
    const { arrow } = request.routeOptions.config as BodyKind
    if (arrow) done(null, body)
    else done(new Fault('http.media_type', { seen: ARROW }))
  })
  const formType = 'application/x-www-form-urlencoded'
  app.addContentTypeParser(formType, { parseAs: 'buffer' }, (request, body, done) => {
    const { form } = request.routeOptions.config as BodyKind
    // Only where a standard asks for it: a page of another site can send a form without asking first.
    if (!form) return done(new Fault('http.media_type', { seen: formType }))
    const fields = [...new URLSearchParams((body as Buffer).toString('utf8'))]
    if (fields.some(([, value]) => isUnstorable(value))) return done(new Fault('http.body_malformed'))
    done(null, Object.fromEntries(fields))
  })
}
