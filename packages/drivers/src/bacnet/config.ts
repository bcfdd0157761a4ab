import type { BusLimits } from '../kit/bus.ts'
import { MOST_INSTANCE } from './address.ts'

/** What the edge configuration says about a BACnet/IP device. */
export interface BacnetConfig {
  readonly host: string
  /** 47808 unless told. */
  readonly port?: number
  /** Its device instance, 0…4194302: who answers with another is not the device. */
  readonly device: number
  /** Of writes that name none, 1 (highest) to 16; 8 unless told. */
  readonly priority?: number
  /** Time for one answer, ms; 3,000 unless told. */
  readonly timeoutMs?: number
  /** How often a read without an answer is repeated within its scan: datagrams get lost. 1 unless told. */
  readonly retries?: number
  /** Tags of one request, 1…100; 20 unless told. */
  readonly maxItems?: number
  /** Requests on the wire at a time, 1…8; 1 unless told. */
  readonly maxInFlight?: number
}

export const configSchema = {
  type: 'object',
  required: ['host', 'device'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the device' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 47_808 },
    device: { type: 'integer', minimum: 0, maximum: MOST_INSTANCE, description: 'Device instance' },
    priority: { type: 'integer', minimum: 1, maximum: 16, default: 8, description: 'Of writes; 1 is the highest' },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 3_000,
      description: 'Time for one answer, ms',
    },
    retries: {
      type: 'integer',
      minimum: 0,
      maximum: 5,
      default: 1,
      description: 'Repetitions of a read without an answer; writes are never repeated',
    },
    maxItems: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Tags of one request' },
    maxInFlight: { type: 'integer', minimum: 1, maximum: 8, default: 1, description: 'Requests on the wire at a time' },
  },
} as const

export function busLimits({ maxInFlight = 1 }: BacnetConfig): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs: 0 }
}
