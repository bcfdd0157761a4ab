import type { PointSettings } from './schema.ts'

/** A device as its reading needs it: everything told, and checked. */
export interface DeviceConfiguration {
  readonly name: string
  readonly driver: string
  /** Place in the asset tree; absent: the platform puts it under group, node and device. */
  readonly asset?: readonly string[]
  /** As the driver's schema has it, secrets filled in; of a model its `ModelBinding`, of a flow its `FlowBinding`. */
  readonly connection: unknown
  readonly points: readonly (PointSettings & { readonly periodMs: number; readonly access: 'r' | 'rw' })[]
}
