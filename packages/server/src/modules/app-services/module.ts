export { routes } from './routes.ts'
export { createAppServices } from './service.ts'
