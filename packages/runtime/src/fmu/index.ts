import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import type { ModelPackage, Results, Rows, RunningModel, Runtime } from '../face.ts'
import { StateFrame } from '../state/frame.ts'
import { Turns } from '../worker/turns.ts'
import '../faults.ts'
import type { FmuSpec, Limits, ModelManifest } from '../manifest/manifest.ts'
import { descriptionIn, type FmuFiles, platformsOf, readArchive, writeFiles } from './archive.ts'
import { bindVariables, type FmuBinding } from './binding.ts'
import { type FmuDescription, readDescription } from './description.ts'
import type { Closed, FmuJob } from './messages.ts'
import { FmuProcess } from './process.ts'
import { packState, unpackState } from './state.ts'

/** FMI 2.0 and 3.0 co-simulation: the library of an FMU in a process of its own. */
export const fmuRuntime = {
  kind: 'fmu',
  async start(model: ModelPackage, limits: Limits): Promise<RunningFmu> {
    const prepared = await prepare(model)
    const folder = await mkdtemp(join(tmpdir(), 'millrace-fmu-'))
    const files = join(folder, 'fmu')
    let process: FmuProcess | undefined
    try {
      await writeFiles(prepared.files, files)
      process = await FmuProcess.start({ model: model.manifest.id, limits, folder, files })
      const closed = await process.up()
      await process.ask({ ask: 'start', job: jobOf(prepared, files) })
      return new RunningFmu({ prepared, limits, folder, process, closed })
    } catch (thrown) {
      await process?.close()
      await rm(folder, { recursive: true, force: true })
      const seen = thrown instanceof Fault && thrown.code === 'model.failed' ? thrown.facts['seen'] : undefined
      throw seen === undefined ? thrown : new Fault('model.broken', { model: model.manifest.id, seen }, thrown)
    }
  },
} as const satisfies Runtime

/** A package that has been looked through, before anything of it runs. */
interface Prepared {
  readonly manifest: ModelManifest
  readonly spec: FmuSpec
  readonly files: FmuFiles
  readonly description: FmuDescription
  readonly binding: FmuBinding
  readonly library: string
  /** Of its saved states. */
  readonly frame: StateFrame
}

/** Throws `model.broken`, `model.unsupported`. */
async function prepare({ manifest, files: packed }: ModelPackage): Promise<Prepared> {
  const broken = (seen: string): Fault => new Fault('model.broken', { model: manifest.id, seen })
  const spec = manifest.runtime
  if (spec.kind !== 'fmu') throw broken(`a ${spec.kind}, no FMU`)
  if (!(spec.step > 0 && Number.isFinite(spec.step))) throw broken(`a communication step of ${spec.step} s`)
  const archive = packed.get(spec.file)
  if (!archive) throw broken(`no file ${spec.file}`)
  const platforms = process.platform === 'linux' ? platformsOf(process.arch) : []
  const files = await readArchive(archive, platforms)
  if ('wrong' in files) throw broken(`${spec.file} is ${files.wrong}`)
  const described = descriptionIn(files)
  if (!described) throw broken(`${spec.file} has no modelDescription.xml`)
  const description = readDescription(described)
  if ('wrong' in description) throw broken(`${spec.file} is ${description.wrong}`)
  const binding = bindVariables(manifest, spec, description)
  if ('wrong' in binding) throw broken(binding.wrong)
  if (manifest.stateful && !description.serializes)
    throw broken('stateful, and the FMU cannot give its state as bytes (canSerializeFMUstate)')
  if (!manifest.stateful && description.remembers)
    throw broken('not said to be stateful, and the FMU has continuous states')
  const paths = platforms.map((platform) => `binaries/${platform}/${description.identifier}.so`)
  const library = paths.find((path) => files.has(path))
  if (library === undefined)
    throw new Fault('model.unsupported', {
      model: manifest.id,
      seen: `no ${paths.join(' and no ') || `Linux, but ${process.platform}`} in ${spec.file}`,
    })
  const of = createHash('sha256')
    .update(archive)
    .update(JSON.stringify([binding, spec.step]))
    .digest()
  return { manifest, spec, files, description, binding, library, frame: new StateFrame(manifest.id, of) }
}

function jobOf({ manifest, spec, description, binding, library }: Prepared, files: string): FmuJob {
  const { version, token, anyStep, onceAProcess } = description
  return {
    library: join(files, library),
    resources: join(files, 'resources'),
    version,
    token,
    anyStep,
    onceAProcess,
    step: spec.step,
    stateful: manifest.stateful === true,
    ...binding,
    values: parametersOf(manifest, {}),
  }
}

const parametersOf = ({ parameters = [] }: ModelManifest, values: Readonly<Record<string, number>>): number[] =>
  parameters.map(({ name, default: usual }) => (Object.hasOwn(values, name) ? values[name]! : usual))

interface RunningParts {
  readonly prepared: Prepared
  readonly limits: Limits
  readonly folder: string
  readonly process: FmuProcess
  readonly closed: Closed
}

class RunningFmu implements RunningModel {
  readonly #parts: RunningParts
  readonly #turns = new Turns()
  #closing: Promise<void> | undefined

  constructor(parts: RunningParts) {
    this.#parts = parts
  }

  get alive(): boolean {
    return this.#parts.process.alive
  }

  /** What this machine keeps from it; an FMU is compiled code, and where nothing is kept from it, it can do what we can. */
  get closed(): Closed {
    return this.#parts.closed
  }

  run(rows: Rows, parameters: Readonly<Record<string, number>>): Promise<Results> {
    return this.#turns.take(async () => {
      const { process, prepared } = this.#parts
      const { inputs, outputs } = prepared.manifest
      const columns = inputs.map(({ name }) => this.#column(rows, name))
      const values = parametersOf(prepared.manifest, parameters)
      const { length, time } = rows
      const answer = await process.ask({ ask: 'run', rows: { length, time, inputs: columns, parameters: values } })
      const results = 'results' in answer ? answer.results : []
      const column = (name: string, of: unknown): Float64Array => {
        if (of instanceof Float64Array && of.length === length) return of
        const expected = `${length} numbers of ${name}`
        throw new Fault('model.lied', { model: prepared.manifest.id, expected, seen: 'something else' })
      }
      return { length, values: Object.fromEntries(outputs.map(({ name }, i) => [name, column(name, results[i])])) }
    })
  }

  save(): Promise<Uint8Array> {
    return this.#turns.take(async () => {
      const { process, prepared } = this.#parts
      if (!prepared.manifest.stateful) return new Uint8Array()
      const answer = await process.ask({ ask: 'save' })
      return packState('state' in answer ? answer.state : undefined, prepared.frame)
    })
  }

  restore(bytes: Uint8Array): Promise<void> {
    return this.#turns.take(async () => {
      const { process, prepared } = this.#parts
      const state = unpackState(bytes, prepared.frame)
      try {
        await process.ask({ ask: 'restore', state })
      } catch (thrown) {
        if (thrown instanceof Fault && thrown.code === 'model.failed') throw prepared.frame.foreign(thrown.message)
        throw thrown
      }
    })
  }

  close(): Promise<void> {
    this.#closing ??= this.#parts.process.close().then(() => rm(this.#parts.folder, { recursive: true, force: true }))
    return this.#closing
  }

  #column(rows: Rows, name: string): Float64Array {
    const column = rows.values[name]
    if (column instanceof Float64Array && column.length === rows.length) return column
    const seen = `${rows.length} numbers of the input ${name} are missing`
    throw new Fault('model.failed', { model: this.#parts.prepared.manifest.id, seen })
  }
}
