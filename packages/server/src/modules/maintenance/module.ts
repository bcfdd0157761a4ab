export { routes } from './routes.ts'
export { createMaintenance } from './service.ts'
