export { addFlowSamples, FlowColumns } from './batches.ts'
export { nodeKinds } from './catalogue.ts'
export { checkFlow, type FlowCheck, type FlowPort } from './check/check.ts'
export type { FlatNode } from './check/flatten.ts'
export type { FlowProblem } from './check/problem.ts'
export type { FlowSurroundings } from './check/surroundings.ts'
export { compileFlow } from './compile.ts'
export { type ComponentKind, type ComponentPart, checkComponent, componentOf, standing } from './component.ts'
export {
  type ComponentPort,
  FLOW_FORMAT,
  type FlowComponent,
  FlowComponentSchema,
  type FlowDocument,
  FlowDocumentSchema,
  type FlowFrame,
  type FlowNode,
  type FlowParameter,
  type FlowRow,
  type FlowTest,
  FlowTestSchema,
  type FlowWire,
  type FlowWords,
  flowBounds,
  type Subflow,
} from './document.ts'
export type { ComponentUse } from './engine/meters.ts'
export {
  type FlowInput,
  type FlowLimits,
  type FlowOutput,
  type FlowProgram,
  flowLimitsUnlessTold,
} from './engine/program.ts'
export {
  type FlowAction,
  FlowRun,
  type FlowRunOptions,
  type FlowSamples,
  type NodeCost,
  type Told,
} from './engine/run.ts'
export {
  type NodeExample,
  type NodeFace,
  type NodeGroup,
  nodeGroups,
  type PortFace,
  type PortType,
  type SettingFace,
  type SettingKind,
} from './face.ts'
export { type FlowTestResult, runTests } from './flow-tests.ts'
export { centreOnlyIn, flowNodes } from './nodes-of.ts'
export { type FlowPackage, flowContents, packFlow, readFlow, signFlow, unpackFlow } from './package.ts'
export { parametersOf as flowParameters } from './parameters.ts'
export { type ReplayBreakpoint, type ReplayRequest, type ReplayResult, replayFlow } from './replay.ts'
export type { KeptColumns } from './samples.ts'
