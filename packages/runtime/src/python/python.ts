import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { type Clock, Fault, type Log, sayFault, systemClock } from '@millrace/core'
import { limitsUnlessTold, type ModelPackage, type RunningModel, type Runtime } from '../face.ts'
import '../faults.ts'
import type { Limits, PythonSpec } from '../manifest/manifest.ts'
import { type Isolation, startCell, type Way, waysOf } from './cell.ts'
import { findInterpreter, hostPrograms, type Interpreter } from './interpreter.ts'
import { Packages } from './packages.ts'
import { PythonModel } from './process.ts'

export interface PythonNeeds {
  /** Its own: packages that models need, and the files of those that run. */
  readonly folder: string
  readonly log: Log
  readonly clock?: Clock
  /** Path or name; `python3` unless told. */
  readonly interpreter?: string
  /** Arguments of pip that tell where packages come from (`--index-url`, `--find-links`); PyPI unless told. */
  readonly packagesFrom?: readonly string[]
}

export interface PythonRuntime extends Runtime {
  /** How models are kept from this machine, found by trying. Throws `model.unsupported`. */
  isolation(): Promise<Isolation>
}

const MIB = 1024 * 1024
/** Compiled packages: most of their address space is never touched; what they write at rest are buffers. */
const ofPackages = { space: 512 * MIB, data: 96 * MIB }

/** Runs each model in a closed Python process of its own. */
export const pythonRuntime = (needs: PythonNeeds): PythonRuntime =>
  new ClosedPython(needs, waysOf(process.getuid?.() === 0))

/** What this machine has. */
interface Place {
  readonly interpreter: Interpreter
  readonly way: Way
}

/** Made with the ways to close a process that are to be tried. */
export class ClosedPython implements PythonRuntime {
  readonly kind = 'python'
  readonly #needs: PythonNeeds
  readonly #ways: readonly Way[]
  readonly #packages: Packages
  #place: Promise<Place> | undefined

  constructor(needs: PythonNeeds, ways: readonly Way[]) {
    this.#needs = needs
    this.#ways = ways
    const { folder, log, packagesFrom } = needs
    this.#packages = new Packages({
      folder: join(folder, 'packages'),
      log,
      ...(packagesFrom && { from: packagesFrom }),
    })
  }

  async isolation(): Promise<Isolation> {
    return (await this.#found('python')).way.isolation
  }

  async start(model: ModelPackage, limits: Limits): Promise<RunningModel> {
    const { id, runtime } = model.manifest
    if (runtime.kind !== 'python') throw broken(id, `it is made for ${runtime.kind}`)
    const { requirements, file } = runtime
    for (const named of requirements === undefined ? [file] : [file, requirements])
      if (!model.files.has(named)) throw broken(id, `${named} is not in the package`)
    const { interpreter, way } = await this.#found(id)
    const packages =
      requirements === undefined
        ? undefined
        : await this.#packages.of(new TextDecoder().decode(model.files.get(requirements)), interpreter, id)
    return this.#run(model, limits, runtime, { interpreter, way, ...(packages !== undefined && { packages }) })
  }

  async #run(
    model: ModelPackage,
    limits: Limits,
    { file }: PythonSpec,
    { interpreter, way, packages }: Place & { readonly packages?: string },
  ): Promise<PythonModel> {
    const { log, clock = systemClock } = this.#needs
    const folder = await layOut(model, this.#needs.folder)
    const running = new PythonModel(
      await startCell(way, { interpreter, folder, ...(packages !== undefined && { packages }) }),
      {
        ...{ model, limits, file, clock },
        beside: {
          space: interpreter.space + (packages === undefined ? 0 : ofPackages.space),
          data: interpreter.space + (packages === undefined ? 0 : ofPackages.data),
        },
        ended: () =>
          rm(folder, { recursive: true, force: true }).catch((reason: unknown) =>
            log.warn('files of a model are left behind', { seen: sayFault(reason) }),
          ),
      },
    )
    await running.load()
    return running
  }

  /** Looks again after it found nothing: what was missing may have been installed. */
  #found(model: string): Promise<Place> {
    this.#place ??= this.#find(model).catch((reason: unknown) => {
      this.#place = undefined
      throw reason
    })
    return this.#place
  }

  async #find(model: string): Promise<Place> {
    const { folder, log, interpreter: command = 'python3' } = this.#needs
    const interpreter = await findInterpreter(command, model)
    await clear(folder)
    const seen: string[] = []
    for (const way of this.#ways) {
      try {
        const tried = await this.#run(trial, limitsUnlessTold, trialSpec, { interpreter, way })
        await tried.close()
      } catch (reason) {
        seen.push(`${way.isolation}: ${String(reason instanceof Fault ? reason.facts['seen'] : reason)}`)
        continue
      }
      if (way.isolation !== 'namespaces')
        log.warn(
          'models in Python run without namespaces: filters of the kernel alone keep them from files and the network',
          {
            seen: seen.join('; '),
          },
        )
      return { interpreter, way }
    }
    throw new Fault('model.unsupported', {
      model,
      seen: `no closed process can be started (${seen.join('; ')}); allow namespaces or Landlock, and install util-linux (Debian, Ubuntu: apt-get install util-linux)`,
    })
  }
}

const RUNNING = 'running-'

/** Files of models that ran when the platform was killed. */
async function clear(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const left of await readdir(folder))
    if (left.startsWith(RUNNING)) await rm(join(folder, left), { recursive: true, force: true })
}

/** The package's files beside the program that runs them, readable by whoever the process runs as. */
async function layOut({ manifest, files }: ModelPackage, within: string): Promise<string> {
  const folder = await mkdtemp(join(within, RUNNING))
  try {
    await readable(folder)
    for (const each of ['cell', 'cell/model']) await readable(join(folder, each))
    for (const program of ['host.py', 'filters.py']) {
      await copyFile(join(hostPrograms, program), join(folder, 'cell', program))
      await chmod(join(folder, 'cell', program), 0o644)
    }
    for (const [path, bytes] of files) {
      if (posix.isAbsolute(path) || posix.normalize(path) !== path || path.startsWith('..'))
        throw broken(manifest.id, `${JSON.stringify(path)} is no path within it`)
      for (const above of foldersOf(path)) await readable(join(folder, 'cell/model', above))
      await writeFile(join(folder, 'cell/model', path), bytes)
      await chmod(join(folder, 'cell/model', path), 0o644)
    }
    return folder
  } catch (reason) {
    await rm(folder, { recursive: true, force: true })
    throw reason
  }
}

/** Whatever the mask of this process is. */
async function readable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

/** Of `a/b/c`: `a`, `a/b`. */
function foldersOf(path: string): string[] {
  const folder = dirname(path)
  return folder === '.' ? [] : [...foldersOf(folder), folder]
}

const broken = (model: string, seen: string): Fault => new Fault('model.broken', { model, seen })

const trialSpec: PythonSpec = { kind: 'python', file: 'trial.py' }
const words = { en: 'Tries how a process is closed', zh: '试验进程的隔离方式' }
const trial: ModelPackage = {
  manifest: {
    ...{ id: 'millrace/trial', version: '1.0.0', title: words, description: words, owner: 'Millrace' },
    ...{ licence: 'Apache-2.0', sources: [], taxonomy: { domain: 'process' }, inputs: [], outputs: [], cases: [] },
    runtime: trialSpec,
  },
  files: new Map([['trial.py', new TextEncoder().encode('def run(row, parameters, state):\n    return {}\n')]]),
  digest: '',
}
