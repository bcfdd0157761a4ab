/** What a name in an expression stands for, and what an expression gives. */
export interface ValueType {
  readonly type: 'number' | 'boolean' | 'text'
  /** UCUM code of a number; without one it is of dimension one. */
  readonly unit?: string
}

/**
 * The newest value of each input, by slot. A boolean is 0 or 1; a text is its number in a {@link TextTable}.
 * A slot whose status is bad holds NaN.
 */
export interface Frame {
  readonly value: Float64Array
  /** OPC UA StatusCode. */
  readonly status: Uint32Array
}

/** Gives each text a number, so that texts compare as numbers do. */
export interface TextTable {
  numberOf(text: string): number
  textOf(number: number): string | undefined
}

/** An expression made ready to run. */
export interface Kernel extends ValueType {
  /** The result for what the frame holds now; NaN where {@link Kernel.status} is bad. Makes no object. */
  evaluate(frame: Frame): number
  /** Of the last {@link Kernel.evaluate}: the worst status of the inputs that counted, or why there is no result. */
  readonly status: number
}
