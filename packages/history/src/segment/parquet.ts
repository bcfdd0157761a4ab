import { Thrift } from '../columns/thrift.ts'
import { COLUMNS, Column, Encoding } from './layout.ts'
import type { Body } from './page.ts'

export const MAGIC = Buffer.from('PAR1')
const ZSTD = 6
const DATA_PAGE_V2 = 3

/** Name, physical, converted and logical type of a column (parquet.thrift, LogicalTypes.md). */
interface Kind {
  readonly name: string
  readonly physical: number
  readonly optional: boolean
  readonly converted?: number
  readonly logical?: (union: Thrift) => void
}

const none = (): void => undefined
const unsigned = (bits: number, converted: number): Pick<Kind, 'physical' | 'converted' | 'logical'> => ({
  physical: 1,
  converted,
  logical: (union) => union.struct(10, (of) => of.byte(1, bits).bool(2, false)),
})

const kinds: readonly Kind[] = [
  { name: 'series', optional: false, ...unsigned(32, 13) },
  {
    name: 'time',
    optional: false,
    physical: 2,
    converted: 10,
    logical: (union) => union.struct(8, (of) => of.bool(1, true).struct(2, (unit) => unit.struct(2, none))),
  },
  { name: 'value_double', optional: true, physical: 5 },
  { name: 'value_scaled', optional: true, physical: 2 },
  { name: 'scale', optional: true, ...unsigned(8, 11) },
  { name: 'value_int64', optional: true, physical: 2 },
  { name: 'value_boolean', optional: true, physical: 0 },
  { name: 'value_string', optional: true, physical: 6, converted: 0, logical: (union) => union.struct(1, none) },
  { name: 'status', optional: false, ...unsigned(32, 13) },
]

/** The pages of a column in the row group that is being filled. */
export class ColumnPages {
  readonly column: number
  readonly parts: Uint8Array[] = []
  bytes = 0
  #rows = 0
  #nulls = 0
  #plain = 0
  #least = Number.POSITIVE_INFINITY
  #greatest = Number.NEGATIVE_INFINITY

  constructor(column: number) {
    this.column = column
  }

  static all(): ColumnPages[] {
    return Array.from({ length: COLUMNS }, (_, column) => new ColumnPages(column))
  }

  /** Returns where its data, levels first, begin in the column, and their size. */
  add({ levels, values, plain, encoding, packed, nulls }: Body, rows: number): { at: number; bytes: number } {
    const stored = levels.length + values.length
    const header = new Thrift()
      .i32(1, DATA_PAGE_V2)
      .i32(2, levels.length + plain)
      .i32(3, stored)
      .struct(8, (data) =>
        data.i32(1, rows).i32(2, nulls).i32(3, rows).i32(4, encoding).i32(5, levels.length).i32(6, 0).bool(7, packed),
      )
      .end()
      .take()
    this.parts.push(header, levels, values)
    const at = this.bytes + header.length
    this.bytes += header.length + stored
    this.#plain += header.length + levels.length + plain
    this.#rows += rows
    this.#nulls += nulls
    return { at, bytes: stored }
  }

  /** Bounds of the values of a page. */
  see(least: number, greatest: number): void {
    if (least < this.#least) this.#least = least
    if (greatest > this.#greatest) this.#greatest = greatest
  }

  /** As a ColumnChunk that begins at an offset of the file. */
  describe(to: Thrift, offset: number): void {
    const { name, physical } = kinds[this.column] as Kind
    to.i64(2, offset).struct(3, (meta) => {
      meta
        .i32(1, physical)
        .i32s(2, [Encoding.plain, Encoding.rle, Encoding.delta])
        .texts(3, [name])
        .i32(4, ZSTD)
        .i64(5, this.#rows)
        .i64(6, this.#plain)
        .i64(7, this.bytes)
        .i64(9, offset)
        .struct(12, (bounds) => {
          bounds.i64(3, this.#nulls)
          if (this.column > Column.time) return
          bounds.binary(5, this.#bound(this.#greatest)).binary(6, this.#bound(this.#least))
        })
    })
  }

  #bound(value: number): Uint8Array {
    const bytes = Buffer.alloc(this.column === Column.series ? 4 : 8)
    if (this.column === Column.series) bytes.writeUInt32LE(value)
    else bytes.writeBigInt64LE(BigInt(value))
    return bytes
  }
}

/** What ends a file. */
export function footerOf(groups: readonly Uint8Array[], rows: number): Buffer {
  const footer = new Thrift()
    .i32(1, 2)
    .structs(2, [undefined, ...kinds], (to, kind) => {
      if (!kind) {
        to.text(4, 'schema').i32(5, kinds.length)
        return
      }
      to.i32(1, kind.physical)
        .i32(3, kind.optional ? 1 : 0)
        .text(4, kind.name)
      if (kind.converted !== undefined) to.i32(6, kind.converted)
      if (kind.logical) to.struct(10, kind.logical)
    })
    .i64(3, rows)
    .written(4, groups)
    .text(6, 'millrace')
    // TypeDefinedOrder of every column, without which bounds are not trusted.
    .structs(7, kinds, (to) => to.struct(1, none))
    .end()
    .take()
  const size = Buffer.alloc(4)
  size.writeUInt32LE(footer.length)
  return Buffer.concat([footer, size, MAGIC])
}
