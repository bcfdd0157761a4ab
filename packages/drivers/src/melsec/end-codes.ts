import { Status } from '@millrace/core'

/** One end code other than 0: what the device found wrong, and the OPC UA status of it. */
export interface EndCode {
  readonly name: string
  readonly status: number
  /** True where a smaller part of the same request may be taken. */
  readonly perhapsInPart: boolean
}

/**
 * The manuals of the modules define them (SH-080008 §5.3): MELSEC iQ-R Ethernet User's Manual (SH-081257ENG) and
 * Q Corresponding Ethernet Interface Module User's Manual (SH-080009), error codes.
 */
const known: Readonly<Record<number, readonly [name: string, status: number, inPart?: 'in part']>> = {
  85: ['writing while the controller runs is not allowed', Status.BadNotWritable],
  16384: ['request cannot be handled', Status.BadUnexpectedError],
  16385: ['command not supported', Status.BadNotSupported],
  16386: ['command not supported', Status.BadNotSupported],
  16389: ['request too large', Status.BadOutOfRange, 'in part'],
  16400: ['not possible while the controller runs', Status.BadInvalidState],
  16403: ['not possible in this state of the controller', Status.BadInvalidState],
  16417: ['drive not there', Status.BadNodeIdUnknown],
  16432: ['device not there', Status.BadNodeIdUnknown, 'in part'],
  16433: ['device number out of range', Status.BadNodeIdUnknown, 'in part'],
  16512: ['request malformed', Status.BadNotSupported],
  16702: ['not possible in this state of the controller', Status.BadInvalidState],
  49232: ['ASCII code that is no binary', Status.BadCommunicationError],
  49233: ['too many points', Status.BadOutOfRange, 'in part'],
  49234: ['too many points', Status.BadOutOfRange, 'in part'],
  49235: ['too many points', Status.BadOutOfRange, 'in part'],
  49236: ['too many points', Status.BadOutOfRange, 'in part'],
  49237: ['too many points', Status.BadOutOfRange, 'in part'],
  49238: ['request beyond the last device number', Status.BadNodeIdUnknown, 'in part'],
  49240: ['length of the request wrong', Status.BadCommunicationError],
  49241: ['command or subcommand not supported', Status.BadNotSupported],
  49242: ['device cannot be read or written', Status.BadNodeIdUnknown, 'in part'],
  49243: ['device cannot be read or written', Status.BadNodeIdUnknown, 'in part'],
  49244: ['request malformed, as bits of a word device', Status.BadNotSupported],
  49245: ['no devices registered for monitoring', Status.BadNotSupported],
  49246: ['no answer within the monitoring time', Status.BadNoCommunication],
  49247: ['not possible for this station', Status.BadNotSupported],
  49248: ['value of a bit malformed', Status.BadOutOfRange],
  49249: ['length of the request wrong', Status.BadCommunicationError],
  49263: ['ASCII and binary mixed up', Status.BadCommunicationError],
  49264: ['extension of device memory not possible', Status.BadNotSupported],
  49333: ['data not supported by the controller', Status.BadNotSupported],
  49368: ['too many blocks', Status.BadOutOfRange],
  49664: ['remote password wrong', Status.BadNotReadable],
  49665: ['port locked by the remote password', Status.BadNotReadable],
  49668: ['port unlocked by another client', Status.BadNotReadable],
  52960: ['busy with the request of another', Status.BadResourceUnavailable],
  52961: ['request too large', Status.BadOutOfRange, 'in part'],
  52962: ['answer too large', Status.BadOutOfRange, 'in part'],
}

/** What an end code means; unknown ones keep their group: 4xxx come from the CPU module. */
export function endCodeOf(code: number): EndCode {
  const [name, status, inPart] = known[code] ?? [
    'unknown end code',
    code >= 0x4000 && code <= 0x4fff ? Status.BadDeviceFailure : Status.BadUnexpectedError,
  ]
  return { name, status, perhapsInPart: inPart !== undefined }
}
