import { lstatSync } from 'node:fs'
import { chmod, mkdir, readlink, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a closed process finds in its root, and nothing else. */
export interface OwnRoot {
  /** By path there: where it lies on this machine. Read-only; what is not there is left out, links are links there, too. */
  readonly places: Readonly<Record<string, string>>
  /** Devices, by their own paths. */
  readonly devices?: readonly string[]
  /** Empty folders, and links. */
  readonly folders?: readonly string[]
  readonly links?: Readonly<Record<string, string>>
}

/** Where the old root hangs for a moment. */
export const OLD = '/.old'
/** Who is not root may take away no flag that a mount has: these are the ones that it may have. */
const KEPT = 'ro,nosuid,nodev'

/** Writes into a folder of ours what the root of a process begins as: empty folders and files, links, and what is mounted (fstab). */
export async function prepareRoot(
  folder: string,
  { places, devices = [], folders = [], links = {} }: OwnRoot,
): Promise<void> {
  const skeleton = join(folder, 'skeleton')
  for (const empty of [join(folder, 'root'), ...[OLD, ...folders].map((of) => join(skeleton, of))]) await open(empty)
  for (const [path, to] of Object.entries(links)) await symlink(to, join(skeleton, path))
  let table = ''
  for (const [path, from] of [...Object.entries(places), ...devices.map((of) => [of, of] as const)]) {
    const is = lstatSync(from, { throwIfNoEntry: false })
    if (!is) continue
    const place = join(skeleton, path)
    await open(dirname(place))
    if (is.isSymbolicLink()) {
      await symlink(await readlink(from), place)
      continue
    }
    await (is.isDirectory() ? open(place) : writeFile(place, ''))
    const options = devices.includes(path) ? 'bind' : `rbind,${KEPT}`
    table += `${escaped(from)} ${escaped(`${folder}/root${path}`)} none ${options} 0 0\n`
  }
  await writeFile(join(folder, 'mounts'), table)
}

/** For everybody, whatever the mask of this process is: whoever the process runs as goes through. */
async function open(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let at = folder; at.length >= first.length; at = dirname(at)) await chmod(at, 0o755)
}

const escaped = (path: string): string =>
  path.replaceAll(/[\\\s]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`)

/** Shell, in mount namespaces of its own: makes the root in `$run`, a folder of {@link prepareRoot}, and stands in it. */
export const makeRoot = (tmpfs: string): string =>
  `mount -t tmpfs -o ${tmpfs} cell "$run/root" && cd "$run/root" && cp -R "$run/skeleton/." . && mount -a -T "$run/mounts"`

/** Shell: from there on there is no other root, and no way back to the machine's. */
export const enterRoot = `pivot_root . .${OLD} && cd / && umount -l ${OLD}`
