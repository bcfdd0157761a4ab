export { bufferFaults } from './buffer/faults.ts'
export {
  type CheckedConfiguration,
  type ConfigurationNeeds,
  checkConfiguration,
  type EdgeConfiguration,
  loadConfiguration,
} from './config/config.ts'
export type { DeviceConfiguration } from './config/device.ts'
export { configFaults } from './config/faults.ts'
export { configurationSchema } from './config/schema.ts'
export { secretsFromEnvironment } from './config/secrets.ts'
export { edgeDrivers } from './drivers.ts'
export { createEdge, type Edge, type EdgeNeeds } from './edge.ts'
export { type EnrolmentPlace, enrol } from './enrolment/enrol.ts'
export { enrolmentFaults } from './enrolment/faults.ts'
export type { Identity } from './enrolment/identity-folder.ts'
export { newKey, requestFor } from './enrolment/request.ts'
export { edgeFaults } from './faults.ts'
export type { EdgeHealth } from './health.ts'
export { importFaults } from './imports/faults.ts'
export { type ImportChoice, importBytes, importFile, readBytes } from './imports/import.ts'
export type { Imported, ImportedDevice, ImportedPoint, Refused } from './imports/imported.ts'
export { type EntryChoice, entryOf, missingIn } from './imports/to-entry.ts'
export { type ProfileChoice, profileFromImport } from './imports/to-profile.ts'
export { type CheckedProfile, checkProfile } from './profiles/check.ts'
export { profileFaults } from './profiles/faults.ts'
export { isSunSpecModel, profileFromSunSpec, type SunSpecChoice } from './profiles/from-sunspec.ts'
export { findProfile, readProfile, sunSpecWords } from './profiles/library.ts'
export { type SimulatedProfile, simulateProfile } from './profiles/simulate.ts'
export { writeProfile } from './profiles/write.ts'
export { type Connect, type ConnectOptions, connectMqtt, type Link } from './uplink/transport.ts'
