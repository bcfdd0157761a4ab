export { routes } from './routes.ts'
export { createFlows } from './service.ts'
