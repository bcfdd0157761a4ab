import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'
import { CsvReader, timeReader } from './codec.ts'

const utf8 = new TextEncoder()
const times = timeReader('dd.MM.yyyy HH:mm:ss', '+08:00')
const isoTimes = timeReader('iso', 'Z')

/** What reads bytes and texts of files in this driver. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'csv records',
    seeds: ['at,a,b\r\n01.02.2026 08:00:00,"x ""y""\n z",1.5\n', '2026-01-01T00:00:00Z;"1,5"\n"open\n1,2\n'].map(
      (text) => utf8.encode(text),
    ),
    read: (bytes) => {
      const reader = new CsvReader(',', ({ fields }) => {
        times(fields[0] ?? '')
        isoTimes(fields[0] ?? '')
      })
      const text = new TextDecoder().decode(bytes)
      reader.push(text.slice(0, text.length / 2))
      reader.push(text.slice(text.length / 2))
      reader.end()
    },
  },
  {
    name: 'csv addresses',
    seeds: ['temp', 'Kessel 7 / °C', '温度'].map((text) => utf8.encode(text)),
    read: (bytes) => void parseAddress(new TextDecoder().decode(bytes)),
  },
]
