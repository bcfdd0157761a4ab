/** A memory area of a CS/CJ/CP controller as FINS names it (W342-E1-15 §5-2-2 "I/O Memory Address Designations"). */
export interface Area {
  readonly name: string
  /** Area code of its words, or of its flags. */
  readonly code: number
  /** Area code of single bits; absent where no single bit can be written. */
  readonly bitCode?: number
  /** What is added to a number to make the address of the frame. */
  readonly offset: number
  /** True where each address is one flag and an answer has one byte for each. */
  readonly flags: boolean
  readonly most: number
}

const MOST_WORD = 0xffff
const MOST_TIMER = 4_095
export const MOST_BANK = 0x18

function words(name: string, code: number, bitCode: number): Area {
  return { name, code, bitCode, offset: 0, flags: false, most: MOST_WORD }
}

/** Banks 0 to F have the codes A0… (bits 20…), banks 10 to 18 the codes 60… (bits E0…). */
function bank(number: number): Area {
  const name = `E${number.toString(16).toUpperCase()}_`
  return number < 0x10 ? words(name, 0xa0 + number, 0x20 + number) : words(name, 0x50 + number, 0xd0 + number)
}

/** The place of an area in this list is its address space in the block planner. */
export const areas: readonly Area[] = [
  words('CIO', 0xb0, 0x30),
  words('W', 0xb1, 0x31),
  words('H', 0xb2, 0x32),
  words('A', 0xb3, 0x33),
  words('D', 0x82, 0x02),
  words('EM', 0x98, 0x0a),
  { name: 'T', code: 0x89, offset: 0, flags: false, most: MOST_TIMER },
  { name: 'C', code: 0x89, offset: 0x8000, flags: false, most: MOST_TIMER },
  { name: 'T', code: 0x09, offset: 0, flags: true, most: MOST_TIMER },
  { name: 'C', code: 0x09, offset: 0x8000, flags: true, most: MOST_TIMER },
  ...Array.from({ length: MOST_BANK + 1 }, (_, number) => bank(number)),
]

/** `flags` tells the completion flag of a timer or counter from its present value. */
export function spaceOf(name: string, flags = false): number {
  return areas.findIndex((area) => area.name === name && area.flags === flags)
}

export function bankSpace(number: number): number {
  return areas.length - MOST_BANK - 1 + number
}
