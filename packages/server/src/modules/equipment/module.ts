export { routes } from './routes.ts'
export { createEquipment } from './service.ts'
