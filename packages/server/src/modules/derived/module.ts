export { routes } from './routes.ts'
export { createDerived } from './service.ts'
