export { routes } from './routes.ts'
export { createTelemetry } from './service.ts'
