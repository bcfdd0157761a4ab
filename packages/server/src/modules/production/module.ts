export { routes } from './routes.ts'
export { createProduction } from './service.ts'
export { createStanding } from './standing.ts'
