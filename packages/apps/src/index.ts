export { type CheckedApp, checkApp } from './check.ts'
export { type Asked, askedBy, type ConsentChange, consentChange } from './consent.ts'
export { flowParametersOf } from './flow-parameters.ts'
export { boundOfIncluded, settingsOfIncluded } from './includes.ts'
export { appsFolder, listApps } from './library.ts'
export {
  AppField,
  type AppIncluded,
  AppManifest,
  type AppNeed,
  type AppPermission,
  type AppService,
  type AppSetting,
  type AppTable,
} from './manifest.ts'
export {
  type Behaviour,
  behaviourOf,
  type Match,
  type MatchReason,
  matchNeed,
  type NeedMatches,
  type OfferedPoint,
  type WantedProperty,
} from './matching/matching.ts'
export { filesOfModel, isCalled } from './models.ts'
export { packApp } from './pack.ts'
export { type AppPackage, appOf, appPackages, readAppFolder, signApp, type UnpackedApp, unpackApp } from './package.ts'
export { pageFiles } from './page-files.ts'
export { readScreen, type ScreenDraft, screensFor } from './screens.ts'
export {
  type BoundAsset,
  type HostCall,
  hostCalls,
  type LogLine,
  type ServiceCall,
  type ServiceContext,
  type ServiceHost,
} from './service/host.ts'
export { type ServiceProgram, serviceProgram } from './service/program.ts'
export { openServiceRunner, type ServiceOutcome, type ServiceRunner, type ServiceUse } from './service/runner.ts'
export { type TablesChange, tablesChange } from './tables.ts'
export { type Reach, reaches, type Scenario, type Stage, scenarios, stages } from './taxonomy.ts'
