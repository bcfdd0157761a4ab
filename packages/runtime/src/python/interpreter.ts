import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Fault, sayFault } from '@millrace/core'
import '../faults.ts'

/** host.py, which runs a model's file, and what it needs; from `dist` they are where they are written. */
export const hostPrograms = fileURLToPath(new URL('../../src/python/', import.meta.url))

/** No environment of its own, no packages of the system or the user, nothing written beside what is read. */
export const closedPython = ['-I', '-S', '-B'] as const

const OLDEST = [3, 9] as const
const ABOUT_MS = 30_000

/** A Python of this machine. */
export interface Interpreter {
  readonly version: readonly number[]
  /** Path of the program itself, whatever shim led to it. */
  readonly executable: string
  /** Folder with its `lib` and `bin`. */
  readonly prefix: string
  /** What compiled packages are made for. */
  readonly platform: string
  /** Address space that it takes at rest, bytes. */
  readonly space: number
}

/** Throws `model.unsupported`. `command`: a path, or a name that the path of this process leads to. */
export async function findInterpreter(command: string, model: string): Promise<Interpreter> {
  const lacks = (seen: string, cause?: unknown): Fault =>
    new Fault(
      'model.unsupported',
      { model, seen: `${seen}; install Python ${OLDEST.join('.')} or newer (Debian, Ubuntu: apt-get install python3)` },
      cause,
    )
  if (process.platform !== 'linux') throw lacks(`${process.platform} cannot hold a Python model to its limits`)
  const { PATH = '', HOME = '' } = process.env
  const { stdout } = await promisify(execFile)(command, [...closedPython, join(hostPrograms, 'host.py'), 'about'], {
    env: { PATH, HOME },
    timeout: ABOUT_MS,
  }).catch((reason: unknown) => {
    const isMissing = (reason as NodeJS.ErrnoException).code === 'ENOENT'
    throw lacks(isMissing ? `there is no ${command}` : `${command} does not run: ${lastLine(sayFault(reason))}`, reason)
  })
  const interpreter = JSON.parse(stdout) as Interpreter
  const [major = 0, minor = 0] = interpreter.version
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    throw lacks(`${command} is Python ${interpreter.version.join('.')}`)
  return interpreter
}

/** What a program said last, in short. */
export const lastLine = (said: string): string => said.trim().split('\n').at(-1)?.trim().slice(0, 600) ?? ''
