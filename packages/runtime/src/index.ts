export {
  type Column,
  limitsUnlessTold,
  type ModelPackage,
  type Results,
  type Rows,
  type RunningModel,
  type Runtime,
} from './face.ts'
export { formulaRuntime } from './formula/runtime.ts'
export { type CheckedModel, checkModel } from './manifest/check.ts'
export { type ModelManifest, modelDomains, type RuntimeKind } from './manifest/manifest.ts'

import './faults.ts'
