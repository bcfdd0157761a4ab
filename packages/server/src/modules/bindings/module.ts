export { routes } from './routes.ts'
export { createBindings } from './service.ts'
