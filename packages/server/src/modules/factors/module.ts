export { routes } from './routes.ts'
export { createFactors } from './service.ts'
