export type { WebhookService } from './service.ts'
