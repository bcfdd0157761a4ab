export { routes } from './routes.ts'
export { createNotices } from './service.ts'
