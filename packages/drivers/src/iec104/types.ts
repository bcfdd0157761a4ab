import type { DataType } from '../kit/driver.ts'

/** What an information element of the monitor direction holds. */
export type Form =
  | 'single'
  | 'double'
  | 'step'
  | 'bits'
  | 'normalized'
  | 'scaled'
  | 'float'
  | 'total'
  | 'event'
  | 'starts'
  | 'circuits'

export type CommandForm = Exclude<Form, 'total' | 'event' | 'starts' | 'circuits'>

export interface MonitoredType {
  /** As the companion standard names it. */
  readonly name: string
  readonly form: Form
  /** Octets of the element, its quality and its time. */
  readonly size: number
  /** CP56Time2a at the end. */
  readonly timed: boolean
  /** False for M_ME_ND_1 alone. */
  readonly qualified: boolean
}

export interface CommandType {
  readonly name: string
  readonly form: CommandForm
  readonly size: number
  readonly timed: boolean
}

/** Octets of an element with its quality (IEC 60870-5-101 §7.3.1). */
const ELEMENT: Readonly<Record<Form, number>> = {
  single: 1,
  double: 1,
  step: 2,
  bits: 5,
  normalized: 3,
  scaled: 3,
  float: 5,
  total: 5,
  event: 3,
  starts: 4,
  circuits: 4,
}

/** Octets of a command with its qualifier (IEC 60870-5-101 §7.3.2). */
const COMMAND: Readonly<Record<CommandForm, number>> = {
  single: 1,
  double: 1,
  step: 1,
  normalized: 3,
  scaled: 3,
  float: 5,
  bits: 4,
}

const TIME = 7

const monitored = (name: string, form: Form, timed = false): MonitoredType => ({
  name,
  form,
  timed,
  size: ELEMENT[form] + (timed ? TIME : 0),
  qualified: true,
})

const command = (name: string, form: CommandForm, timed = false): CommandType => ({
  name,
  form,
  timed,
  size: COMMAND[form] + (timed ? TIME : 0),
})

/** Process information in monitor direction (IEC 60870-5-104 §9.5), by type identification. */
export const MONITORED: ReadonlyMap<number, MonitoredType> = new Map([
  [1, monitored('M_SP_NA_1', 'single')],
  [3, monitored('M_DP_NA_1', 'double')],
  [5, monitored('M_ST_NA_1', 'step')],
  [7, monitored('M_BO_NA_1', 'bits')],
  [9, monitored('M_ME_NA_1', 'normalized')],
  [11, monitored('M_ME_NB_1', 'scaled')],
  [13, monitored('M_ME_NC_1', 'float')],
  [15, monitored('M_IT_NA_1', 'total')],
  [21, { name: 'M_ME_ND_1', form: 'normalized', timed: false, size: 2, qualified: false }],
  [30, monitored('M_SP_TB_1', 'single', true)],
  [31, monitored('M_DP_TB_1', 'double', true)],
  [32, monitored('M_ST_TB_1', 'step', true)],
  [33, monitored('M_BO_TB_1', 'bits', true)],
  [34, monitored('M_ME_TD_1', 'normalized', true)],
  [35, monitored('M_ME_TE_1', 'scaled', true)],
  [36, monitored('M_ME_TF_1', 'float', true)],
  [37, monitored('M_IT_TB_1', 'total', true)],
  [38, monitored('M_EP_TD_1', 'event', true)],
  [39, monitored('M_EP_TE_1', 'starts', true)],
  [40, monitored('M_EP_TF_1', 'circuits', true)],
])

/** Process information in control direction, by type identification. */
export const COMMANDS: ReadonlyMap<number, CommandType> = new Map([
  [45, command('C_SC_NA_1', 'single')],
  [46, command('C_DC_NA_1', 'double')],
  [47, command('C_RC_NA_1', 'step')],
  [48, command('C_SE_NA_1', 'normalized')],
  [49, command('C_SE_NB_1', 'scaled')],
  [50, command('C_SE_NC_1', 'float')],
  [51, command('C_BO_NA_1', 'bits')],
  [58, command('C_SC_TA_1', 'single', true)],
  [59, command('C_DC_TA_1', 'double', true)],
  [60, command('C_RC_TA_1', 'step', true)],
  [61, command('C_SE_TA_1', 'normalized', true)],
  [62, command('C_SE_TB_1', 'scaled', true)],
  [63, command('C_SE_TC_1', 'float', true)],
  [64, command('C_BO_TA_1', 'bits', true)],
])

/** System information. */
export const System = {
  endOfInitialization: 70,
  interrogation: 100,
  counterInterrogation: 101,
  clockSynchronization: 103,
} as const

/** Octets of the element of each system command that we send. */
export const SYSTEM_SIZE: ReadonlyMap<number, number> = new Map([
  [System.interrogation, 1],
  [System.counterInterrogation, 1],
  [System.clockSynchronization, TIME],
])

/** Cause of transmission (IEC 60870-5-101 §7.2.3). */
export const Cause = {
  periodic: 1,
  spontaneous: 3,
  activation: 6,
  activationConfirmation: 7,
  activationTermination: 10,
  returnRemote: 11,
  interrogatedByStation: 20,
  requestedByCounter: 37,
  unknownType: 44,
  unknownCause: 45,
  unknownCommon: 46,
  unknownObject: 47,
} as const

/** The type of tag that holds a form whole. */
export const DATA_TYPE: Readonly<Record<Form, DataType>> = {
  single: 'bool',
  double: 'uint8',
  step: 'int8',
  bits: 'uint32',
  normalized: 'float32',
  scaled: 'int16',
  float: 'float32',
  total: 'int32',
  event: 'uint8',
  starts: 'uint8',
  circuits: 'uint8',
}
