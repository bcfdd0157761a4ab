import type { Fuzzed } from '../kit/fuzz.ts'
import { valueAtPath } from '../kit/json-path.ts'
import { timeOf } from '../kit/times.ts'
import { parseAddress } from './address.ts'
import { readingOf, readJson } from './codec.ts'

const utf8 = new TextEncoder()
const documents = [
  '{"a":{"b":[1,2.5e3,12345678901234567890,"x"]},"t":"2026-01-01T00:00:00Z"}',
  '[true,null,{"__proto__":1}]',
]

/** What reads bytes and texts of the field in this driver. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'http documents',
    seeds: documents.map((text) => utf8.encode(text)),
    read: (bytes) => {
      const document = readJson(bytes)
      readingOf(valueAtPath(document, ['a', 'b', -2]), 'int64')
      timeOf(valueAtPath(document, ['t']), 'iso')
    },
  },
  {
    name: 'http addresses',
    seeds: ["a/b?c=d#$.x['y z'][-1].w", '#$'].map((text) => utf8.encode(text)),
    read: (bytes) => parseAddress(new TextDecoder().decode(bytes)),
  },
]
