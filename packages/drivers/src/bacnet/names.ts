/** ASHRAE 135 clause 21, BACnetObjectType: the standard objects, in the order of their numbers. */
const objectNames =
  'analog-input analog-output analog-value binary-input binary-output binary-value calendar command device event-enrollment file group loop multi-state-input multi-state-output notification-class program schedule averaging multi-state-value trend-log life-safety-point life-safety-zone accumulator pulse-converter event-log global-group trend-log-multiple load-control structured-view access-door timer access-credential access-point access-rights access-user access-zone credential-data-input network-security bitstring-value characterstring-value datepattern-value date-value datetimepattern-value datetime-value integer-value large-analog-value octetstring-value positive-integer-value timepattern-value time-value notification-forwarder alert-enrollment channel lighting-output binary-lighting-output network-port elevator-group escalator lift'.split(
    ' ',
  )

/** What engineers write for the common ones. */
const short: Readonly<Record<string, string>> = {
  ai: 'analog-input',
  ao: 'analog-output',
  av: 'analog-value',
  bi: 'binary-input',
  bo: 'binary-output',
  bv: 'binary-value',
  mi: 'multi-state-input',
  mo: 'multi-state-output',
  mv: 'multi-state-value',
  msi: 'multi-state-input',
  mso: 'multi-state-output',
  msv: 'multi-state-value',
  dev: 'device',
}

/** ASHRAE 135 clause 21, BACnetPropertyIdentifier: those worth reading one by one. */
const properties: Readonly<Record<string, number>> = {
  action: 2,
  'active-text': 4,
  'application-software-version': 12,
  bias: 14,
  'change-of-state-count': 15,
  'notification-class': 17,
  'controlled-variable-value': 21,
  'cov-increment': 22,
  'daylight-savings-status': 24,
  deadband: 25,
  'derivative-constant': 26,
  description: 28,
  'device-type': 31,
  'elapsed-active-time': 33,
  'event-state': 36,
  'feedback-value': 40,
  'firmware-revision': 44,
  'high-limit': 45,
  'inactive-text': 46,
  'integral-constant': 49,
  'local-date': 56,
  'local-time': 57,
  location: 58,
  'low-limit': 59,
  'max-apdu-length-accepted': 62,
  'max-pres-value': 65,
  'minimum-off-time': 66,
  'minimum-on-time': 67,
  'min-pres-value': 69,
  'model-name': 70,
  'number-of-states': 74,
  'object-identifier': 75,
  'object-list': 76,
  'object-name': 77,
  'object-type': 79,
  'out-of-service': 81,
  polarity: 84,
  'present-value': 85,
  'priority-array': 87,
  'proportional-constant': 93,
  'protocol-services-supported': 97,
  'protocol-version': 98,
  reliability: 103,
  'relinquish-default': 104,
  resolution: 106,
  'segmentation-supported': 107,
  setpoint: 108,
  'state-text': 110,
  'status-flags': 111,
  'system-status': 112,
  units: 117,
  'update-interval': 118,
  'utc-offset': 119,
  'vendor-identifier': 120,
  'vendor-name': 121,
  'log-interval': 134,
  'protocol-revision': 139,
  'record-count': 141,
  'total-record-count': 145,
  'database-revision': 155,
  prescale: 185,
  'pulse-rate': 186,
  scale: 187,
  'value-before-change': 190,
  'serial-number': 372,
}

/** ASHRAE 135 clause 21, BACnetEngineeringUnits, as UCUM writes them. */
const units: Readonly<Record<number, string>> = {
  2: 'mA',
  3: 'A',
  5: 'V',
  6: 'kV',
  8: 'V.A',
  9: 'kV.A',
  16: 'J',
  17: 'kJ',
  18: 'W.h',
  19: 'kW.h',
  27: 'Hz',
  29: '%',
  30: 'mm',
  31: 'm',
  35: 'W/m2',
  37: 'lx',
  39: 'kg',
  42: 'kg/s',
  44: 'kg/h',
  47: 'W',
  48: 'kW',
  49: 'MW',
  53: 'Pa',
  54: 'kPa',
  55: 'bar',
  62: 'Cel',
  63: 'K',
  64: '[degF]',
  71: 'h',
  72: 'min',
  73: 's',
  74: 'm/s',
  80: 'm3',
  82: 'L',
  85: 'm3/s',
  87: 'L/s',
  88: 'L/min',
  96: '[ppm]',
  97: '[ppb]',
  98: '%',
  104: '/min',
  121: 'K',
  124: 'mV',
  126: 'MJ',
  129: 'kHz',
  132: 'mW',
  133: 'hPa',
  134: 'mbar',
  135: 'm3/h',
  136: 'L/h',
  146: 'MW.h',
  159: 'ms',
}

const propertyNames = new Map(Object.entries(properties).map(([name, id]) => [id, name]))

/** By its name or abbreviation. */
export function objectTypeOf(word: string): number | undefined {
  const number = objectNames.indexOf(short[word] ?? word)
  return number < 0 ? undefined : number
}

export function propertyOf(word: string): number | undefined {
  return Object.hasOwn(properties, word) ? properties[word] : undefined
}

/** `analog-input:1`; by number where there is no name. */
export function objectText(type: number, instance: number): string {
  return `${objectNames[type] ?? type}:${instance}`
}

export function propertyText(property: number): string {
  return propertyNames.get(property) ?? String(property)
}

export function unitText(unit: number): string | undefined {
  return units[unit]
}
