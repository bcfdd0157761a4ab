import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, type Log } from '@millrace/core'
import '../faults.ts'
import { type Interpreter, lastLine } from './interpreter.ts'
import { readRequirements } from './requirements.ts'

/** Large packages come over slow lines. */
const INSTALL_MS = 15 * 60_000
const SAID = 8_000
/** What an operator tells pip of the way out: an index, a proxy, certificates. */
const ofTheWayOut = /^(pip_|https?_proxy$|no_proxy$|all_proxy$|ssl_cert_|requests_ca_bundle$)/i

export interface PackageNeeds {
  /** Its own: a folder for each set of requirements, by its hash. */
  readonly folder: string
  readonly log: Log
  /** Arguments of pip that tell where packages come from; without it, what its configuration says, or PyPI. */
  readonly from?: readonly string[]
}

/**
 * Installed packages, shared by all models with the same requirements. Only wheels whose hash is pinned are unpacked: none of a
 * stranger's code runs to install it.
 */
export class Packages {
  readonly #needs: PackageNeeds
  readonly #installing = new Map<string, Promise<string>>()

  constructor(needs: PackageNeeds) {
    this.#needs = needs
  }

  /** The folder with them, made if it is not there. Throws `model.broken`, `model.unsupported`. */
  of(requirements: string, interpreter: Interpreter, model: string): Promise<string | undefined> {
    const wanted = readRequirements(requirements, model)
    if (wanted === '') return Promise.resolve(undefined)
    const key = createHash('sha256').update(`${interpreter.platform}\n${wanted}`).digest('hex').slice(0, 40)
    const place = join(this.#needs.folder, key)
    if (existsSync(place)) return Promise.resolve(place)
    const begun = this.#installing.get(key)
    if (begun) return begun
    const installing = this.#install(place, wanted, interpreter, model).finally(() => this.#installing.delete(key))
    this.#installing.set(key, installing)
    return installing
  }

  async #install(place: string, wanted: string, { executable }: Interpreter, model: string): Promise<string> {
    const { folder, log, from = [] } = this.#needs
    const making = join(folder, `making-${randomUUID()}`)
    const list = join(making, 'requirements.txt')
    const made = join(making, 'packages')
    await mkdir(making, { recursive: true })
    try {
      await writeFile(list, wanted)
      log.info('packages of a model are being installed', { model, packages: wanted.trim().split('\n').length })
      await pip(
        executable,
        [...['install', '--require-hashes', '--only-binary', ':all:', '--target', made, ...from, '-r', list]],
        model,
      )
      // Of two processes that installed the same, one is the first.
      await rename(made, place).catch((reason: unknown) => {
        if (!existsSync(place)) throw reason
      })
      log.info('packages of a model are installed', { model })
      return place
    } finally {
      await rm(making, { recursive: true, force: true })
    }
  }
}

async function pip(executable: string, rest: readonly string[], model: string): Promise<void> {
  const quiet = ['--no-input', '--disable-pip-version-check', '--no-cache-dir', '--quiet']
  const wayOut = Object.entries(process.env).filter(([name]) => ofTheWayOut.test(name))
  // Models run as somebody else, who must be able to read them.
  const child = spawn(
    '/bin/sh',
    ['-c', 'umask 022; exec "$@"', 'millrace', executable, '-I', '-m', 'pip', ...rest, ...quiet],
    {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...Object.fromEntries(wayOut) },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: INSTALL_MS,
      killSignal: 'SIGKILL',
    },
  )
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said = `${said}${piece}`.slice(-SAID)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (code === 0) return
  if (/No module named pip/.test(said))
    throw new Fault('model.unsupported', {
      model,
      seen: `${executable} has no pip, which its packages need; install it (Debian, Ubuntu: apt-get install python3-pip)`,
    })
  const seen = signal ? `pip did not end within ${INSTALL_MS / 60_000} min` : complaint(said)
  const isWrong = /HASHES|hashes are required|ResolutionImpossible|conflict/i.test(said)
  throw new Fault(isWrong ? 'model.broken' : 'model.unsupported', {
    model,
    seen: `its packages cannot be installed: ${seen}`,
  })
}

/** The lines in which pip says what is wrong. */
function complaint(said: string): string {
  const errors = said.split('\n').filter((line) => /^\s*ERROR:/.test(line))
  const told = errors.map((line) => line.replace(/^\s*ERROR:\s*/, '').trim()).join(' ')
  return told === '' ? lastLine(said) : told.slice(0, 600)
}
