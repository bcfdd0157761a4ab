export { routes } from './routes.ts'
export { createIdentity } from './service.ts'
