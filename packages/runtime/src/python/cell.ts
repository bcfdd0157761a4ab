import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { enterRoot, makeRoot, OLD, type OwnRoot, prepareRoot } from '../closed/root.ts'
import { BEHIND } from '../worker/priority.ts'
import { closedPython, type Interpreter } from './interpreter.ts'

/**
 * What keeps a model from the machine, beside limits of memory, processes and files that hold in any case. `namespaces`: it has
 * a root, a network and processes of its own, with nothing in them but Python and its files. `filters`: it is among the
 * others, and the kernel refuses it files and calls (Landlock, seccomp); it sees what files are called.
 */
export type Isolation = 'namespaces' | 'filters'

/** A way to start a closed Python; which one this machine allows is found by trying. */
export interface Way {
  readonly isolation: Isolation
  command(parts: CellParts): readonly string[]
}

export interface CellParts {
  readonly interpreter: Interpreter
  /** Holds `cell` with our programs and `model`. Readable by everybody. */
  readonly folder: string
  /** Folder of installed packages. */
  readonly packages?: string
}

/** Nobody and no group of Debian, and of most. */
const NOBODY = '65534'
const asNobody = ['setpriv', '--reuid', NOBODY, '--regid', NOBODY, '--clear-groups']
/** Goes with the thread that started it, however that ends. */
const notAlone = ['setpriv', '--pdeathsig', 'KILL']
/** No right is left, and none comes back by running another program. */
const powerless = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all']
const spaces = ['--mount', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child', '--propagation', 'private']

/**
 * A root that holds programs and libraries, Python, the model and its packages, all of them read-only. umount needs /proc, that of
 * the old root, which goes with it. The shell stays as the first process of the namespace: when it ends, so does every other.
 */
const inOwnRoot = `set -e
run="$1"; shift
echo 1000 2>/dev/null >/proc/self/oom_score_adj || true
${makeRoot('size=256k,mode=755,nosuid,nodev')} || exit 126
mount -o remount,bind,ro,nosuid,nodev "$run/root"
cd "$run/root"
${enterRoot} || exit 126
unset PWD OLDPWD
nice -n ${BEHIND} "$@"
exit $?`

const system = ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/lib64', '/bin', '/sbin', '/lib', '/lib64']

function rootOf({ interpreter: { prefix }, folder, packages }: CellParts): OwnRoot {
  const ofPython = prefix === '/usr' ? [] : ['bin', 'lib', 'lib64'].map((of) => join(prefix, of))
  const same = [...system, '/etc/ld.so.cache', '/usr/share/zoneinfo', ...ofPython].map((path) => [path, path])
  return {
    places: {
      ...Object.fromEntries(same),
      '/cell': join(folder, 'cell'),
      ...(packages === undefined ? {} : { '/packages': packages }),
    },
    links: { '/proc': `${OLD.slice(1)}/proc` },
  }
}

const inRoot = ({ folder }: CellParts): string[] => ['/bin/sh', '-c', inOwnRoot, 'millrace', folder]
const hosted = (interpreter: Interpreter, cell: string, packages: string): string[] => [
  ...[interpreter.executable, ...closedPython, join(cell, 'host.py'), 'cell', join(cell, 'model'), packages],
]
const hostedInRoot = ({ interpreter, packages }: CellParts): string[] => [
  ...hosted(interpreter, '/cell', packages === undefined ? '' : '/packages'),
  'namespaces',
]
const hostedHere = ({ interpreter, folder, packages }: CellParts): string[] => [
  ...['nice', '-n', String(BEHIND), ...hosted(interpreter, join(folder, 'cell'), packages ?? ''), 'filters'],
]

/** The strictest first. A root that may not make namespaces runs models as nobody, or not at all. */
export function waysOf(isRoot: boolean): readonly Way[] {
  if (isRoot) {
    return [
      {
        isolation: 'namespaces',
        command: (parts) => [
          ...[...notAlone, 'unshare', ...spaces, ...inRoot(parts)],
          ...[...asNobody, ...powerless, ...hostedInRoot(parts)],
        ],
      },
      {
        isolation: 'filters',
        command: (parts) => [...asNobody, ...powerless, ...notAlone, ...hostedHere(parts)],
      },
    ]
  }
  return [
    {
      isolation: 'namespaces',
      command: (parts) => [
        ...[...notAlone, 'unshare', '--user', '--map-root-user', ...spaces, ...inRoot(parts)],
        ...['setpriv', ...powerless, ...hostedInRoot(parts)],
      ],
    },
    { isolation: 'filters', command: (parts) => [...notAlone, '--no-new-privs', ...hostedHere(parts)] },
    { isolation: 'filters', command: hostedHere },
  ]
}

/** A process and what it starts, as one group, with none of this process's environment. */
export async function startCell(way: Way, parts: CellParts): Promise<ChildProcess> {
  if (way.isolation === 'namespaces') await prepareRoot(parts.folder, rootOf(parts))
  const [program = '', ...rest] = way.command(parts)
  return spawn(program, rest, {
    cwd: parts.folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      // A model has one thread: libraries that would start more are told.
      OPENBLAS_NUM_THREADS: '1',
      OMP_NUM_THREADS: '1',
      MKL_NUM_THREADS: '1',
    },
  })
}
