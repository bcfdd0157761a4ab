export { routes } from './routes.ts'
export { createPairing } from './service.ts'
