export { routes } from './routes.ts'
export { createKpis } from './service.ts'
