/**
 * OPC UA StatusCodes (Part 4 §7.39, Part 6 annex A.2): the one code space for the quality of a value.
 * The top two bits are the severity: 00 good, 01 uncertain, 10 bad.
 */
export const Status = {
  Good: 0x00000000,
  GoodLocalOverride: 0x00960000,
  UncertainNoCommunicationLastUsableValue: 0x408f0000,
  UncertainLastUsableValue: 0x40900000,
  UncertainInitialValue: 0x40920000,
  UncertainSensorNotAccurate: 0x40930000,
  UncertainEngineeringUnitsExceeded: 0x40940000,
  UncertainSubNormal: 0x40950000,
  Bad: 0x80000000,
  BadUnexpectedError: 0x80010000,
  BadResourceUnavailable: 0x80040000,
  BadCommunicationError: 0x80050000,
  BadDecodingError: 0x80070000,
  BadEncodingLimitsExceeded: 0x80080000,
  BadTimeout: 0x800a0000,
  BadNoCommunication: 0x80310000,
  BadWaitingForInitialData: 0x80320000,
  BadNodeIdUnknown: 0x80340000,
  BadAttributeIdInvalid: 0x80350000,
  BadNotReadable: 0x803a0000,
  BadNotWritable: 0x803b0000,
  BadOutOfRange: 0x803c0000,
  BadNotSupported: 0x803d0000,
  BadTypeMismatch: 0x80740000,
  BadConfigurationError: 0x80890000,
  BadNotConnected: 0x808a0000,
  BadDeviceFailure: 0x808b0000,
  BadSensorFailure: 0x808c0000,
  BadOutOfService: 0x808d0000,
  BadNoData: 0x809b0000,
  BadDataLost: 0x809d0000,
  BadShutdown: 0x800c0000,
  BadInvalidState: 0x80af0000,
} as const

export type Severity = 'good' | 'uncertain' | 'bad'

export function severityOf(status: number): Severity {
  const top = status >>> 30
  return top === 0 ? 'good' : top === 1 ? 'uncertain' : 'bad'
}

export const isGood = (status: number): boolean => status >>> 30 === 0
export const isBad = (status: number): boolean => status >>> 30 >= 2

/**
 * The quality of what is computed from several values: the worst severity wins; between equals the first one stays,
 * so that the cause that is told is the one that came first.
 */
export function worst(a: number, b: number): number {
  return b >>> 30 > a >>> 30 ? b >>> 0 : a >>> 0
}

const names = new Map<number, string>(Object.entries(Status).map(([name, code]) => [code, name]))

/** The standard's name of a code, by its upper 16 bits; an unknown one keeps its severity and number. */
export function statusName(status: number): string {
  const known = names.get((status & 0xffff0000) >>> 0)
  if (known) return known
  const severity = severityOf(status)
  return `${severity[0]!.toUpperCase()}${severity.slice(1)} (0x${(status >>> 0).toString(16).padStart(8, '0')})`
}

/** Sparkplug B 3.0 Quality property: 192 good, 500 stale, 0 bad. Uncertain values are still usable, but stale. */
export function sparkplugQuality(status: number): 0 | 192 | 500 {
  const severity = severityOf(status)
  return severity === 'good' ? 192 : severity === 'uncertain' ? 500 : 0
}

/** The status of a foreign Sparkplug quality that came without a status code of its own. */
export function statusOfSparkplugQuality(quality: number): number {
  if (quality === 192) return Status.Good
  return quality === 500 ? Status.UncertainLastUsableValue : Status.Bad
}
