import { Status } from '@millrace/core'
import type { CipReply } from './message.ts'

/** General status codes of CIP that a driver meets (Vol. 1 appendix B; 1756-PM020F p. 22, 28, 33). */
export const General = {
  success: 0x00,
  pathSegment: 0x04,
  pathUnknown: 0x05,
  partial: 0x06,
  unsupported: 0x08,
  privilege: 0x0f,
  replyTooLarge: 0x11,
  tooLittle: 0x13,
  tooMuch: 0x15,
  embedded: 0x1e,
  pathSize: 0x26,
  other: 0xff,
} as const

/** Extended status of 0xFF, and of 0x10. */
export const Extended = { offsetBeyondEnd: 0x2104, beyondEnd: 0x2105, otherType: 0x2107 } as const

const general: Readonly<Record<number, readonly [name: string, status: number]>> = {
  1: ['connection failure', Status.BadNoCommunication],
  2: ['resource unavailable', Status.BadResourceUnavailable],
  3: ['invalid parameter value', Status.BadOutOfRange],
  4: ['path segment error', Status.BadNodeIdUnknown],
  5: ['path destination unknown', Status.BadNodeIdUnknown],
  6: ['partial transfer', Status.BadResourceUnavailable],
  7: ['connection lost', Status.BadNoCommunication],
  8: ['service not supported', Status.BadNotSupported],
  9: ['invalid attribute value', Status.BadOutOfRange],
  12: ['object state conflict', Status.BadInvalidState],
  14: ['attribute not settable', Status.BadNotWritable],
  16: ['device state conflict', Status.BadInvalidState],
  17: ['reply data too large', Status.BadResourceUnavailable],
  19: ['not enough data', Status.BadTypeMismatch],
  20: ['attribute not supported', Status.BadAttributeIdInvalid],
  21: ['too much data', Status.BadTypeMismatch],
  22: ['object does not exist', Status.BadNodeIdUnknown],
  32: ['invalid parameter', Status.BadOutOfRange],
  38: ['path size invalid', Status.BadNodeIdUnknown],
}

const extended: Readonly<Record<number, readonly [name: string, status: number]>> = {
  [Extended.offsetBeyondEnd]: ['offset beyond the end of the tag', Status.BadOutOfRange],
  [Extended.beyondEnd]: ['access beyond the end of the tag', Status.BadOutOfRange],
  [Extended.otherType]: ['the tag has another type', Status.BadTypeMismatch],
}

type Answered = Pick<CipReply, 'status' | 'extended'>

/** The OPC UA status of what a service answered. */
export function cipStatus(reply: Answered, doing: 'read' | 'write'): number {
  if (reply.status === General.success) return Status.Good
  if (reply.status === General.privilege) return doing === 'read' ? Status.BadNotReadable : Status.BadNotWritable
  if (reply.status === General.other) return extended[reply.extended]?.[1] ?? Status.BadUnexpectedError
  return general[reply.status]?.[1] ?? Status.BadUnexpectedError
}

export function cipStatusName({ status, extended: more }: Answered): string {
  const hex = (code: number): string => `0x${code.toString(16).toUpperCase().padStart(2, '0')}`
  const codes = more === 0 ? hex(status) : `${hex(status)}/${hex(more)}`
  const name =
    status === General.other
      ? extended[more]?.[0]
      : status === General.privilege
        ? 'privilege violation'
        : general[status]?.[0]
  return name === undefined ? `status ${codes}` : `${name} (${codes})`
}
