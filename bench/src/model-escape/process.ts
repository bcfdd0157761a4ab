import { readdir, readFile } from 'node:fs/promises'

/** What this process is made of, as the system tells it. */
export interface Footprint {
  readonly threads: number
  readonly children: number
  readonly rssMib: number
}

export async function footprint(): Promise<Footprint> {
  const threads = await readdir('/proc/self/task')
  const children = await Promise.all(
    threads.map((id) => readFile(`/proc/self/task/${id}/children`, 'utf8').catch(() => '')),
  )
  return {
    threads: threads.length,
    children: children
      .join(' ')
      .split(' ')
      .filter((id) => id.trim() !== '').length,
    rssMib: process.memoryUsage.rss() / 1024 / 1024,
  }
}
