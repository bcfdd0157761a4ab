export type { TelemetryService } from './service.ts'
