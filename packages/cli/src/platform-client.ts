import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import { MillraceClient, PlatformFault } from '@millrace/sdk'
import './faults.ts'
import { addressesIn, localFiles } from './local-platform.ts'

export interface PlatformChoice {
  /** Address; else the platform whose data folder this is, else where one listens by default. */
  readonly platform?: string | undefined
  readonly tokenFile?: string | undefined
}

/** For whoever holds the token. Throws `cli.no_token`. */
export async function clientOf({ platform, tokenFile }: PlatformChoice): Promise<MillraceClient> {
  const address = platform ?? (await localAddress())
  return new MillraceClient({ address, token: await tokenOf(address, tokenFile), retries: 0 })
}

/** Asks a platform as whoever holds the token. Throws `cli.no_token`, `cli.platform_silent`, `cli.platform_refused`. */
export async function withPlatform<T>(
  { platform, tokenFile }: PlatformChoice,
  run: (client: MillraceClient) => Promise<T>,
): Promise<T> {
  const address = platform ?? (await localAddress())
  const client = await clientOf({ platform: address, tokenFile })
  try {
    return await run(client)
  } catch (thrown) {
    if (!(thrown instanceof PlatformFault)) throw thrown
    if (thrown.code === 'sdk.unreachable') throw new Fault('cli.platform_silent', { address }, thrown)
    throw new Fault('cli.platform_refused', { seen: thrown.message, remedy: thrown.remedy }, thrown)
  }
}

const local = () => localFiles(process.env['MILLRACE_DATA'] || './data')

const ownAddresses = async () => {
  const file = local().addresses
  return existsSync(file) ? addressesIn(await readFile(file, 'utf8')) : undefined
}

const localAddress = async (): Promise<string> => (await ownAddresses())?.localAddress ?? 'http://127.0.0.1:8080'

/** The platform of this machine's data folder, which alone may see its administrator's token. */
async function isOwn(address: string): Promise<boolean> {
  const own = await ownAddresses()
  const origins = own ? [own.address, own.localAddress].map((one) => new URL(one).origin) : []
  return URL.canParse(address) && origins.includes(new URL(address).origin)
}

/** The arguments of a process can be read by others on the machine, so a token is no option. */
async function tokenOf(address: string, tokenFile: string | undefined): Promise<string> {
  const given = process.env['MILLRACE_TOKEN']
  if (given) return given
  const own = local().token
  const file = tokenFile ?? (existsSync(own) && (await isOwn(address)) ? own : undefined)
  if (file === undefined) throw new Fault('cli.no_token')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (thrown) {
    throw new Fault('cli.file_unreadable', { file, seen: (thrown as Error).message }, thrown)
  }
}
