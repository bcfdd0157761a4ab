import type { Runtime } from '../face.ts'
import type { WasmSpec } from '../manifest/manifest.ts'
import { startInThread } from '../worker/thread.ts'

/** Plain WebAssembly modules that keep to the interface of README.md, each in a thread of its own. */
export const wasmRuntime: Runtime = {
  kind: 'wasm',
  start: (model, limits) =>
    startInThread(
      { module: new URL('./wasm-thread', import.meta.url) },
      { ...model, file: (model.manifest.runtime as WasmSpec).file },
      limits,
    ),
}
