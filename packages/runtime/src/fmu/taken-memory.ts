import { readdirSync, readFileSync } from 'node:fs'

const PAGE = 4_096
const RESIDENT = 1

/** Bytes of memory that a process and all that it started hold; 0 of one that is gone. */
export function takenMemory(pid: number): number {
  let pages = 0
  const ahead = [pid]
  for (let one = ahead.pop(); one !== undefined; one = ahead.pop()) {
    try {
      pages += Number(readFileSync(`/proc/${one}/statm`, 'latin1').split(' ')[RESIDENT])
      for (const task of readdirSync(`/proc/${one}/task`)) {
        const children = readFileSync(`/proc/${one}/task/${task}/children`, 'latin1').trim()
        if (children !== '') ahead.push(...children.split(' ').map(Number))
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return pages * PAGE
}
