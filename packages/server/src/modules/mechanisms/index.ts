export { Person, PlainValue, Version, Words } from './schema.ts'
export type { MechanismService, StoredVersion, Use, VersionName } from './service.ts'
