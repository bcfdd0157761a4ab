export type { BindingService } from './service.ts'
