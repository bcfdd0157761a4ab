import { type ChildProcess, spawn } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { mkdir, readlink, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url))
const room = dirname(dirname(dirname(program)))
const koffi = dirname(createRequire(import.meta.url).resolve('koffi'))
/** Address space that Node holds at rest, most of it never touched, and what is seen before the system's own limit ends it, MiB. */
const REST_MIB = 1_280
/** No user of the machine has an id in here. */
const FIRST_UID = 1_900_000_000
const UIDS = 100_000_000

/**
 * Limits that the system keeps; then, as far as it lets us, namespaces without network, foreign processes and foreign files.
 * $1: the program below, $2: KiB of data, and what that takes.
 */
const outer = `ulimit -c 0; ulimit -f 65536; ulimit -d "$2" 2>/dev/null
echo 1000 2>/dev/null >/proc/self/oom_score_adj
inner=$1; shift 2
die=; setpriv --pdeathsig KILL true 2>/dev/null && die="setpriv --pdeathsig KILL"
spaces="--mount --net --pid --ipc --uts --fork --kill-child"
if [ "$(id -u)" = 0 ] && unshare $spaces true 2>/dev/null
then exec $die unshare $spaces /bin/sh -c "$inner" millrace "$@"; fi
folder=$1; shift 2
if unshare --map-root-user $spaces true 2>/dev/null
then exec $die unshare --map-root-user $spaces /bin/sh -c "$inner" millrace "$folder" "" "$@"; fi
if unshare --map-current-user --net true 2>/dev/null
then exec $die unshare --map-current-user --net nice -n 10 "$@"; fi
exec $die nice -n 10 "$@"`

/**
 * Within the namespaces: a root of its own that holds what is named and nothing else, then no rights, and a user of its own where
 * root may choose one. $1: folder of {@link prepareRoot}, $2: id of the user or nothing, then the program.
 */
const inner = `umask 022; root=$1/root; uid=$2; kept=
if mount -t tmpfs -o size=16m,mode=755 none "$root" 2>/dev/null && cd "$root" && cp -R "$1/skeleton/." . &&
  chmod 1777 tmp && mount -a -T "$1/mounts" 2>/dev/null
then
  mount -t proc proc proc 2>/dev/null
  pivot_root . .old && cd / && umount -l /.old && kept=1 || exit 126
fi
shift 2; export CLOSED=1
drop="setpriv --bounding-set=-all --inh-caps=-all --no-new-privs"
[ "$kept" ] && [ "$uid" ] && drop="$drop --reuid=$uid --regid=$uid --clear-groups"
$drop prlimit --nproc=256:256 nice -n 10 "$@"
exit $?`

/** Where programs and libraries lie; links into /usr on most machines. */
const tops = ['/bin', '/sbin', '/lib', '/lib64']
const devices = ['/dev/null', '/dev/zero', '/dev/urandom']
/** Who is not root may take away no flag that a mount has: these are the ones that it may have. */
const KEPT = 'ro,nosuid,nodev'

/** Writes what the root of the process begins as: empty folders and files, links, and what is mounted over them (fstab). */
async function prepareRoot(folder: string, files: string): Promise<void> {
  const skeleton = join(folder, 'skeleton')
  for (const empty of [join(folder, 'root'), ...['dev', 'etc', 'proc', 'tmp', '.old'].map((of) => join(skeleton, of))])
    await mkdir(empty, { recursive: true })
  const places = [...tops, '/usr', '/etc/ld.so.cache', ...devices, dirname(process.execPath), room, koffi]
  let table = ''
  for (const path of new Set([...places, join(dirname(koffi), '@koromix'), files])) {
    const is = lstatSync(path, { throwIfNoEntry: false })
    if (!is) continue
    const place = skeleton + path
    if (is.isSymbolicLink()) {
      await symlink(await readlink(path), place)
      continue
    }
    await (is.isDirectory() ? mkdir(place, { recursive: true }) : writeFile(place, ''))
    const options = devices.includes(path) ? 'bind' : `rbind,${KEPT}`
    table += `${escaped(path)} ${escaped(`${folder}/root${path}`)} none ${options} 0 0\n`
  }
  await writeFile(join(folder, 'mounts'), table)
}

const escaped = (path: string): string =>
  path.replaceAll(/[\\\s]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`)

export interface ClosedFmu {
  /** A folder of ours, in which the files of the FMU lie. */
  readonly folder: string
  readonly files: string
  /** What it may take beside what Node holds at rest, bytes. */
  readonly memory: number
}

/** Starts the process of one FMU. It gets nothing of our environment, and is ended with all that it started by killing its group. */
export async function startClosed({ folder, files, memory }: ClosedFmu): Promise<ChildProcess> {
  await prepareRoot(folder, files)
  const kib = String(Math.ceil(memory / 1_024) + REST_MIB * 1_024)
  const uid = String(FIRST_UID + Math.floor(Math.random() * UIDS))
  const node = [process.execPath, '--max-old-space-size=256', '--disable-warning=ExperimentalWarning', program]
  return spawn('/bin/sh', ['-c', outer, 'millrace', inner, kib, folder, uid, ...node], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    serialization: 'advanced',
    detached: true,
  })
}
