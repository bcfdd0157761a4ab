export { telemetryFaults } from './faults.ts'
export { routes } from './routes.ts'
export { createTelemetry } from './service.ts'
