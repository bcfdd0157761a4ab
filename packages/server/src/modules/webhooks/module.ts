export { routes } from './routes.ts'
export { createWebhooks } from './service.ts'
