export { routes } from './routes.ts'
export { createAnalysis } from './service.ts'
