import { Fault, isBad, type Log, MICROS_PER_MS, Status, systemClock } from '@millrace/core'
import { type CaseResult, type ModelHost, type ModelPackage, modelOf, openModelHost } from '@millrace/runtime'
import './faults.ts'
import { filesOfModel, isCalled } from '../models.ts'
import type { AppPackage } from '../package.ts'

const SHARE = 'app'
type Value = number | boolean | string

/** The models that an app brings, run here. */
export class AppModels {
  /** By folder within the app. */
  readonly packages: ReadonlyMap<string, ModelPackage>
  readonly #app: string
  readonly #folder: string
  readonly #log: Log
  #host: ModelHost | undefined

  /** @param folder for environments of Python models. Throws `model.malformed`, `package.unfit`. */
  constructor({ manifest, files }: AppPackage, folder: string, log: Log) {
    this.#app = manifest.id
    this.#folder = folder
    this.#log = log
    this.packages = new Map(
      (manifest.models ?? []).map((path) => [path.replace(/\/$/, ''), modelOf(filesOfModel(files, path))]),
    )
  }

  cases(model: ModelPackage): Promise<readonly CaseResult[]> {
    return this.#opened().cases(model, SHARE)
  }

  /** One row of inputs by name; the outputs by name, null where there is none. Throws `apps.model_unknown`, `mechanisms.rows_unfit`, and what the model does wrong. */
  async call(name: string, input: unknown): Promise<Record<string, Value | null>> {
    const model = this.#model(name)
    const given = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>
    const { id, inputs: known } = model.manifest
    const other = Object.keys(given).find((key) => !known.some((one) => one.name === key))
    if (other !== undefined)
      throw new Fault('mechanisms.rows_unfit', {
        expected: `inputs of ${id}: ${known.map((one) => one.name).join(', ')}`,
        seen: other.slice(0, 100),
      })
    const inputs = known.flatMap(({ name: key, type }) => {
      const value = Object.hasOwn(given, key) ? given[key] : undefined
      if (value === undefined || value === null) return []
      const values = type === 'text' ? [String(value)] : Float64Array.of(Number(value))
      return [[key, { values, status: Uint32Array.of(Status.Good) }] as const]
    })
    const time = Float64Array.of(systemClock.now() - (systemClock.now() % MICROS_PER_MS))
    const { results } = await this.#opened().run(model, {
      rows: { length: 1, time, inputs: Object.fromEntries(inputs) },
      share: SHARE,
    })
    if (results.fault) throw results.fault
    return Object.fromEntries(
      model.manifest.outputs.map(({ name: key, type }) => {
        const output = results.outputs[key]!
        if (isBad(output.status[0]!)) return [key, null]
        const value = output.values[0]!
        return [key, type === 'boolean' ? value === 1 : value]
      }),
    )
  }

  async close(): Promise<void> {
    await this.#host?.close()
  }

  #model(name: string): ModelPackage {
    for (const [path, model] of this.packages) if (isCalled(name, { folder: path, id: model.manifest.id })) return model
    throw new Fault('apps.model_unknown', { app: this.#app, seen: name.slice(0, 100) })
  }

  #opened(): ModelHost {
    this.#host ??= openModelHost({ folder: this.#folder, clock: systemClock, log: this.#log })
    return this.#host
  }
}
