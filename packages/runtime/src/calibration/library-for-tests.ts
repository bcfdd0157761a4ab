import { fileURLToPath } from 'node:url'
import { limitsUnlessTold } from '../face.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import { Guard } from '../guard/guard.ts'
import type { GuardedRows } from '../guard/guarded.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { modelsFolder, readModelFolder } from '../package/folder.ts'
import { normals, uniforms } from './random-for-tests.ts'
import type { RunRows } from './request.ts'

/** A formula of the library behind its guard. */
export async function libraryModel(name: string): Promise<{ readonly model: ModelManifest; readonly run: RunRows }> {
  const found = await readModelFolder(fileURLToPath(new URL(name, modelsFolder)))
  const running = await formulaRuntime.start(found, limitsUnlessTold)
  const guard = new Guard(found.manifest)
  return { model: found.manifest, run: (rows, parameters) => guard.run(running, rows, parameters) }
}

/** Rows a minute apart whose inputs lie evenly within ranges. */
export function rowsWithin(
  length: number,
  seed: number,
  ranges: Readonly<Record<string, readonly [number, number]>>,
): GuardedRows {
  const uniform = uniforms(seed)
  return {
    length,
    time: Float64Array.from({ length }, (_, i) => 1.7e15 + i * 60e6),
    inputs: Object.fromEntries(
      Object.entries(ranges).map(([name, [low, high]]) => [
        name,
        {
          values: Float64Array.from({ length }, () => low + (high - low) * uniform()),
          status: new Uint32Array(length),
        },
      ]),
    ),
  }
}

export const noisy = (values: Float64Array, deviation: number, seed: number): Float64Array => {
  const normal = normals(seed)
  return values.map((value) => value + deviation * normal())
}
