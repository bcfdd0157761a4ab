import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'
import { readPayload, timeOf } from './payload.ts'

const seeds = ['21.5', 'ON', '{"a":{"b":[1,2.5,"x",null,true]},"ts":"2026-01-02T03:04:05Z"}', '9007199254740993'].map(
  (text) => Buffer.from(text),
)

export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'MQTT payloads',
    seeds,
    read: (bytes) => {
      const read = readPayload(bytes)
      for (const type of ['float64', 'int64', 'bool', 'string'] as const) {
        read.valueFor(type, undefined)
        read.valueFor(type, ['a', 'b', 1])
      }
      timeOf(read.json, ['ts'], 'iso')
      timeOf(read.json, ['ts'], 'ms')
    },
  },
  {
    name: 'MQTT addresses',
    seeds: ["plant/line 1/temp#$.a['b c'][-1]", 'plant/温度'].map((text) => Buffer.from(text)),
    read: (bytes) => void parseAddress(Buffer.from(bytes).toString('utf8')),
  },
]
