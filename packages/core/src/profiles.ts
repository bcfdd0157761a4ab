export {
  checkProfile,
  checkTexts,
  placedPoints,
  profileLicences,
  type ReadProfile,
  sortedFindings,
} from './profiles/check.ts'
export { checkPoints, type SayAt, type Step } from './profiles/check-points.ts'
export {
  type DeviceChoice,
  type DeviceEntry,
  deviceText,
  type Expansion,
  expandDevice,
  expandPoints,
  fillAddress,
} from './profiles/expand.ts'
export { findingsOf, sayFinding, stepsOf, trying } from './profiles/findings.ts'
export { type LibraryEntry, libraryFolder, listProfiles } from './profiles/library.ts'
export { type Finding, overladen, type Place, type PlacedYaml, readPlacedYaml } from './profiles/places.ts'
export {
  compareVersions,
  type DeviceProfile,
  type ProfileAlarm,
  type ProfileParameter,
  type ProfilePoint,
  type ProfileStatus,
  pointsOf,
  pointTypes,
  profileKey,
  type Words,
} from './profiles/profile.ts'
export { hiddenStandings, withStanding } from './profiles/standing.ts'
