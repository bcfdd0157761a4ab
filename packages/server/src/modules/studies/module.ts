export { routes } from './routes.ts'
export { createStudies } from './service.ts'
