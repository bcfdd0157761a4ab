import koffi from 'koffi'
import type { FmuJob } from './messages.ts'
import { printed } from './printf.ts'

/** What an FMU did not do, in words; after a fatal one no call into the library is allowed. */
export class FmuFailure extends Error {
  readonly fatal: boolean

  constructor(words: string, fatal = false) {
    super(words)
    this.fatal = fatal
  }
}

/** Values as the library takes and gives them, of one type. */
export type FmuValues =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** The functions of co-simulation that both versions of the standard have, of one instance at a time. All throw {@link FmuFailure}. */
export interface FmuLibrary {
  instantiate(): void
  /** From instantiated to where values can be set, at its time 0. */
  enterInitialization(): void
  exitInitialization(): void
  set(type: string, references: Uint32Array, values: FmuValues): void
  get(type: string, references: Uint32Array, values: FmuValues): void
  step(at: number, size: number): void
  save(): Uint8Array
  restore(bytes: Uint8Array): void
  /** Back to instantiated. */
  reset(): void
  free(): void
}

type Native = (...values: unknown[]) => unknown

const statuses = ['OK', 'Warning', 'Discard', 'Error', 'Fatal', 'Pending']
const FATAL = 4
/** Solvers take more than the library's own one MiB. */
const STACK = 8 * 1_024 * 1_024
const MOST_MESSAGES = 8
const MOST_WORDS = 300

/** Loads the library of an FMU into this process. Throws {@link FmuFailure}. */
export function loadLibrary(job: FmuJob): FmuLibrary {
  koffi.config({ sync_stack_size: STACK, sync_heap_size: STACK })
  try {
    const library = koffi.load(job.library)
    return job.version === 2 ? new Fmi2(job, library) : new Fmi3(job, library)
  } catch (failure) {
    throw new FmuFailure(failure instanceof Error ? failure.message : String(failure))
  }
}

/** What both versions do alike: they differ in names, and in what is told to whom. */
abstract class Fmi implements FmuLibrary {
  protected readonly job: FmuJob
  protected instance: unknown = null
  readonly #library: ReturnType<typeof koffi.load>
  readonly #functions = new Map<string, Native>()
  readonly #said: string[] = []

  constructor(job: FmuJob, library: ReturnType<typeof koffi.load>) {
    this.job = job
    this.#library = library
  }

  abstract instantiate(): void
  abstract enterInitialization(): void
  abstract step(at: number, size: number): void
  abstract set(type: string, references: Uint32Array, values: FmuValues): void
  abstract get(type: string, references: Uint32Array, values: FmuValues): void
  protected abstract readonly names: Readonly<Record<'state' | 'size' | 'deserialize', string>>

  exitInitialization(): void {
    this.call('ExitInitializationMode', [], [])
  }

  reset(): void {
    this.call('Reset', [], [])
  }

  free(): void {
    if (this.instance === null) return
    const native = this.function('FreeInstance', 'void', ['void *'])
    const { instance } = this
    this.instance = null
    native(instance)
  }

  save(): Uint8Array {
    const { state, size } = this.names
    const box = new BigUint64Array(1)
    this.call(`Get${state}`, ['void *'], [box])
    try {
      const length = new BigUint64Array(1)
      this.call(size, ['void *', 'void *'], [box[0], length])
      const bytes = new Uint8Array(Number(length[0]))
      this.call(`Serialize${state}`, ['void *', 'void *', 'size_t'], [box[0], bytes, bytes.length])
      return bytes
    } finally {
      this.call(`Free${state}`, ['void *'], [box])
    }
  }

  restore(bytes: Uint8Array): void {
    const { state, deserialize } = this.names
    const box = new BigUint64Array(1)
    this.call(deserialize, ['void *', 'size_t', 'void *'], [bytes, bytes.length, box])
    try {
      this.call(`Set${state}`, ['void *'], [box[0]])
    } finally {
      this.call(`Free${state}`, ['void *'], [box])
    }
  }

  /** A function of the standard by its name without the prefix. */
  protected function(name: string, result: string, types: readonly string[]): Native {
    const whole = `fmi${this.job.version}${name}`
    let native = this.#functions.get(whole)
    if (!native) {
      try {
        native = this.#library.func(whole, result, [...types]) as Native
      } catch {
        throw new FmuFailure(`the library has no ${whole}`)
      }
      this.#functions.set(whole, native)
    }
    return native
  }

  /** Calls a function on the instance, and looks at the status that it answers. */
  protected call(name: string, types: readonly string[], values: readonly unknown[]): void {
    const status = this.function(name, 'int', ['void *', ...types])(this.instance, ...values) as number
    if (status === 0 || status === 1) {
      this.#said.length = 0
      return
    }
    throw this.failure(`fmi${this.job.version}${name} answered ${statuses[status] ?? status}`, status === FATAL)
  }

  protected failure(words: string, fatal = false): FmuFailure {
    const said = this.#said.splice(0)
    return new FmuFailure([words, ...said].join('; '), fatal)
  }

  /** What it logs is told where the call fails that it belongs to. */
  protected hear(category: string | null, words: string): void {
    this.#said.push(`${category ?? ''}: ${words}`.trim().slice(0, MOST_WORDS))
    if (this.#said.length > MOST_MESSAGES) this.#said.shift()
  }
}

/** How many arguments behind the message are looked at: on Linux each kind is passed in an order of its own. */
const WHOLES = 10
const REALS = 8
const logger2 = koffi.proto('FmuLogger2', 'void', [
  'void *',
  'const char *',
  'int',
  'const char *',
  'const char *',
  ...Array.from({ length: WHOLES }, () => 'uint64_t'),
  ...Array.from({ length: REALS }, () => 'double'),
])
const callbacks2 = koffi.struct('FmuCallbacks2', {
  logger: 'void *',
  allocateMemory: 'void *',
  freeMemory: 'void *',
  stepFinished: 'void *',
  componentEnvironment: 'void *',
})
const CO_SIMULATION = 1

class Fmi2 extends Fmi {
  protected readonly names = { state: 'FMUstate', size: 'SerializedFMUstateSize', deserialize: 'DeSerializeFMUstate' }
  #callbacks: unknown

  instantiate(): void {
    this.#callbacks ??= this.#makeCallbacks()
    const { token, resources } = this.job
    const native = this.function('Instantiate', 'void *', ['str', 'int', 'str', 'str', 'void *', 'int', 'int'])
    this.instance = native('millrace', CO_SIMULATION, token, `file://${encodeURI(resources)}`, this.#callbacks, 0, 1)
    if (this.instance === null) throw this.failure('fmi2Instantiate gave no instance')
  }

  enterInitialization(): void {
    this.call('SetupExperiment', ['int', 'double', 'double', 'int', 'double'], [0, 0, 0, 0, 0])
    this.call('EnterInitializationMode', [], [])
  }

  set(type: string, references: Uint32Array, values: FmuValues): void {
    this.call(`Set${type}`, ['void *', 'size_t', 'void *'], [references, references.length, values])
  }

  get(type: string, references: Uint32Array, values: FmuValues): void {
    this.call(`Get${type}`, ['void *', 'size_t', 'void *'], [references, references.length, values])
  }

  step(at: number, size: number): void {
    this.call('DoStep', ['double', 'double', 'int'], [at, size, 1])
  }

  #makeCallbacks(): unknown {
    const c = koffi.load('libc.so.6')
    const hear = (...values: unknown[]): void => {
      const wholes = values.slice(5, 5 + WHOLES) as (number | bigint)[]
      const reals = values.slice(5 + WHOLES) as number[]
      const read = (address: bigint): string => koffi.decode.string(address)
      this.hear(values[3] as string | null, printed(`${values[4] ?? ''}`, wholes, { reals, read }))
    }
    const logger = koffi.register(hear, koffi.pointer(logger2))
    const place: unknown = koffi.alloc(callbacks2, 1)
    koffi.encode(place, callbacks2, {
      logger,
      allocateMemory: c.symbol('calloc') as bigint,
      freeMemory: c.symbol('free') as bigint,
      stepFinished: null,
      componentEnvironment: null,
    })
    return place
  }
}

const logger3 = koffi.proto('FmuLogger3', 'void', ['void *', 'int', 'const char *', 'const char *'])

class Fmi3 extends Fmi {
  protected readonly names = { state: 'FMUState', size: 'SerializedFMUStateSize', deserialize: 'DeserializeFMUState' }
  readonly #flags = [new Uint8Array(1), new Uint8Array(1), new Uint8Array(1)] as const
  readonly #reached = new Float64Array(1)
  #logger: bigint | undefined

  instantiate(): void {
    if (this.#logger === undefined) {
      const hear = (...values: unknown[]): void => this.hear(values[2] as string | null, `${values[3] ?? ''}`)
      this.#logger = koffi.register(hear, koffi.pointer(logger3))
    }
    const { token, resources } = this.job
    const flags = ['bool', 'bool', 'bool', 'bool']
    const types = ['str', 'str', 'str', ...flags, 'void *', 'size_t', 'void *', 'void *', 'void *']
    const native = this.function('InstantiateCoSimulation', 'void *', types)
    // Neither events nor early returns nor intermediate values are taken.
    const without = [false, false, null, 0, null]
    this.instance = native('millrace', token, `${resources}/`, false, true, ...without, this.#logger, null)
    if (this.instance === null) throw this.failure('fmi3InstantiateCoSimulation gave no instance')
  }

  enterInitialization(): void {
    this.call('EnterInitializationMode', ['bool', 'double', 'double', 'bool', 'double'], [false, 0, 0, false, 0])
  }

  set(type: string, references: Uint32Array, values: FmuValues): void {
    this.#values(`Set${type}`, references, values)
  }

  get(type: string, references: Uint32Array, values: FmuValues): void {
    this.#values(`Get${type}`, references, values)
  }

  step(at: number, size: number): void {
    const [event, terminate, early] = this.#flags
    const types = ['double', 'double', 'bool', 'void *', 'void *', 'void *', 'void *']
    this.call('DoStep', types, [at, size, true, event, terminate, early, this.#reached])
    if (terminate[0] !== 0) throw this.failure(`it ended the simulation at ${this.#reached[0]} s`)
  }

  #values(name: string, references: Uint32Array, values: FmuValues): void {
    const all = [references, references.length, values, values.length]
    this.call(name, ['void *', 'size_t', 'void *', 'size_t'], all)
  }
}
