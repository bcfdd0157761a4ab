export {
  type Column,
  limitsUnlessTold,
  type ModelPackage,
  type Results,
  type Rows,
  type RunningModel,
  type Runtime,
} from './face.ts'
export { type ModelManifest, modelDomains, type RuntimeKind } from './manifest/manifest.ts'
export { onnxRuntime } from './onnx/index.ts'
export { wasmRuntime } from './wasm/index.ts'

import './faults.ts'
