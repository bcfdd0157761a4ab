export { routes } from './routes.ts'
export { createScreens } from './service.ts'
