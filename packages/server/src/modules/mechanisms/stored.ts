import type { ModelPackage } from '@millrace/runtime'
import type { Stage } from './schema.ts'

export interface VersionName {
  readonly id: string
  readonly version: string
}

/** A version as whoever runs it needs it. */
export interface StoredVersion {
  readonly mechanism: string
  readonly name: string
  readonly version: string
  readonly stage: Stage
  readonly model: ModelPackage
}
