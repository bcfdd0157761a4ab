import { STATUS_CODES } from 'node:http'
import { Fault } from '@millrace/core'
import './faults.ts'
import { dataHeaders } from './headers.ts'
import { problemOf } from './problem.ts'

function faultOf(code: unknown, limit: number): Fault {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Fault('http.headers_too_large', { limit })
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Fault('http.request_slow')
    default:
      return new Fault('http.request_unreadable')
  }
}

/**
 * What the HTTP parser refused before there was a request, as a whole response for the socket of the server's event
 * `clientError`. `limit`: bytes of a request line with its headers. The connection is to be ended after it: where the next
 * request would begin is not known (RFC 9112 §6.3).
 */
export function clientErrorAnswer(error: Error, limit: number): string {
  const fault = faultOf('code' in error ? error.code : undefined, limit)
  const { status } = fault.row
  const body = JSON.stringify(problemOf(fault))
  const headers = {
    ...dataHeaders,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}
