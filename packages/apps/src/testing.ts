export { type AppTestResult, runAppTests } from './testing/run.ts'
export { AppTests } from './testing/schema.ts'
