import { Status } from '@millrace/core'
import type { Refusal } from '../kit/requests.ts'
import type { PropertyResult } from './codec.ts'

/** ASHRAE 135 clause 21, BACnetErrorCode. */
const errors: Readonly<Record<number, readonly [name: string, status: number]>> = {
  3: ['device-busy', Status.BadResourceUnavailable],
  9: ['invalid-data-type', Status.BadTypeMismatch],
  20: ['no-space-to-write-property', Status.BadResourceUnavailable],
  25: ['operational-problem', Status.BadDeviceFailure],
  27: ['read-access-denied', Status.BadNotReadable],
  29: ['service-request-denied', Status.BadNotSupported],
  30: ['timeout', Status.BadNoCommunication],
  31: ['unknown-object', Status.BadNodeIdUnknown],
  32: ['unknown-property', Status.BadNodeIdUnknown],
  36: ['unsupported-object-type', Status.BadNodeIdUnknown],
  37: ['value-out-of-range', Status.BadOutOfRange],
  40: ['write-access-denied', Status.BadNotWritable],
  42: ['invalid-array-index', Status.BadNodeIdUnknown],
  45: ['optional-functionality-not-supported', Status.BadNotSupported],
  47: ['datatype-not-supported', Status.BadTypeMismatch],
  50: ['property-is-not-an-array', Status.BadNodeIdUnknown],
}

export function errorStatus(code: number): number {
  return errors[code]?.[1] ?? Status.BadUnexpectedError
}

export function errorRefusal(code: number): Refusal {
  const name = errors[code]?.[0] ?? `error ${code}`
  return { status: errorStatus(code), message: `The device refused the value: ${name}.` }
}

/** §18.8 and §18.9: a request that was not looked at. */
export function rejectStatus(is: 'reject' | 'abort', reason: number): number {
  if (is === 'reject') return reason === 9 ? Status.BadNotSupported : Status.BadUnexpectedError
  return reason === 9 || reason === 3 ? Status.BadResourceUnavailable : Status.BadUnexpectedError
}

/** §12, BACnetStatusFlags: bit 0 in-alarm, 1 fault, 2 overridden, 3 out-of-service. */
export function statusOfFlags(flags: PropertyResult | undefined, reliability: PropertyResult | undefined): number {
  const bits = flags && 'values' in flags ? flags.values[0]?.value : undefined
  const reason = reliability && 'values' in reliability ? Number(reliability.values[0]?.value ?? 0) : 0
  const set = (bit: number): boolean => typeof bits === 'string' && bits[bit] === '1'
  if (set(1) || reason !== 0) return reliabilities[reason] ?? Status.BadDeviceFailure
  if (set(3)) return Status.BadOutOfService
  return set(2) ? Status.GoodLocalOverride : Status.Good
}

/** Clause 21, BACnetReliability: what a fault means for the value. */
const reliabilities: Readonly<Record<number, number>> = {
  1: Status.BadSensorFailure, // no-sensor
  2: Status.UncertainEngineeringUnitsExceeded, // over-range
  3: Status.UncertainEngineeringUnitsExceeded, // under-range
  4: Status.BadSensorFailure, // open-loop
  5: Status.BadSensorFailure, // shorted-loop
  10: Status.BadConfigurationError, // configuration-error
  12: Status.BadNoCommunication, // communication-failure
}
