export { routes } from './routes.ts'
export { createComponents } from './service.ts'
