import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { Fault, sayFault } from '@millrace/core'
import './faults.ts'

const ANSWER_MS = 15_000
const ANSWER_BYTES = 65_536

/** Throws `enrolment.plain_address`. */
export function checkAddress(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'https:') return
  const host = parsed?.hostname ?? ''
  const isLocal = host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))
  if (parsed?.protocol !== 'http:' || !isLocal) throw new Fault('enrolment.plain_address', { url })
}

/**
 * One POST of JSON. `ca`: the only authorities that count, PEM; without it those of the system. Throws `enrolment.plain_address`,
 * `enrolment.unreachable`, `enrolment.refused`.
 */
export async function ask(url: string, body: object, ca: string | undefined): Promise<unknown> {
  checkAddress(url)
  let answer: { readonly status: number; readonly text: string }
  try {
    answer = await post(new URL(url), JSON.stringify(body), ca)
  } catch (thrown) {
    throw new Fault('enrolment.unreachable', { url, seen: sayFault(thrown) }, thrown)
  }
  const told = jsonOf(answer.text)
  if (answer.status >= 200 && answer.status < 300 && told) return told
  const said = told && 'detail' in told ? String(told.detail).slice(0, 500) : `status ${answer.status}`
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
    throw new Fault('enrolment.refused', { seen: said })
  throw new Fault('enrolment.unreachable', { url, seen: said })
}

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    // Something in between answered in words of its own; the status tells enough.
    return undefined
  }
}

function post(url: URL, body: string, ca: string | undefined): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(ANSWER_MS),
  }
  const asking =
    url.protocol === 'https:'
      ? secureRequest(url, { ...options, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) })
      : plainRequest(url, options)
  asking.on('error', reject)
  asking.on('response', (response) => {
    const pieces: Buffer[] = []
    let bytes = 0
    response.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > ANSWER_BYTES) response.destroy(new Fault('enrolment.foreign_answer', { seen: 'too long an answer' }))
      else pieces.push(piece)
    })
    response.on('error', reject)
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
  })
  asking.end(body)
  return promise
}
