import { parseArgs } from 'node:util'
import type { AppManifest } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { AppInstallation, AppVersion, MillraceClient } from '@millrace/sdk'
import '../faults.ts'
import { withPlatform } from '../platform-client.ts'
import { boundBy } from './bind.ts'
import { includedOf, mustAgree, sayAsked } from './consent.ts'
import { fetchApp } from './fetch.ts'
import { mirrorApps } from './mirror.ts'
import { settingsOf } from './settings.ts'
import { archiveOf, versionOf } from './source.ts'

const options = {
  platform: { type: 'string' },
  'token-file': { type: 'string' },
  bind: { type: 'string', multiple: true, default: [] as string[] },
  set: { type: 'string', multiple: true, default: [] as string[] },
  secret: { type: 'string', multiple: true, default: [] as string[] },
  agree: { type: 'boolean', default: false },
  'despite-tests': { type: 'boolean', default: false },
  out: { type: 'string' },
  'key-file': { type: 'string' },
  take: { type: 'string', multiple: true, default: [] as string[] },
  follow: { type: 'boolean', default: false },
} as const

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

type Verb = 'publish' | 'install' | 'upgrade' | 'uninstall' | 'list' | 'fetch' | 'mirror'

/** `millrace app publish | install | upgrade | uninstall | list | fetch | mirror`: apps of a running platform. */
export async function appOfPlatform(verb: Verb, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const [meant] = positionals
  if (meant === undefined && verb !== 'list')
    throw new Fault('cli.usage', { expected: 'a package, a folder or publisher/name', seen: 'none', command: 'app' })
  const to = { platform: values.platform ?? process.env['MILLRACE_PLATFORM'], tokenFile: values['token-file'] }
  const run = {
    publish,
    install,
    upgrade,
    uninstall,
    list,
    fetch: (client: MillraceClient, name: string, { out }: Values) => fetchApp(client, name, out),
    mirror: mirrorApps,
  }[verb]
  // A package that is none is told before anybody is asked.
  if (verb === 'publish') await archiveOf(meant!)
  return withPlatform(to, (client) => run(client, meant ?? '', values))
}

interface Values {
  readonly bind: readonly string[]
  readonly set: readonly string[]
  readonly secret: readonly string[]
  readonly agree: boolean
  readonly 'despite-tests': boolean
  readonly out?: string | undefined
  readonly 'key-file'?: string | undefined
  readonly take: readonly string[]
  readonly follow: boolean
}

async function publish(client: MillraceClient, place: string): Promise<number> {
  const { app, version, digest, signature } = await client.apps.bringIn(await archiveOf(place))
  say(`${app} ${version} is on the shelf: ${digest}`)
  say(
    signature
      ? `signed by ${signature.fingerprint}, ${signature.trusted ? 'which is trusted' : 'whom nobody there trusts yet'}`
      : 'signed by nobody',
  )
  return 0
}

async function install(client: MillraceClient, meant: string, values: Values): Promise<number> {
  const read = await versionOf(client, meant)
  const { app, version, asks } = read
  const manifest = manifestOf(read)
  const settings = await settingsOf(values.set, values.secret, manifest)
  const bound = await boundBy(client, { app, version, manifest, bind: values.bind })
  const preview = await client.apps.preview({ app, version, bound })
  say(`${app} ${version}: ${manifest.title.en} · ${manifest.title.zh}`)
  for (const { need, bound: fits } of preview.needs)
    say(`works on ${need}: ${fits.map(({ name }) => name).join(', ') || 'none'}`)
  for (const asked of asks) say(sayAsked(asked, manifest))
  if (asks.length === 0) say('asks for nothing')
  if (preview.beyond.length > 0)
    throw new Fault('cli.beyond_own', { seen: preview.beyond.map((one) => sayAsked(one, manifest)).join('; ') })
  const { included, says } = await includedOf(client, preview.included)
  for (const line of says) say(line)
  await mustAgree(values.agree, 'Agree to all of it, and install?')
  const { id } = await client.apps.install({
    app,
    version,
    bound,
    settings,
    agreed: asks,
    included,
    ...despite(values),
  })
  say(`installed: ${id}`)
  return 0
}

async function upgrade(client: MillraceClient, meant: string, values: Values): Promise<number> {
  const read = await versionOf(client, meant)
  const { app, version, asks } = read
  const manifest = manifestOf(read)
  const installation = await installedOf(client, app)
  const known = new Set(installation.agreed.map(textOf))
  const wanted = new Set(asks.map(textOf))
  const more = asks.filter((one) => !known.has(textOf(one)))
  say(`${app} ${installation.version} → ${version}`)
  for (const one of more) say(`more than before: ${sayAsked(one, manifest)}`)
  for (const one of installation.agreed) if (!wanted.has(textOf(one))) say(`no more: ${sayAsked(one, manifest)}`)
  const bindings =
    values.bind.length > 0 ? { bound: await boundBy(client, { app, version, manifest, bind: values.bind }) } : {}
  const preview = await client.apps.preview({ app, version, bound: bindings.bound ?? installation.bound })
  const { included, says } = await includedOf(client, preview.included)
  for (const line of says) say(line)
  for (const { path, title, from, to, is } of preview.moves)
    say(
      is === 'moves'
        ? `${path.join(' / ')}: class ${title.en} ${from} → ${to}`
        : `${path.join(' / ')}: stays of class ${title.en} ${from}, as somebody changed it`,
    )
  // What asks for no more than somebody agreed to already needs nobody.
  if (more.length > 0 || included.length > 0) await mustAgree(values.agree, 'Agree to it, and upgrade?')
  const settings = await settingsOf(values.set, values.secret, manifest)
  await client.apps.upgrade(installation.id, {
    version,
    agreed: asks,
    settings,
    included,
    ...bindings,
    ...despite(values),
  })
  say(`runs ${version}`)
  return 0
}

async function uninstall(client: MillraceClient, app: string, { agree }: Values): Promise<number> {
  const { id, version, title } = await installedOf(client, app)
  say(`${app} ${version}: ${title.en} · ${title.zh}`)
  const { apps, screens, assets, alarms } = await client.apps.leaving(id)
  for (const one of apps) say(`goes with it: ${one.app}${one.tables > 0 ? `, with ${one.tables} tables` : ''}`)
  for (const { title: shown } of screens) say(`goes with it: the screen ${shown.en}`)
  for (const { path, is } of assets)
    say(is === 'goes' ? `goes with it: the asset ${path.join(' / ')}` : `stays: the asset ${path.join(' / ')}`)
  for (const one of alarms) say(`stays until its retirement is approved: the alarm ${one.en}`)
  await mustAgree(agree, 'Uninstall it with its tables, settings and secrets?')
  await client.apps.uninstall(id)
  say('uninstalled')
  return 0
}

async function list(client: MillraceClient): Promise<number> {
  for (const { app, version, state, title, id } of await client.apps.installations())
    say(`${app.padEnd(40)} ${version.padEnd(10)} ${state.padEnd(10)} ${id}  ${title.en}`)
  return 0
}

/** By publisher/name, or by the id of the installation. */
async function installedOf(client: MillraceClient, app: string): Promise<AppInstallation> {
  const found = (await client.apps.installations()).find((one) => one.app === app || one.id === app)
  if (!found) throw new Fault('cli.not_installed', { seen: app })
  return found
}

/** Its own tests fail, and whoever types it knows. */
const despite = (values: Values) => (values['despite-tests'] ? { despiteTests: true } : {})

/** The platform has checked it. */
const manifestOf = ({ manifest }: AppVersion): AppManifest => manifest as AppManifest

const textOf = (asked: object): string => JSON.stringify(Object.entries(asked).sort())
