/** Comparisons that know a third answer: NaN where one of the two is no number. */
export const isLess = (a: number, b: number): number => (a < b ? 1 : a >= b ? 0 : Number.NaN)
export const isAtMost = (a: number, b: number): number => (a <= b ? 1 : a > b ? 0 : Number.NaN)
export const isMore = (a: number, b: number): number => (a > b ? 1 : a <= b ? 0 : Number.NaN)
export const isAtLeast = (a: number, b: number): number => (a >= b ? 1 : a < b ? 0 : Number.NaN)
export const isEqual = (a: number, b: number): number => (a === b ? 1 : a < b || a > b ? 0 : Number.NaN)
export const isOther = (a: number, b: number): number => (a === b ? 0 : a < b || a > b ? 1 : Number.NaN)

/** In IEEE 754 anything to the power of zero is one, also what is no number: here it stays none. */
export const raised = (base: number, exponent: number): number => (Number.isNaN(base) ? base : base ** exponent)
