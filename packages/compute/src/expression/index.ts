export type { Frame, Kernel, TextTable, ValueType } from './face.ts'
