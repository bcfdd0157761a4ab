import { type ChildProcess, spawn } from 'node:child_process'

export interface ClosedIn {
  /** What it may take beside the address space that Node and the engine hold at rest, MiB; kept by the system. */
  readonly memoryMib: number
  /** Of CPU time, s; without it any. Kept by the system. */
  readonly cpuSeconds?: number
}

/** Address space that Node and the engine hold at rest, most of it never touched. */
const REST_MIB = 768

/**
 * What the shell sets before the program runs: memory and CPU time that the system itself enforces, no core file, behind all
 * others when the processor is wanted, first to go when memory is short, and, where the system lets it, no network.
 */
const closing = `ulimit -c 0; ulimit -d "$1" 2>/dev/null; ulimit -t "$2"; shift 2
echo 1000 2>/dev/null >/proc/self/oom_score_adj
if unshare --map-current-user --net true 2>/dev/null; then exec unshare --map-current-user --net -- nice -n 10 "$@"; fi
exec nice -n 10 "$@"`

/**
 * Starts a program of ours that works on what others wrote: a query, a file. It speaks over `send` and `message`, typed
 * arrays included, gets nothing of this process's environment (which may hold secrets), and is to be ended by who started it.
 * `program`: path of a module, `.ts` when run from source.
 */
export function startClosed(program: string, { memoryMib, cpuSeconds }: ClosedIn): ChildProcess {
  const data = String((memoryMib + REST_MIB) * 1_024)
  const cpu = cpuSeconds === undefined ? 'unlimited' : String(cpuSeconds)
  const nodeArguments = [
    '--max-old-space-size=256',
    // From source, packages resolve to their sources, as in the process that starts this one.
    ...(program.endsWith('.ts') ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : []),
  ]
  return spawn('/bin/sh', ['-c', closing, 'millrace', data, cpu, process.execPath, ...nodeArguments, program], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    serialization: 'advanced',
  })
}
