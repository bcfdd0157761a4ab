export { type Course, coursesOf } from './courses.ts'
export type { EventSource, EventsAsked, PlantEvent } from './events.ts'
export type { AnalysisService } from './service.ts'
