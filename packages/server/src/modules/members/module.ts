export { routes } from './routes.ts'
export { createMembers } from './service.ts'
