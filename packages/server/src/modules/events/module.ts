export { routes } from './routes.ts'
export { createEvents } from './service.ts'
