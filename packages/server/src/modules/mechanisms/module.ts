export { routes } from './routes.ts'
export { createMechanisms } from './service.ts'
