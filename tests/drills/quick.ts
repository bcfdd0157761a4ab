import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const root = join(import.meta.dirname, '../..')
/** In memory where there is such a place: most of a drill's time on a slow disk is waiting for it. */
const SHARED_MEMORY = '/dev/shm'

/** Runs a drill or benchmark as a person would, small, and reads its last line. */
export async function quick(kind: 'bench' | 'drill', name: string): Promise<Record<string, unknown>> {
  const env = existsSync(SHARED_MEMORY) ? { ...process.env, TMPDIR: SHARED_MEMORY } : process.env
  const run = promisify(execFile)('npm', ['run', '--silent', kind, '--', name, '--quick'], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024,
  })
  // One that does not pass ends with 1 and says so in its last line, too.
  const { stdout } = await run.catch((failure: { stdout: string }) => {
    // What was wrong is told on the way.
    process.stdout.write(failure.stdout)
    return failure
  })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>
}
