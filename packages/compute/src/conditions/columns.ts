type Column = Float64Array | Uint32Array | Uint8Array | Int8Array

/** `room`, with what `column` holds at its beginning. */
export function moved<Kind extends Column>(column: NoInfer<Kind>, room: Kind): Kind {
  room.set(column)
  return room
}
