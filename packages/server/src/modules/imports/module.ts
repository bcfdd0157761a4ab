export { routes } from './routes.ts'
export { createImports } from './service.ts'
