import type { DataType } from '../kit/driver.ts'
import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'
import { preparedText, type SqlConfig, type SqlQuery } from './config.ts'
import { readingOf, timeOfRow, wholeRows } from './rows.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
const types: readonly DataType[] = ['bool', 'int16', 'int64', 'uint64', 'float64', 'string']
const query: SqlQuery = { name: 'q', sql: 'select 1', timeColumn: 'at' }

/** What of this driver reads what a database or a person wrote; the bytes of the protocols are read by pg and mysql2. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'sql cells',
    seeds: ['9223372036854775807', '-1.5e3', 't', '2026-01-01 08:00:00.123456', 'Kessel 7 °C'].map((cell) =>
      Buffer.from(cell),
    ),
    read: (bytes) => {
      for (const type of types) readingOf(text(bytes), type)
      for (const timeFormat of ['iso', 'unix-s', 'unix-us'] as const)
        timeOfRow({ at: text(bytes) }, { ...query, timeFormat }, 0, '+08:00')
    },
  },
  {
    name: 'sql positions',
    seeds: ['17,18,18,19', '2026-01-01 08:00:00.1,2026-01-01 08:00:00.2'].map((cells) => Buffer.from(cells)),
    read: (bytes) => {
      const rows = text(bytes)
        .split(',')
        .map((at) => ({ at }))
      for (const type of ['integer', 'time', 'text'] as const) {
        const position = { column: 'at', type, start: '0' }
        wholeRows(rows, { ...query, position, limit: rows.length }, '0')
      }
    },
  },
  {
    name: 'sql queries',
    seeds: ['select id, at from t where id > $position order by id limit $limit'].map((sql) => Buffer.from(sql)),
    read: (bytes) => {
      const position = { column: 'id', type: 'integer', start: '0' } as const
      for (const engine of ['postgresql', 'mysql'] satisfies SqlConfig['engine'][])
        preparedText({ ...query, sql: text(bytes), position }, engine)
    },
  },
  {
    name: 'sql addresses',
    seeds: ['boiler#temperature', 'a.b-c_1#Kessel 7 / °C'].map((address) => Buffer.from(address)),
    read: (bytes) => void parseAddress(text(bytes)),
  },
]
