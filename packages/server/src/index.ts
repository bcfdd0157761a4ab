import { fileURLToPath } from 'node:url'

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

/** Module to run as the platform's own process; see main.ts for what it reads from the environment. */
export const platformEntry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
)
