export { routes } from './routes.ts'
export { createAlarms } from './service.ts'
