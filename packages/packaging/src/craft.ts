import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive that may lie about itself. */
export interface Crafted {
  readonly name: string
  readonly data: Uint8Array
  /** Its name beside its data, where that is another than in the directory. */
  readonly inside?: string
  readonly declared?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  readonly at?: number
}

/** A zip archive as no honest program writes it. */
export function craft(entries: readonly Crafted[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, inside = name, data, declared = data.length, flags = 0, method = 8, ...told } of entries) {
    const packed = deflateRawSync(data)
    const crc = told.crc ?? crc32(data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(Buffer.byteLength(inside), 26)
    parts.push(local, Buffer.from(inside), packed)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(crc, 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(declared, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(told.at ?? offset, 42)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(inside) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}
