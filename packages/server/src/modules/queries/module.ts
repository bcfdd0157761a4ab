export { routes } from './routes.ts'
export { createQueries } from './service.ts'
