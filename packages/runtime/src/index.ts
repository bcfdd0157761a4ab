export { type Agreement, agreementOf } from './calibration/agreement.ts'
export { calibrate } from './calibration/calibrate.ts'
export {
  type Calibration,
  type CalibrationWarning,
  calibrationWarnings,
  type FittedOutput,
  type FittedParameter,
} from './calibration/calibration.ts'
export type { CalibrationProgress, CalibrationRequest, FreeParameter, RunRows } from './calibration/request.ts'
export { type CaseFigure, type CaseResult, runCases } from './cases/cases.ts'
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
export { FormulaProgram } from './formula/program.ts'
export { formulaRuntime } from './formula/runtime.ts'
export { Guard } from './guard/guard.ts'
export type { GuardedResults, GuardedRows } from './guard/guarded.ts'
export type { GivenInput } from './guard/inputs.ts'
export type { GuardedOutput } from './guard/outputs.ts'
export { type Reason, sayReason } from './guard/reasons.ts'
export type { ModelAnswer, ModelCall, ModelHost } from './host/face.ts'
export { openModelHost } from './host/host.ts'
export {
  type AskedAnomaly,
  type AskedForecast,
  type AskedRegression,
  COVERAGE,
  type Learned,
  type LearningReport,
  type LearningRequest,
  type LearningWarning,
  type LearntQuantity,
  leftOutCauses,
  MOST_HORIZONS,
  MOST_INPUTS,
  MOST_ROWS,
  regressionForms,
  type Score,
  type Scored,
  warningKinds,
} from './learning/face.ts'
export { type LearningControl, learn } from './learning/learn.ts'
export { type CheckedModel, checkModel } from './manifest/check.ts'
export { type ModelManifest, modelDomains, type RuntimeKind, runtimeKinds } from './manifest/manifest.ts'
export { onnxRuntime } from './onnx/index.ts'
export { modelOf, packModel, type UnpackedModel, unpackModel } from './package/archive.ts'
export { listModels, modelsFolder, readModelFolder } from './package/folder.ts'
export { fingerprintOf, type ModelSignature, signModel } from './package/signature.ts'
export { type Isolation, type PythonNeeds, type PythonRuntime, pythonRuntime } from './python/index.ts'
export { loadScriptAtOnce, type ScriptAtOnce, type ScriptOutcome, type ScriptSource } from './script/at-once.ts'
export { openScriptRuntime, type ScriptRuntime } from './script/script.ts'
export { wasmRuntime } from './wasm/index.ts'
export {
  type WatchCondition,
  type WatchConditionKind,
  type WatchEdge,
  type WatchFigure,
  watchConditionKinds,
} from './watch/conditions.ts'
export { ModelWatch, type WatchedRun, type WatchSettings, type WatchState } from './watch/model-watch.ts'
export { referenceOf, type WatchReference } from './watch/reference.ts'

import './faults.ts'
