/**
 * A message of FMI 2's logger, whose arguments follow it as those of C's printf do: `wholes` in the order of those in integer
 * registers, `reals` of those in floating ones. `read` gives the text at an address. Widths and flags are not kept but precisions are.
 */
export function printed(
  format: string,
  wholes: readonly (number | bigint)[],
  { reals, read }: { readonly reals: readonly number[]; readonly read: (address: bigint) => string },
): string {
  let nextWhole = 0
  let nextReal = 0
  const whole = (): bigint => BigInt(wholes[nextWhole++] ?? 0)
  const integer = (size: string, signed: boolean): string => {
    const bits = size === 'l' || size === 'll' || size === 'z' || size === 'j' || size === 't' ? 64 : 32
    return `${signed ? BigInt.asIntN(bits, whole()) : BigInt.asUintN(bits, whole())}`
  }
  return format.replace(
    /%[-+ #0]*(\*|\d+)?(?:\.(\*|\d+))?(hh|h|ll|l|z|j|t|L)?([diuxXocsfFeEgGp%])/g,
    (all, width: string | undefined, digits: string | undefined, size: string | undefined, kind: string) => {
      if (kind === '%') return '%'
      if (width === '*') whole()
      const precision =
        digits === '*' ? Number(BigInt.asIntN(32, whole())) : digits === undefined ? undefined : Number(digits)
      switch (kind) {
        case 'd':
        case 'i':
          return integer(size ?? '', true)
        case 'u':
          return integer(size ?? '', false)
        case 'x':
        case 'X':
        case 'p':
          return whole().toString(16)
        case 'o':
          return whole().toString(8)
        case 'c':
          return String.fromCharCode(Number(whole() & 0xffn))
        case 's': {
          const address = whole()
          const text = address === 0n ? '(null)' : read(address)
          return precision === undefined ? text : text.slice(0, Math.max(0, precision))
        }
        default: {
          if (size === 'L') return all
          const value = reals[nextReal++] ?? Number.NaN
          return precision === undefined || kind === 'g' || kind === 'G'
            ? `${value}`
            : kind.toLowerCase() === 'e'
              ? value.toExponential(Math.min(100, Math.max(0, precision)))
              : value.toFixed(Math.min(100, Math.max(0, precision)))
        }
      }
    },
  )
}
