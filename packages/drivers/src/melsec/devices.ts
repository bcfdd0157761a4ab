/** A kind of device memory of a MELSEC controller (SH-080008 §8.1 "Device code list"). */
export interface Device {
  readonly name: string
  /** In binary frames. */
  readonly code: number
  /** True where each number is one bit: 16 of them are read as one word. */
  readonly bits: boolean
  /** In which its numbers are written: 10 or 16. */
  readonly base: 10 | 16
}

const list: readonly (readonly [name: string, code: number, unit: 'bit' | 'word', base: 10 | 16])[] = [
  ['SM', 0x91, 'bit', 10],
  ['SD', 0xa9, 'word', 10],
  ['X', 0x9c, 'bit', 16],
  ['Y', 0x9d, 'bit', 16],
  ['M', 0x90, 'bit', 10],
  ['L', 0x92, 'bit', 10],
  ['F', 0x93, 'bit', 10],
  ['V', 0x94, 'bit', 10],
  ['B', 0xa0, 'bit', 16],
  ['S', 0x98, 'bit', 10],
  ['D', 0xa8, 'word', 10],
  ['W', 0xb4, 'word', 16],
  ['TS', 0xc1, 'bit', 10],
  ['TC', 0xc0, 'bit', 10],
  ['TN', 0xc2, 'word', 10],
  ['STS', 0xc7, 'bit', 10],
  ['STC', 0xc6, 'bit', 10],
  ['STN', 0xc8, 'word', 10],
  ['CS', 0xc4, 'bit', 10],
  ['CC', 0xc3, 'bit', 10],
  ['CN', 0xc5, 'word', 10],
  ['SB', 0xa1, 'bit', 16],
  ['SW', 0xb5, 'word', 16],
  ['DX', 0xa2, 'bit', 16],
  ['DY', 0xa3, 'bit', 16],
  ['Z', 0xcc, 'word', 10],
  ['R', 0xaf, 'word', 10],
  ['ZR', 0xb0, 'word', 10],
  ['RD', 0x2c, 'word', 10],
]

/** The place of a device in this list is its address space in the block planner. */
export const devices: readonly Device[] = list.map(([name, code, unit, base]) => ({
  name,
  code,
  bits: unit === 'bit',
  base,
}))

/** Longest first: `STN10` is no `S`. */
export const deviceNames: readonly string[] = devices
  .map(({ name }) => name)
  .sort((a, b) => b.length - a.length || a.localeCompare(b))

export function spaceOf(name: string): number {
  return devices.findIndex((device) => device.name === name)
}

/** The device of a code in a frame. */
export function spaceOfCode(code: number): number {
  return devices.findIndex((device) => device.code === code)
}
