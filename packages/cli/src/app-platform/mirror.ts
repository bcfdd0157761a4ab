import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault, sayFault } from '@millrace/core'
import type { AppMirror, MillraceClient } from '@millrace/sdk'
import '../faults.ts'

const LOOK_MS = 500
const say = (text: string): boolean => process.stdout.write(`${text}\n`)

interface Values {
  /** File with the API key of the platform there: arguments of a process can be read by others. */
  readonly 'key-file'?: string | undefined
  readonly take: readonly string[]
  readonly follow: boolean
}

/** `millrace app mirror <address>`: takes apps from another Millrace; without `--take` it tells what is there, and `--take all` takes what is not here. */
export async function mirrorApps(client: MillraceClient, address: string, values: Values): Promise<number> {
  const mirror = await mirrorAt(client, address, values)
  const { items } = await client.apps.mirrorApps(mirror.id)
  const open = items.flatMap(({ app, versions }) => versions.map((one) => ({ app, ...one })))
  if (values.take.length === 0) {
    for (const { app, version, bytes, here } of open)
      say(`${app.padEnd(40)} ${version.padEnd(10)} ${String(bytes).padStart(9)}  ${here === 'no' ? '' : here}`)
    return 0
  }
  const wanted = values.take.includes('all')
    ? open.filter(({ here }) => here === 'no')
    : values.take.map((name) => {
        const [app = '', version = items.find((one) => one.app === app)?.versions[0]?.version ?? ''] = name.split('@')
        return { app, version }
      })
  if (wanted.length === 0) {
    say('nothing there is not here already')
    return 0
  }
  await client.apps.takeFromMirror(
    mirror.id,
    wanted.map(({ app, version }) => ({ app, version })),
  )
  const done = await settled(client, mirror.id)
  const told = done.results.slice(0, wanted.length).toReversed()
  for (const { app, version, is, why } of told) say(`${app} ${version}: ${is}${why ? `, ${why.detail}` : ''}`)
  if (done.why) throw new Fault('cli.platform_refused', { seen: done.why.detail, remedy: done.why.remedy })
  return told.some(({ is }) => is === 'refused') ? 1 : 0
}

/** The one that is there, or a new one. */
async function mirrorAt(client: MillraceClient, address: string, values: Values): Promise<AppMirror> {
  const origin = URL.canParse(address) ? new URL(address).origin : address
  const there = (await client.apps.mirrors()).find((one) => one.address === origin)
  const key = values['key-file'] === undefined ? undefined : await keyIn(values['key-file'])
  if (there)
    return key === undefined && !values.follow
      ? there
      : client.apps.changeMirror(there.id, { ...(key && { key }), ...(values.follow && { follows: true }) })
  if (key === undefined)
    throw new Fault('cli.usage', {
      expected: '--key-file with an API key of the platform there',
      seen: 'none',
      command: 'app',
    })
  return client.apps.addMirror({ address, key, follows: values.follow })
}

async function keyIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (reason) {
    throw new Fault('cli.file_unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

async function settled(client: MillraceClient, id: string): Promise<AppMirror> {
  for (;;) {
    const now = await client.apps.mirror(id)
    if (now.state === 'idle' || (now.why && now.state !== 'working')) return now
    await pause(LOOK_MS)
  }
}
