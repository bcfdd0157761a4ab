export { routes } from './routes.ts'
export { createPrograms } from './service.ts'
