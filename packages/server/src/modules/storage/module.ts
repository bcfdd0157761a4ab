export { routes } from './routes.ts'
export { createStorage } from './service.ts'
