import { Fault, isBad, MICROS_PER_MS, Status } from '@millrace/core'
import { type ModelHost, type ModelPackage, modelOf } from '@millrace/runtime'
import type { ActingApp } from '../apps/index.ts'
import './faults.ts'

type Files = ReadonlyMap<string, Uint8Array>
type Value = number | boolean | string

/** By the files of the package, which are kept unpacked elsewhere. */
const known = new WeakMap<Files, Map<string, ModelPackage>>()

/** A model that the app brings: by its folder, the last part of it, or its own id. */
function modelIn({ manifest }: ActingApp, files: Files, name: string): ModelPackage {
  const models = known.get(files) ?? new Map<string, ModelPackage>()
  known.set(files, models)
  for (const path of manifest.models ?? []) {
    const under = `${path.replace(/\/$/, '')}/`
    const model =
      models.get(under) ??
      modelOf(
        new Map(
          [...files].flatMap(([file, bytes]) => (file.startsWith(under) ? [[file.slice(under.length), bytes]] : [])),
        ),
      )
    models.set(under, model)
    if (under === `${name}/` || under.endsWith(`/${name}/`) || model.manifest.id === name) return model
  }
  throw new Fault('app_services.model_unknown', { app: manifest.id, seen: name.slice(0, 100) })
}

/** One row of inputs by name; the outputs by name, null where there is none. */
export async function callModel(
  { host, app, files, now }: { host: Pick<ModelHost, 'run'>; app: ActingApp; files: Files; now: number },
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, Value | null>> {
  const model = modelIn(app, files, name)
  const inputs = model.manifest.inputs.flatMap(({ name: key, type }) => {
    const value = Object.hasOwn(given, key) ? given[key] : undefined
    if (value === undefined || value === null) return []
    const values = type === 'text' ? [String(value)] : Float64Array.of(Number(value))
    return [[key, { values, status: Uint32Array.of(Status.Good) }] as const]
  })
  const { results } = await host.run(model, {
    rows: { length: 1, time: Float64Array.of(now - (now % MICROS_PER_MS)), inputs: Object.fromEntries(inputs) },
    share: `app ${app.installation}`,
  })
  if (results.fault) throw results.fault
  return Object.fromEntries(
    model.manifest.outputs.map(({ name: key, type }) => {
      const output = results.outputs[key]
      if (!output || isBad(output.status[0] as number)) return [key, null]
      const value = output.values[0] as number | string
      return [key, type === 'boolean' ? value === 1 : value]
    }),
  )
}
