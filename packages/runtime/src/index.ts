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
export { type Isolation, type PythonNeeds, type PythonRuntime, pythonRuntime } from './python/index.ts'

import './faults.ts'
