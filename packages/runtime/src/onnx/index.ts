import type { Runtime } from '../face.ts'
import type { OnnxSpec } from '../manifest/manifest.ts'
import { startInThread } from '../worker/thread.ts'
import { engineCode } from './engine.ts'

const code = engineCode()

/** ONNX models by onnxruntime-web's WebAssembly engine, each in a thread of its own. */
export const onnxRuntime: Runtime = {
  kind: 'onnx',
  async start(model, limits) {
    const { file } = model.manifest.runtime as OnnxSpec
    const kind = { module: new URL('./onnx-thread', import.meta.url), data: await code() }
    return startInThread(kind, { ...model, file }, limits)
  },
}
