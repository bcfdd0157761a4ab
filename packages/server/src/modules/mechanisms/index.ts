export { Person, PlainValue, Version, Words } from './schema.ts'
export type { MechanismService, Use } from './service.ts'
export type { StoredVersion, VersionName } from './stored.ts'
export { compareVersions } from './versions.ts'
