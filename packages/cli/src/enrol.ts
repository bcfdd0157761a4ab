import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault, isoOf } from '@millrace/core'
import { enrol as enrolAt } from '@millrace/edge'
import './faults.ts'

/** `millrace enrol <platform-url>`: makes a key here and gets the certificate that a one-time token promises. */
export async function enrol(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { token: { type: 'string' }, out: { type: 'string' }, ca: { type: 'string' } },
  })
  const [url] = positionals
  // Others on this machine can read the arguments of a process, but not its environment.
  const token = values.token ?? process.env['MILLRACE_ENROLMENT_TOKEN']
  if (url === undefined || !token || values.out === undefined) {
    const expected = 'a platform URL, --token (or MILLRACE_ENROLMENT_TOKEN) and --out'
    throw new Fault('cli.usage', { expected, seen: positionals.join(' '), command: 'enrol' })
  }
  const folder = resolve(values.out)
  const ca = values.ca === undefined ? {} : { ca: await readFile(resolve(values.ca), 'utf8') }
  const { name, until } = await enrolAt({ url, folder, ...ca }, token)
  process.stdout.write(
    `enrolled as ${name} until ${isoOf(until)}\n${folder}: key.pem certificate.pem ca.pem (MQTT over TLS), identity.json (millrace edge)\n`,
  )
  return 0
}
