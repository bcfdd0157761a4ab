import { Fault } from '@millrace/core'
import type { CommandMode } from './address.ts'
import type { FieldSizes } from './asdu.ts'
import type { Window } from './association.ts'
import './faults.ts'

/** What the edge configuration says about a controlled station. */
export interface Iec104Config {
  readonly host: string
  /** 2404 unless told. */
  readonly port?: number
  /** Our originator address, 0…255; 0 (not used) unless told. */
  readonly originator?: number
  /** Common addresses to interrogate besides those of the tags, such as for browsing. */
  readonly commonAddresses?: readonly number[]
  /** Octets of the cause of transmission, the common address and the object address; 2, 2 and 3 unless told. */
  readonly causeSize?: 1 | 2
  readonly commonSize?: 1 | 2
  readonly objectSize?: 1 | 2 | 3
  /** The window and timers of IEC 60870-5-104 §9.6: 12, 8, 15 s, two thirds of t1, 20 s unless told. */
  readonly k?: number
  readonly w?: number
  readonly t1Ms?: number
  readonly t2Ms?: number
  readonly t3Ms?: number
  /** Time for the confirmation of an activation, ms; 3,000 unless told. */
  readonly timeoutMs?: number
  /** Time for a whole interrogation, ms; 60,000 unless told. */
  readonly interrogationMs?: number
  /** How often the station is interrogated again, ms; only after connecting unless told. */
  readonly interrogationPeriodMs?: number
  /** How often its integrated totals are interrogated, ms, and after connecting; never unless told. */
  readonly counterPeriodMs?: number
  /** How often its clock is set, ms, and after connecting; never unless told. */
  readonly clockPeriodMs?: number
  /** How commands are given whose address does not say it; `direct` unless told. */
  readonly command?: CommandMode
  /** How long the end of a confirmed command is waited for, ms; 3,000 unless told, 0 for stations that tell none. */
  readonly terminationMs?: number
  /** How long the return information of a command is waited for, ms; 1,000 unless told. */
  readonly returnMs?: number
  /** What the clock of the station shows: `UTC` (unless told), `+08:00`, `Europe/Berlin`. */
  readonly timeZone?: string
  /** How old a time of the station may be to be believed, ms; 300,000 unless told. More for stations that keep events. */
  readonly maxAgeMs?: number
}

const ms = (most: number, least: number, description: string, initial?: number) => ({
  type: 'integer',
  minimum: least,
  maximum: most,
  description,
  ...(initial === undefined ? {} : { default: initial }),
})

const DAY = 86_400_000

export const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the station' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 2_404 },
    originator: { type: 'integer', minimum: 0, maximum: 255, default: 0, description: 'Our originator address' },
    commonAddresses: {
      type: 'array',
      maxItems: 256,
      uniqueItems: true,
      items: { type: 'integer', minimum: 1, maximum: 65_534 },
      description: 'Common addresses to interrogate besides those of the tags',
    },
    causeSize: { enum: [1, 2], default: 2, description: 'Octets of the cause of transmission' },
    commonSize: { enum: [1, 2], default: 2, description: 'Octets of the common address' },
    objectSize: { enum: [1, 2, 3], default: 3, description: 'Octets of the information object address' },
    k: {
      type: 'integer',
      minimum: 1,
      maximum: 32_767,
      default: 12,
      description: 'Most frames without acknowledgement',
    },
    w: { type: 'integer', minimum: 1, maximum: 32_767, default: 8, description: 'Frames after which we acknowledge' },
    t1Ms: ms(255_000, 100, 'Time for an acknowledgement, ms', 15_000),
    t2Ms: ms(255_000, 10, 'Time after which we acknowledge, ms; shorter than t1'),
    t3Ms: ms(172_800_000, 100, 'Silence after which a test frame is sent, ms', 20_000),
    timeoutMs: ms(60_000, 10, 'Time for the confirmation of a command, ms', 3_000),
    interrogationMs: ms(600_000, 100, 'Time for a whole interrogation, ms', 60_000),
    interrogationPeriodMs: ms(DAY, 1_000, 'How often to interrogate again, ms; only after connecting unless told'),
    counterPeriodMs: ms(DAY, 1_000, 'How often to interrogate integrated totals, ms; never unless told'),
    clockPeriodMs: ms(DAY, 1_000, 'How often to set the clock of the station, ms; never unless told'),
    command: { enum: ['direct', 'select'], default: 'direct', description: 'How commands are given' },
    terminationMs: ms(60_000, 0, 'How long the end of a command is waited for, ms', 3_000),
    returnMs: ms(60_000, 0, 'How long return information is waited for, ms', 1_000),
    timeZone: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      default: 'UTC',
      description: 'What the clock of the station shows: UTC, +08:00 or a zone such as Europe/Berlin',
    },
    maxAgeMs: ms(31 * DAY, 0, 'How old a time of the station may be to be believed, ms', 300_000),
  },
} as const

export function sizesOf({ causeSize = 2, commonSize = 2, objectSize = 3 }: Iec104Config): FieldSizes {
  return { cause: causeSize, common: commonSize, object: objectSize }
}

/** Throws `iec104.timers_crossed`. */
export function windowOf({ k = 12, w = 8, t1Ms = 15_000, t2Ms, t3Ms = 20_000 }: Iec104Config): Window {
  const t2 = t2Ms ?? Math.round((t1Ms * 2) / 3)
  if (t2 >= t1Ms) throw new Fault('iec104.timers_crossed', { t1: t1Ms, t2 })
  return { k, w, t1Ms, t2Ms: t2, t3Ms }
}
