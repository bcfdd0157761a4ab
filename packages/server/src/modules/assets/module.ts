export { createDrawing } from './drawing.ts'
export { routes } from './routes.ts'
export { createAssets } from './service.ts'
