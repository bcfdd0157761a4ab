import { Fault } from '@millrace/core'
import type { Runtime } from '../face.ts'
import type { OnnxSpec } from '../manifest/manifest.ts'
import { sayBriefly } from '../worker/serve.ts'
import { startInThread } from '../worker/thread.ts'
import { engineCode } from './engine.ts'
import '../faults.ts'

const code = engineCode()

/** ONNX models by onnxruntime-web's WebAssembly engine, each in a thread of its own. */
export const onnxRuntime: Runtime = {
  kind: 'onnx',
  async start(model, limits) {
    const { id, runtime } = model.manifest
    // The package is left out where no ONNX models are run, as it takes its room on disk.
    const data = await code().catch((reason: unknown) => {
      throw new Fault('model.unsupported', { model: id, seen: sayBriefly(reason) })
    })
    const { file } = runtime as OnnxSpec
    return startInThread({ module: new URL('./onnx-thread', import.meta.url), data }, { ...model, file }, limits)
  },
}
