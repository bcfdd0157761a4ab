export { routes } from './routes.ts'
export { createAudit } from './service.ts'
