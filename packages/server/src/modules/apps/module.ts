export { routes } from './routes.ts'
export { createApps } from './service.ts'
