export { routes } from './routes.ts'
export { createAccess } from './service.ts'
