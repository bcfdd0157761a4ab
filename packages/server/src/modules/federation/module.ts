export { routes } from './routes.ts'
export { createFederation } from './service.ts'
