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
export { openScriptRuntime, type ScriptRuntime } from './script/script.ts'

import './faults.ts'
