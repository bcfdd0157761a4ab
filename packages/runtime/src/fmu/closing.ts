import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { enterRoot, makeRoot, type OwnRoot, prepareRoot } from '../closed/root.ts'
import { BEHIND } from '../worker/priority.ts'

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
then exec $die unshare --map-current-user --net nice -n ${BEHIND} "$@"; fi
exec $die nice -n ${BEHIND} "$@"`

/**
 * Within the namespaces: a root of its own that holds what is named and nothing else, then no rights, and a user of its own where
 * root may choose one. $1: folder of {@link prepareRoot}, $2: id of the user or nothing, then the program.
 */
const inner = `umask 022; run=$1; uid=$2; kept=
if { ${makeRoot('size=16m,mode=755')}; } 2>/dev/null && chmod 1777 tmp
then
  mount -t proc proc proc 2>/dev/null
  ${enterRoot} && kept=1 || exit 126
fi
shift 2; export CLOSED=1
drop="setpriv --bounding-set=-all --inh-caps=-all --no-new-privs"
[ "$kept" ] && [ "$uid" ] && drop="$drop --reuid=$uid --regid=$uid --clear-groups"
$drop prlimit --nproc=256:256 nice -n ${BEHIND} "$@"
exit $?`

/** Where programs and libraries lie; links into /usr on most machines. */
const tops = ['/bin', '/sbin', '/lib', '/lib64', '/usr', '/etc/ld.so.cache']

/** Everything is found where it lies on this machine. */
function rootOf(files: string): OwnRoot {
  const ours = [dirname(process.execPath), room, koffi, join(dirname(koffi), '@koromix'), files]
  return {
    places: Object.fromEntries([...tops, ...ours].map((path) => [path, path])),
    devices: ['/dev/null', '/dev/zero', '/dev/urandom'],
    folders: ['/etc', '/proc', '/tmp'],
  }
}

export interface ClosedFmu {
  /** A folder of ours, in which the files of the FMU lie. */
  readonly folder: string
  readonly files: string
  /** What it may take beside what Node holds at rest, bytes. */
  readonly memory: number
}

/** Starts the process of one FMU. It gets nothing of our environment, and is ended with all that it started by killing its group. */
export async function startClosed({ folder, files, memory }: ClosedFmu): Promise<ChildProcess> {
  await prepareRoot(folder, rootOf(files))
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
