export { routes } from './routes.ts'
export { createBackups } from './service.ts'
