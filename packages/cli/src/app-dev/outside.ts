import type { HttpAnswer, HttpRequest } from '@millrace/apps/testing'
import { Fault, sayFault } from '@millrace/core'
import '../faults.ts'

const MOST_MS = 20_000
const MOST_BYTES = 4 * 1024 * 1024

/** Asks a host of the app's `reaches`, from this machine. Follows nothing to another host. */
export async function askOutside({ url, method = 'GET', headers = {}, body }: HttpRequest): Promise<HttpAnswer> {
  try {
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(MOST_MS),
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    if (text.length > MOST_BYTES) throw new Fault('cli.outside_failed', { seen: `${text.length} characters` })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text }
  } catch (reason) {
    if (reason instanceof Fault) throw reason
    throw new Fault('cli.outside_failed', { seen: sayFault(reason) }, reason)
  }
}
