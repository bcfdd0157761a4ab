import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { edgeDrivers, readProfile } from '@millrace/edge'
import type { DeviceProfileListed, MillraceClient } from '@millrace/sdk'
import './faults.ts'
import { withPlatform } from './platform-client.ts'

const options = {
  platform: { type: 'string' },
  'token-file': { type: 'string' },
  out: { type: 'string' },
  submit: { type: 'boolean', default: false },
} as const

const EVERY = 500

/** `millrace profile push | pull | remote`: device profiles of a platform. */
export async function profileOfPlatform(verb: 'push' | 'pull' | 'remote', args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const about = positionals[0]
  const to = { platform: values.platform ?? process.env['MILLRACE_PLATFORM'], tokenFile: values['token-file'] }
  if (verb === 'remote') return withPlatform(to, (client) => list(client, about))
  if (about === undefined) {
    const expected = verb === 'push' ? 'a file' : 'maker/model'
    throw new Fault('cli.usage', { expected, seen: 'none', command: 'profile' })
  }
  if (verb === 'push') return push(about, values.submit, to)
  return withPlatform(to, (client) => pull(client, about, values.out))
}

/** Addresses are checked here, where the drivers are; the platform checks all else again. */
async function push(
  file: string,
  submits: boolean,
  to: { platform: string | undefined; tokenFile: string | undefined },
): Promise<number> {
  await readProfile(file, edgeDrivers)
  const yaml = await readFile(file, 'utf8')
  return withPlatform(to, async (client) => {
    const made = await client.deviceProfiles.contribute(yaml)
    const { key, version, status } = submits ? await client.deviceProfiles.submit(made.id) : made
    process.stdout.write(`${key} ${version} is there as ${status}\n`)
    return 0
  })
}

async function all(client: MillraceClient, search: string): Promise<DeviceProfileListed[]> {
  const items: DeviceProfileListed[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.deviceProfiles.list({ search, limit: EVERY, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...page.items)
    if (page.next === undefined) return items
    cursor = page.next
  }
}

async function list(client: MillraceClient, search = ''): Promise<number> {
  for (const { key, kind, version, status, origin, title } of await all(client, search))
    process.stdout.write(
      `${key.padEnd(36)} ${kind.padEnd(20)} ${version.padEnd(8)} ${status.padEnd(10)} ${origin.padEnd(12)} ${title.en}\n`,
    )
  return 0
}

/** The organisation's own goes before the library's: lists begin with it. */
async function pull(client: MillraceClient, key: string, out: string | undefined): Promise<number> {
  const wanted = key.toLowerCase()
  const found = (await all(client, wanted)).find((one) => one.key === wanted)
  if (!found) throw new Fault('cli.profile_unknown', { seen: key })
  const text = await client.deviceProfiles.text(found.id)
  if (out === undefined) process.stdout.write(text)
  else {
    await writeFile(out, text)
    process.stdout.write(`${found.key} ${found.version}, ${found.status}: ${out}\n`)
  }
  return 0
}
