import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import type { ColumnSpec, ColumnType, ColumnWriter, Rows } from './columns.ts'
import { pageBody, plainTexts, Words } from './parquet-page.ts'
import { Thrift } from './thrift.ts'

const compress = promisify<Uint8Array, Buffer>(zstdCompress)

/** Rows of a row group, about: readers like them large, and what is held until one is full is compressed. */
const GROUP_ROWS = 122_880
const MAGIC = Buffer.from('PAR1')
const ZSTD = 6
const Encoding = { plain: 0, rle: 3, dictionary: 8 } as const
const PageType = { data: 0, dictionary: 2 } as const

/** Physical type, converted type and logical type of a column (parquet.thrift, LogicalTypes.md). */
interface Kind {
  readonly physical: number
  readonly converted?: number
  readonly logical?: (thrift: Thrift) => void
}
const empty = (): void => undefined
const textual: Kind = { physical: 6, converted: 0, logical: (union) => union.struct(1, empty) }
const kinds: Readonly<Record<ColumnType, Kind>> = {
  time: {
    physical: 2,
    converted: 10,
    logical: (union) => union.struct(8, (of) => of.bool(1, true).struct(2, (unit) => unit.struct(2, empty))),
  },
  double: { physical: 5 },
  int64: { physical: 2 },
  boolean: { physical: 0 },
  uint32: { physical: 1, converted: 13, logical: (union) => union.struct(10, (of) => of.byte(1, 32).bool(2, false)) },
  word: textual,
  text: textual,
}

interface Page {
  readonly rows: number
  /** With its header. */
  readonly bytes: Uint8Array
  /** The same, were it not compressed. */
  readonly plainSize: number
}

async function pageOf(body: Uint8Array, rows: number, type: number, encoding: number): Promise<Page> {
  const packed = await compress(body)
  const header = new Thrift().i32(1, type).i32(2, body.length).i32(3, packed.length)
  if (type === PageType.data)
    header.struct(5, (data) => data.i32(1, rows).i32(2, encoding).i32(3, Encoding.rle).i32(4, Encoding.rle))
  else header.struct(7, (dictionary) => dictionary.i32(1, rows).i32(2, encoding))
  const head = header.end().take()
  return { rows, bytes: Buffer.concat([head, packed]), plainSize: head.length + body.length }
}

const sumOf = (pages: readonly Page[], size: (page: Page) => number): number =>
  pages.reduce((sum, page) => sum + size(page), 0)

const bigEndian = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(value)
  return bytes
}

/** A column of the row group that is being filled. */
class OpenColumn {
  readonly #spec: ColumnSpec
  readonly #words: Words | undefined
  readonly #pages: Page[] = []
  #least: bigint | undefined
  #greatest: bigint | undefined

  constructor(spec: ColumnSpec) {
    this.#spec = spec
    this.#words = spec.type === 'word' ? new Words() : undefined
  }

  async add(data: Rows['columns'][number], length: number): Promise<void> {
    const body = pageBody(this.#spec, data, length, this.#words)
    if (this.#spec.type === 'time') this.#see(data.values as BigInt64Array, length)
    const encoding = this.#words ? Encoding.dictionary : Encoding.plain
    this.#pages.push(await pageOf(body, length, PageType.data, encoding))
  }

  /** The column's bytes, to begin at `offset` of the file, and what the footer says of them. */
  async close(offset: number): Promise<{ bytes: readonly Uint8Array[]; size: number; meta: (to: Thrift) => void }> {
    const words = this.#words?.list
    const dictionary = words && (await pageOf(plainTexts(words), words.length, PageType.dictionary, Encoding.plain))
    const pages = [...(dictionary ? [dictionary] : []), ...this.#pages]
    const size = sumOf(pages, ({ bytes }) => bytes.length)
    const { name, type } = this.#spec
    const meta = (to: Thrift): void => {
      to.i32(1, kinds[type].physical)
        .i32s(2, dictionary ? [Encoding.plain, Encoding.rle, Encoding.dictionary] : [Encoding.plain, Encoding.rle])
        .texts(3, [name])
        .i32(4, ZSTD)
        .i64(
          5,
          sumOf(this.#pages, ({ rows }) => rows),
        )
        .i64(
          6,
          sumOf(pages, ({ plainSize }) => plainSize),
        )
        .i64(7, size)
        .i64(9, offset + (dictionary?.bytes.length ?? 0))
      if (dictionary) to.i64(11, offset)
      const [least, greatest] = [this.#least, this.#greatest]
      if (least !== undefined && greatest !== undefined)
        to.struct(12, (range) => range.binary(5, bigEndian(greatest)).binary(6, bigEndian(least)))
    }
    return { bytes: pages.map(({ bytes }) => bytes), size, meta }
  }

  #see(times: BigInt64Array, length: number): void {
    for (let row = 0; row < length; row++) {
      const time = times[row] as bigint
      if (this.#least === undefined || time < this.#least) this.#least = time
      if (this.#greatest === undefined || time > this.#greatest) this.#greatest = time
    }
  }
}

/**
 * Parquet (format 2, zstd, data pages version 1) row group by row group, so that a file of any length is written straight to
 * a socket. Holds one row group, compressed, and some 700 bytes of each one before. Doubles keep their bits: they are never
 * kept as words, of which -0 and 0 would be one.
 */
export class ParquetWriter implements ColumnWriter {
  readonly #specs: readonly ColumnSpec[]
  readonly #groups: Uint8Array[] = []
  #open: OpenColumn[] = []
  #openRows = 0
  #rows = 0
  /** Bytes given so far. */
  #offset = 0

  constructor(specs: readonly ColumnSpec[]) {
    this.#specs = specs
  }

  async write({ length, columns }: Rows): Promise<readonly Uint8Array[]> {
    if (length === 0) return []
    if (this.#openRows === 0) this.#open = this.#specs.map((spec) => new OpenColumn(spec))
    for (const [i, column] of this.#open.entries()) await column.add(columns[i] as Rows['columns'][number], length)
    this.#openRows += length
    return this.#openRows >= GROUP_ROWS ? this.#closeGroup() : []
  }

  async finish(): Promise<readonly Uint8Array[]> {
    const rest = this.#openRows > 0 ? await this.#closeGroup() : this.#begin()
    const footer = new Thrift()
      .i32(1, 2)
      .structs(2, [undefined, ...this.#specs], (to, spec) => this.#schema(to, spec))
      .i64(3, this.#rows)
      .written(4, this.#groups)
      .text(6, 'millrace')
      .end()
      .take()
    const size = Buffer.alloc(4)
    size.writeUInt32LE(footer.length)
    return [...rest, footer, size, MAGIC]
  }

  /** What a file begins with. */
  #begin(): readonly Uint8Array[] {
    if (this.#offset > 0) return []
    this.#offset = MAGIC.length
    return [MAGIC]
  }

  async #closeGroup(): Promise<readonly Uint8Array[]> {
    const out: Uint8Array[] = [...this.#begin()]
    const metas: { offset: number; meta: (to: Thrift) => void }[] = []
    const begun = this.#offset
    for (const column of this.#open) {
      const { bytes, size, meta } = await column.close(this.#offset)
      metas.push({ offset: this.#offset, meta })
      out.push(...bytes)
      this.#offset += size
    }
    this.#groups.push(
      new Thrift()
        .structs(1, metas, (to, { offset, meta }) => to.i64(2, offset).struct(3, meta))
        .i64(2, this.#offset - begun)
        .i64(3, this.#openRows)
        .end()
        .take(),
    )
    this.#rows += this.#openRows
    this.#openRows = 0
    return out
  }

  #schema(to: Thrift, spec: ColumnSpec | undefined): void {
    if (!spec) {
      to.text(4, 'schema').i32(5, this.#specs.length)
      return
    }
    const { physical, converted, logical } = kinds[spec.type]
    to.i32(1, physical)
      .i32(3, spec.nullable ? 1 : 0)
      .text(4, spec.name)
    if (converted !== undefined) to.i32(6, converted)
    if (logical) to.struct(10, logical)
  }
}
