/** JSON has no NaN and no infinity: they are null there. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
export const allFinite = (values: ArrayLike<number>): (number | null)[] => Array.from(values, finite)
