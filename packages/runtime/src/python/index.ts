export type { Isolation } from './cell.ts'
export { type PythonNeeds, type PythonRuntime, pythonRuntime } from './python.ts'
