export { isTextTooLong, MOST_TEXT_BYTES } from './limits.ts'
export { AliasTable, type MetricDefinition } from './sparkplug/alias-table.ts'
export { decodeData, MetricColumns } from './sparkplug/columns.ts'
export { decodePayload } from './sparkplug/decode-payload.ts'
export { DEPLOYMENTS, deploymentsTopic } from './sparkplug/deployments.ts'
export {
  type DeviceBirth,
  DIAGNOSE,
  DIAGNOSIS,
  type EdgeCommand,
  EdgeSession,
  type EdgeSessionNeeds,
  FLOOR,
  isPointName,
  type Outgoing,
  REBIRTH,
  RESERVED_PREFIX,
  STORED,
  STREAM,
  WRITE_RESULT,
} from './sparkplug/edge-session.ts'
export { type DataHeader, type DataLookup, encodeData } from './sparkplug/encode-data.ts'
export { encodePayload } from './sparkplug/encode-payload.ts'
export { wireFaults } from './sparkplug/faults.ts'
export {
  encodeDiagnoseCommand,
  encodeRebirthRequest,
  encodeStoredCommand,
  encodeWriteCommand,
  type HostEvent,
  HostNode,
  type IgnoreReason,
} from './sparkplug/host-session.ts'
export { type Interval, IntervalSet } from './sparkplug/interval-set.ts'
export {
  type DataSet,
  type Metric,
  type MetricMetadata,
  type MetricValue,
  type MillraceFields,
  type Payload,
  type PropertySet,
  type PropertyValue,
  SparkplugType,
  type Template,
  type TemplateParameter,
} from './sparkplug/payload.ts'
export { decodeStored, encodeStored, type Stored } from './sparkplug/stored.ts'
export {
  decodeState,
  encodeState,
  formatTopic,
  type HostState,
  hostOfStateTopic,
  isValidId,
  type MessageTopic,
  type MessageType,
  NAMESPACE,
  parseTopic,
  stateTopic,
} from './sparkplug/topic.ts'
