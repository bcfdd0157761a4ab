import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { Fault, sayFault } from '@millrace/core'
import '../faults.ts'

const ANSWER_MS = 60_000
const MOST_BYTES = 32 * 1024 * 1024

/** Who asks: by a name and its secret, or by a certificate, PEM. */
export interface Asker {
  readonly username?: string
  readonly password?: string
  readonly key?: string
  readonly cert?: string
}

/**
 * The archive of a digest, from the platform's address alone: nothing is followed elsewhere. What it is worth is for others to look at.
 * Throws `edge.archive_unreachable`.
 */
export async function fetchArchive(
  { url, ca }: { readonly url: string; readonly ca?: string },
  digest: string,
  { username, password, key, cert }: Asker,
): Promise<Uint8Array> {
  const place = new URL(`${url.replace(/\/+$/, '')}/api/v1/edge-flows/${digest.slice('sha256:'.length)}`)
  const basic =
    username === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` }
  const options = { headers: { accept: 'application/zip', ...basic }, signal: AbortSignal.timeout(ANSWER_MS) }
  const tls = { minVersion: 'TLSv1.2' as const, ...(ca === undefined ? {} : { ca }), ...(key ? { key, cert } : {}) }
  const unreachable = (seen: string, reason?: unknown): Fault =>
    new Fault('edge.archive_unreachable', { url: place.origin, seen }, reason)
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const asking =
    place.protocol === 'https:' ? secureRequest(place, { ...options, ...tls }) : plainRequest(place, options)
  asking.on('error', reject)
  asking.on('response', (response) => {
    const pieces: Buffer[] = []
    let bytes = 0
    response.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > MOST_BYTES) response.destroy(unreachable(`more than ${MOST_BYTES} bytes`))
      else pieces.push(piece)
    })
    response.on('error', reject)
    response.on('end', () => {
      if (response.statusCode === 200) resolve(Buffer.concat(pieces))
      else reject(unreachable(`status ${response.statusCode}`))
    })
  })
  asking.end()
  try {
    return await promise
  } catch (reason) {
    throw reason instanceof Fault ? reason : unreachable(sayFault(reason), reason)
  }
}
