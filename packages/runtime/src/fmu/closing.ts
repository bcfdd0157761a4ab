import { type ChildProcess, spawn } from 'node:child_process'
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
root=$1; shift 2
if unshare --map-root-user $spaces true 2>/dev/null
then exec $die unshare --map-root-user $spaces /bin/sh -c "$inner" millrace "$root" "" "$@"; fi
while [ "$1" != -- ]; do shift; done; shift
if unshare --map-current-user --net true 2>/dev/null
then exec $die unshare --map-current-user --net nice -n 10 "$@"; fi
exec $die nice -n 10 "$@"`

/**
 * Within the namespaces: a root of its own that holds what is named and nothing else, then no rights, and a user of its own where
 * root may choose one. $1: an empty folder, $2: id of the user or nothing, then paths up to --, then the program.
 */
const inner = `umask 022; root=$1; uid=$2; shift 2
see() {
  [ -e "$1" ] || return 0
  if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root\${1%/*}" && : >"$root$1"; fi &&
  mount --rbind "$1" "$root$1" && mount -o remount,bind,ro "$root$1"
}
kept=; mount -t tmpfs -o size=16m,mode=755 none "$root" 2>/dev/null && mkdir -m 1777 "$root/tmp" && kept=1
for top in /bin /sbin /lib /lib64; do
  if [ -L "$top" ]; then cp -P "$top" "$root$top"; else see "$top" 2>/dev/null; fi || kept=
done
for path in /usr /etc/ld.so.cache /dev/null /dev/zero /dev/urandom; do see "$path" 2>/dev/null || kept=; done
while [ "$1" != -- ]; do see "$1" 2>/dev/null || kept=; shift; done; shift
if [ "$kept" ]; then
  mkdir -p "$root/proc" "$root/.old" && mount -t proc proc "$root/proc" 2>/dev/null
  cd "$root" && pivot_root . .old && cd / && umount -l /.old && rmdir /.old
fi || exit 126
export CLOSED=1
drop="setpriv --bounding-set=-all --inh-caps=-all --no-new-privs"
[ "$kept" ] && [ "$uid" ] && drop="$drop --reuid=$uid --regid=$uid --clear-groups"
$drop prlimit --nproc=256:256 nice -n 10 "$@"
exit $?`

export interface ClosedFmu {
  /** Its files, which it may read. */
  readonly files: string
  /** An empty folder beside them. */
  readonly root: string
  /** What it may take beside what Node holds at rest, bytes. */
  readonly memory: number
}

/** Starts the process of one FMU. It gets nothing of our environment, and is ended with all that it started by killing its group. */
export function startClosed({ files, root, memory }: ClosedFmu): ChildProcess {
  const kib = String(Math.ceil(memory / 1_024) + REST_MIB * 1_024)
  const uid = String(FIRST_UID + Math.floor(Math.random() * UIDS))
  const seen = [process.execPath, room, koffi, join(dirname(koffi), '@koromix'), files]
  const node = [process.execPath, '--max-old-space-size=256', '--disable-warning=ExperimentalWarning', program]
  return spawn('/bin/sh', ['-c', outer, 'millrace', inner, kib, root, uid, ...seen, '--', ...node], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    serialization: 'advanced',
    detached: true,
  })
}
