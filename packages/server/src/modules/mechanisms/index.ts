export { Person, PlainValue, Version, Words } from './schema.ts'
export type { MechanismService, StoredVersion, VersionName } from './service.ts'
