import type { Charset } from './text.ts'

const connectionTypes = { pg: 1, op: 2, basic: 3 } as const
const LOCAL_TSAP = 0x0100

/** What the edge configuration says about an S7 CPU. */
export interface S7Config {
  readonly host: string
  /** 102 unless told. */
  readonly port?: number
  /** Where the CPU sits, 0…7; 0 unless told. */
  readonly rack?: number
  /** 0…31; 1 unless told (S7-1200, S7-1500), 2 for an S7-300. */
  readonly slot?: number
  /** Which of its connections the CPU is asked for; `pg` unless told. */
  readonly connectionType?: keyof typeof connectionTypes
  /** Ours, `10.00`; 01.00 unless told. */
  readonly localTsap?: string
  /** The CPU's, in place of rack, slot and connection type: LOGO! and S7-200 Smart have one of their own. */
  readonly remoteTsap?: string
  /** Time for one answer, ms; 2,000 unless told. */
  readonly timeoutMs?: number
  /** Jobs on their way at a time, 1…8; as many as the CPU grants, and this at most. */
  readonly maxInFlight?: number
  /** Most bytes of a PDU, 240…960; the CPU may grant less. */
  readonly pduSize?: number
  /** Bytes nobody asked for that are read along to save an item; 16 unless told. */
  readonly maxGap?: number
  /** What STRING and CHAR hold; latin1 unless told. */
  readonly charset?: Charset
}

const tsap = { type: 'string', pattern: '^[0-9A-Fa-f]{2}\\.[0-9A-Fa-f]{2}$' } as const

export const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  dependentSchemas: {
    remoteTsap: { properties: { rack: { not: {} }, slot: { not: {} }, connectionType: { not: {} } } },
  },
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the CPU or its CP' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 102 },
    rack: { type: 'integer', minimum: 0, maximum: 7, default: 0 },
    slot: {
      type: 'integer',
      minimum: 0,
      maximum: 31,
      default: 1,
      description: 'Of the CPU: 1 for S7-1200 and S7-1500, 2 for S7-300, as in the hardware configuration for S7-400',
    },
    connectionType: {
      enum: ['pg', 'op', 'basic'],
      default: 'pg',
      description: 'Which of its connections the CPU is asked for: programming device, operator panel or basic',
    },
    localTsap: { ...tsap, default: '01.00', description: 'Our transport address, two hexadecimal bytes such as 10.00' },
    remoteTsap: {
      ...tsap,
      description: 'Transport address of the device, in place of rack, slot and connectionType (LOGO!, S7-200 Smart)',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 2_000,
      description: 'Time for one answer, ms',
    },
    maxInFlight: {
      type: 'integer',
      minimum: 1,
      maximum: 8,
      default: 8,
      description: 'Most jobs on their way at a time; the CPU grants as many or fewer',
    },
    pduSize: {
      type: 'integer',
      minimum: 240,
      maximum: 960,
      default: 960,
      description: 'Most bytes of a PDU; the CPU grants as many or fewer',
    },
    maxGap: {
      type: 'integer',
      minimum: 0,
      maximum: 200,
      default: 16,
      description: 'Unwanted bytes read along to save an item',
    },
    charset: { enum: ['latin1', 'utf-8'], default: 'latin1', description: 'What STRING and CHAR hold' },
  },
} as const

/** Transport addresses: the kind of connection, then 32 × rack + slot. */
export function tsapsOf(config: S7Config): { readonly local: number; readonly remote: number } {
  const { rack = 0, slot = 1, connectionType = 'pg', localTsap, remoteTsap } = config
  const place = (connectionTypes[connectionType] << 8) | (rack << 5) | slot
  return {
    local: localTsap === undefined ? LOCAL_TSAP : numberOf(localTsap),
    remote: remoteTsap === undefined ? place : numberOf(remoteTsap),
  }
}

function numberOf(text: string): number {
  return Number.parseInt(text.replace('.', ''), 16)
}
