export { routes } from './routes.ts'
export { createProfiles } from './service.ts'
