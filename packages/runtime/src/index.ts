export {
  type Column,
  limitsUnlessTold,
  type ModelPackage,
  type Results,
  type Rows,
  type RunningModel,
  type Runtime,
} from './face.ts'
export { fmuRuntime } from './fmu/index.ts'
export { type ModelManifest, modelDomains, type RuntimeKind } from './manifest/manifest.ts'

import './faults.ts'
