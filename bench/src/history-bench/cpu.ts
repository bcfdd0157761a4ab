import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

function ticksOf(pid: number): number {
  try {
    // The name may hold blanks and brackets; what follows the last bracket does not (proc(5)). Ended children count too.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field]), 0)
  } catch (failure) {
    // Ended since it was listed: its parent has its time now.
    const { code } = failure as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return 0
    throw failure
  }
}

/** CPU seconds that a process and its children took so far: on a machine with other work they tell more than the clock. */
export function cpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number)
  return [pid, ...children.filter((child) => child > 0)].reduce((sum, one) => sum + ticksOf(one), 0) / TICKS_PER_SECOND
}
