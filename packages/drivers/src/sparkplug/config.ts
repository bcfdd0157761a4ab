import { type BrokerConfig, brokerProperties } from '../mqtt/broker.ts'

/** What the edge configuration says about one Sparkplug edge node behind a broker. */
export interface SparkplugConfig extends BrokerConfig {
  readonly group: string
  readonly node: string
  /** How long a device has to report what it holds after a write, ms; 2,000 unless told. */
  readonly readBackMs?: number
}

const id = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^+/#]+$' } as const
export const configSchema = {
  type: 'object',
  required: ['url', 'group', 'node'],
  additionalProperties: false,
  properties: {
    ...brokerProperties,
    group: { ...id, description: 'Group of the edge node' },
    node: { ...id, description: 'Name of the edge node' },
    readBackMs: { type: 'integer', minimum: 0, maximum: 60_000, default: 2_000 },
  },
} as const
