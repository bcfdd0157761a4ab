export { routes } from './routes.ts'
export { createMachines } from './service.ts'
