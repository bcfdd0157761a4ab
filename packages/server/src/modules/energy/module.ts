export { routes } from './routes.ts'
export { createEnergy } from './service.ts'
