import { checkUnit, Fault } from '@millrace/core'

/**
 * UNECE Recommendation 20 common codes, which OPC UA uses for units (Part 8 §5.6.3.3), and their UCUM codes. Others are
 * told by their symbol, if that is UCUM too.
 */
export const UCUM: Readonly<Record<string, string>> = {
  C62: '1',
  P1: '%',
  '59': '[ppm]',
  CEL: 'Cel',
  FAH: '[degF]',
  KEL: 'K',
  PAL: 'Pa',
  KPA: 'kPa',
  MPA: 'MPa',
  HPA: 'hPa',
  BAR: 'bar',
  MBR: 'mbar',
  PS: '[psi]',
  MTR: 'm',
  CMT: 'cm',
  MMT: 'mm',
  KMT: 'km',
  '4H': 'um',
  MTK: 'm2',
  MTQ: 'm3',
  LTR: 'L',
  MLT: 'mL',
  KGM: 'kg',
  GRM: 'g',
  MGM: 'mg',
  TNE: 't',
  SEC: 's',
  C26: 'ms',
  MIN: 'min',
  HUR: 'h',
  DAY: 'd',
  HTZ: 'Hz',
  KHZ: 'kHz',
  RPM: '{rev}/min',
  RPS: '{rev}/s',
  MTS: 'm/s',
  KMH: 'km/h',
  '2X': 'm/min',
  MSK: 'm/s2',
  MQS: 'm3/s',
  MQH: 'm3/h',
  L2: 'L/min',
  G51: 'L/s',
  E93: 'kg/h',
  KGS: 'kg/s',
  F31: 'kg/min',
  E18: 't/h',
  KMQ: 'kg/m3',
  AMP: 'A',
  '4K': 'mA',
  VLT: 'V',
  '2Z': 'mV',
  KVT: 'kV',
  WTT: 'W',
  KWT: 'kW',
  MAW: 'MW',
  D46: 'V.A',
  KVA: 'kV.A',
  WHR: 'W.h',
  KWH: 'kW.h',
  MWH: 'MW.h',
  JOU: 'J',
  KJO: 'kJ',
  GV: 'GJ',
  OHM: 'Ohm',
  SIE: 'S',
  NEW: 'N',
  NU: 'N.m',
  DD: 'deg',
  C81: 'rad',
  LUX: 'lx',
  '2N': 'dB',
}

/** The UCUM code of EUInformation, or undefined if there is none that is sure. */
export function unitOf(unitId: number, symbol: string): string | undefined {
  return UCUM[commonCodeOf(unitId)] ?? (isUnit(symbol) ? symbol : undefined)
}

/** The letters of the common code, of which each is a byte of the number, the last one lowest. */
function commonCodeOf(unitId: number): string {
  let code = ''
  for (let bits = unitId; bits > 0; bits >>>= 8) code = String.fromCharCode(bits & 0xff) + code
  return code
}

function isUnit(symbol: string): boolean {
  try {
    checkUnit(symbol)
    return symbol !== ''
  } catch (reason) {
    if (reason instanceof Fault) return false
    throw reason
  }
}
