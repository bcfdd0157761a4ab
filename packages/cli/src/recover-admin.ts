import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import { type Lost, MillraceClient, PlatformFault } from '@millrace/sdk'
import './faults.ts'
import { addressesIn, localFiles } from './local-platform.ts'

const losses: Readonly<Record<Lost, string>> = {
  password: 'a new password is set',
  factors: 'the password is needed, and every second factor is removed',
  both: 'a new password is set, and every second factor is removed',
}

const isLost = (text: string): text is Lost => Object.hasOwn(losses, text)

/** `millrace recover-admin`: when nobody who runs the platform gets in any more, the owner of its machine lets one in. */
export async function recoverAdmin(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { lost: { type: 'string', default: 'both' } },
  })
  const [username, ...more] = positionals
  const { lost } = values
  if (!isLost(lost) || more.length > 0) {
    const expected = 'at most one user name, and --lost password, factors or both'
    throw new Fault('cli.usage', { expected, seen: args.join(' '), command: 'recover-admin' })
  }
  const folder = resolve(process.env['MILLRACE_DATA'] || './data')
  const files = localFiles(folder)
  const token = await read(folder, files.token)
  const { address, localAddress } = addressesIn(await read(folder, files.addresses))
  const client = new MillraceClient({ address: localAddress, token, retries: 0 })
  const made = await client.recovery
    .forOperator({ lost, ...(username === undefined ? {} : { username }) })
    .catch((thrown: unknown) => {
      throw refusal(thrown, folder, localAddress)
    })
  process.stdout.write(
    [
      '',
      `Recovery link for ${made.username}, for one use until ${made.expiresAt}:`,
      `  ${address}/recovery#${made.token}`,
      `When it is used ${losses[made.lost]}; every session of ${made.username} ends.`,
      '',
      '',
    ].join('\n'),
  )
  return 0
}

async function read(folder: string, file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Fault('cli.not_running', { folder, seen: 'none' }, thrown)
    throw new Fault('cli.not_the_owner', { file, seen: String(code) }, thrown)
  }
}

/** A platform that was killed leaves its files behind: nobody answers there then, or another one that does not know the token. */
function refusal(thrown: unknown, folder: string, address: string): unknown {
  if (!(thrown instanceof PlatformFault)) return thrown
  if (thrown.status === 0) return new Fault('cli.not_running', { folder, seen: `nobody at ${address}` }, thrown)
  if (thrown.status === 401) return new Fault('cli.not_running', { folder, seen: `another one at ${address}` }, thrown)
  return new Fault('cli.platform_refused', { seen: thrown.message, remedy: thrown.remedy }, thrown)
}
