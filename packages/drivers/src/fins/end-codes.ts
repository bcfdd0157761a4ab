import { Status } from '@millrace/core'

/** One end code other than 0: what the device found wrong, and the OPC UA status of it. */
export interface EndCode {
  readonly name: string
  readonly status: number
  /** True where a smaller part of the same request may be taken. */
  readonly perhapsInPart: boolean
}

type Row = readonly [name: string, status: number, inPart?: 'in part']

/** W342-E1-15 §5-1-3 "End Codes". */
const known: Readonly<Record<number, Row>> = {
  1: ['service cancelled', Status.BadResourceUnavailable],
  261: ['node number out of range', Status.BadConfigurationError],
  262: ['node number used twice', Status.BadConfigurationError],
  513: ['destination not in the network', Status.BadNoCommunication],
  514: ['no unit with this number', Status.BadNoCommunication],
  516: ['destination busy', Status.BadResourceUnavailable],
  517: ['no answer of the destination', Status.BadNoCommunication],
  1025: ['command not supported', Status.BadNotSupported],
  1026: ['command not supported by this model', Status.BadNotSupported],
  4097: ['command too long', Status.BadOutOfRange, 'in part'],
  4353: ['no such memory area', Status.BadNodeIdUnknown],
  4354: ['access size wrong', Status.BadOutOfRange],
  4355: ['address out of range', Status.BadNodeIdUnknown, 'in part'],
  4356: ['addresses end out of range', Status.BadNodeIdUnknown, 'in part'],
  4363: ['answer too long', Status.BadOutOfRange, 'in part'],
  8194: ['protected against reading', Status.BadNotReadable],
  8196: ['no such data', Status.BadNodeIdUnknown],
  8449: ['read only', Status.BadNotWritable],
  8450: ['protected against writing', Status.BadNotWritable],
  8456: ['cannot be changed', Status.BadNotWritable],
  9474: ['parity or checksum error', Status.BadDeviceFailure],
}

/** What holds for the other codes of a main response code. */
const groups: Readonly<Record<number, readonly [name: string, status: number]>> = {
  1: ['local node error', Status.BadNoCommunication],
  2: ['destination node error', Status.BadNoCommunication],
  3: ['controller error', Status.BadDeviceFailure],
  4: ['service not supported', Status.BadNotSupported],
  5: ['routing error', Status.BadNoCommunication],
  16: ['command malformed', Status.BadNotSupported],
  17: ['parameter wrong', Status.BadOutOfRange],
  32: ['cannot be read', Status.BadNotReadable],
  33: ['cannot be written', Status.BadNotWritable],
  34: ['not possible in this mode', Status.BadInvalidState],
  35: ['no such device or unit', Status.BadNodeIdUnknown],
  36: ['cannot be started or stopped', Status.BadInvalidState],
  37: ['unit error', Status.BadDeviceFailure],
  38: ['command refused', Status.BadInvalidState],
  48: ['access right held by another', Status.BadResourceUnavailable],
  64: ['aborted', Status.BadResourceUnavailable],
}

export function endCodeOf(code: number): EndCode {
  const row: Row = known[code] ?? groups[code >> 8] ?? ['unknown end code', Status.BadUnexpectedError]
  return { name: row[0], status: row[1], perhapsInPart: row[2] !== undefined }
}
