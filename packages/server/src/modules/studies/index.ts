export type { StudyService } from './service.ts'
