export { type EventDeclaration, eventDeclarations } from './event-catalogue.ts'
export { apiDocument } from './http/document.ts'
export {
  type CredentialBook,
  createIngest,
  type DeviceBook,
  type Ingest,
  type IngestNeeds,
  type Registration,
  type Sender,
  type SeriesDirectory,
  type SourceDescription,
} from './ingest/index.ts'
export { createLatestValues } from './live/latest.ts'
export { createPlatform, type Platform, type PlatformOptions } from './platform.ts'
