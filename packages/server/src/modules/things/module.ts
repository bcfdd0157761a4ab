export { routes } from './routes.ts'
export { createThings } from './service.ts'
