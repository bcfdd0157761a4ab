export { routes } from './routes.ts'
export { createQuotas } from './service.ts'
