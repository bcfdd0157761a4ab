/** The number whose decimal digits these are, four bits each; undefined if one is no digit. */
export function fromBcd(raw: bigint): bigint | undefined {
  const digits = raw.toString(16)
  return /^\d+$/.test(digits) ? BigInt(digits) : undefined
}

/** Four bits for each decimal digit; undefined if there are more than fit. */
export function toBcd(value: bigint, words: number): bigint | undefined {
  const digits = value.toString()
  return value < 0n || digits.length > words * 4 ? undefined : BigInt(`0x${digits}`)
}
