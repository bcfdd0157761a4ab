export { routes } from './routes.ts'
export { createAssets } from './service.ts'
