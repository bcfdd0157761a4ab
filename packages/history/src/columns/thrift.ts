/** Thrift's compact protocol, as far as Parquet's footer and page headers need it (thrift-compact-protocol.md). */
const Type = { true: 1, false: 2, byte: 3, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const

export class Thrift {
  readonly #bytes: number[] = []
  /** The last field of each struct that is open. */
  readonly #last: number[] = [0]

  take(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }

  bool(id: number, value: boolean): this {
    return this.#field(id, value ? Type.true : Type.false)
  }

  byte(id: number, value: number): this {
    this.#field(id, Type.byte)
    this.#bytes.push(value & 0xff)
    return this
  }

  i32(id: number, value: number): this {
    return this.#field(id, Type.i32).#whole(value)
  }

  i64(id: number, value: number): this {
    return this.#field(id, Type.i64).#whole(value)
  }

  text(id: number, text: string): this {
    return this.binary(id, Buffer.from(text))
  }

  binary(id: number, bytes: Uint8Array): this {
    return this.#field(id, Type.binary).#counted(bytes)
  }

  struct(id: number, fill: (inside: this) => void): this {
    return this.#field(id, Type.struct).#inside(fill)
  }

  structs<T>(id: number, items: readonly T[], fill: (inside: this, item: T) => void): this {
    this.#listOf(id, Type.struct, items.length)
    for (const item of items) this.#inside((inside) => fill(inside, item))
    return this
  }

  /** Structs that were written before, each with its end. */
  written(id: number, structs: readonly Uint8Array[]): this {
    this.#listOf(id, Type.struct, structs.length)
    for (const bytes of structs) for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  i32s(id: number, values: readonly number[]): this {
    this.#listOf(id, Type.i32, values.length)
    for (const value of values) this.#whole(value)
    return this
  }

  texts(id: number, texts: readonly string[]): this {
    this.#listOf(id, Type.binary, texts.length)
    for (const text of texts) this.#counted(Buffer.from(text))
    return this
  }

  /** Ends the struct that was written from the start on. */
  end(): this {
    this.#bytes.push(0)
    return this
  }

  #inside(fill: (inside: this) => void): this {
    this.#last.push(0)
    fill(this)
    this.#last.pop()
    return this.end()
  }

  #field(id: number, type: number): this {
    const before = this.#last.at(-1) as number
    // Fields are written in order and lie close together, so the short form always does.
    this.#bytes.push(((id - before) << 4) | type)
    this.#last[this.#last.length - 1] = id
    return this
  }

  #listOf(id: number, type: number, count: number): void {
    this.#field(id, Type.list)
    if (count < 15) this.#bytes.push((count << 4) | type)
    else {
      this.#bytes.push(0xf0 | type)
      this.#varint(count)
    }
  }

  #counted(bytes: Uint8Array): this {
    this.#varint(bytes.length)
    for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  /** Zigzag; Parquet's sizes and offsets stay far below 2⁵². */
  #whole(value: number): this {
    return this.#varint(value >= 0 ? value * 2 : -value * 2 - 1)
  }

  #varint(value: number): this {
    let rest = value
    while (rest >= 0x80) {
      this.#bytes.push((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes.push(rest)
    return this
  }
}
