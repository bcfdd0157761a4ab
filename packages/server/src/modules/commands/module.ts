export { routes } from './routes.ts'
export { createCommands } from './service.ts'
