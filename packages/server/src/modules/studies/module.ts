export { routes } from './routes.ts'
export { createStudies } from './service.ts'
export { createWork } from './work.ts'
