/** What is sent of a view is all that lies behind it: a part of something larger goes as a copy. */
export const whole = <Value>(value: Value): Value =>
  (value instanceof Float64Array || value instanceof Uint32Array || value instanceof Uint8Array) &&
  value.byteLength < value.buffer.byteLength
    ? (value.slice() as Value)
    : value
