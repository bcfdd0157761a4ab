export { routes } from './routes.ts'
export { createDevices } from './service.ts'
