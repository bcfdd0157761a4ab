import { ValueKind } from '@millrace/core'
import { expect, test } from 'vitest'
import { TelemetryReader } from './telemetry-reader.ts'

const reader = new TelemetryReader()

function read(body: string | Buffer): unknown {
  const bytes = Buffer.concat([Buffer.from('before'), Buffer.from(body), Buffer.from('after')])
  const refusal = reader.read(bytes, 6, bytes.length - 5)
  if (refusal) return refusal.reason
  return Array.from({ length: reader.length }, (_, i) => {
    const kind = reader.kind[i]
    const value =
      kind === ValueKind.string
        ? reader.text[i]
        : kind === ValueKind.none
          ? null
          : kind === ValueKind.boolean
            ? reader.number[i] === 1
            : reader.number[i]
    return Number.isNaN(reader.time[i]) ? [reader.key[i], value] : [reader.key[i], value, reader.time[i]]
  })
}

test('a flat object brings values without a time', () => {
  expect(read('{"a":21.5,"b":true,"c":false,"d":"on","e":null}')).toEqual([
    ['a', 21.5],
    ['b', true],
    ['c', false],
    ['d', 'on'],
    ['e', null],
  ])
})

test('an envelope gives its time to all of its values, wherever the time stands', () => {
  expect(read('{"time":"2026-11-23T08:00:00.000250Z","values":{"a":1,"time":2}}')).toEqual([
    ['a', 1, Date.UTC(2026, 10, 23, 8) * 1000 + 250],
    ['time', 2, Date.UTC(2026, 10, 23, 8) * 1000 + 250],
  ])
  expect(read(' { "values" : { "a" : 1 } , "time" : 1700000000000.125 } ')).toEqual([['a', 1, 1700000000000125]])
  expect(read('{"values":{"a":1}}')).toEqual([['a', 1]])
})

test('an array of envelopes keeps each time', () => {
  expect(read('[{"time":1000,"values":{"a":1}},{"time":2000,"values":{"a":2,"b":3}}]')).toEqual([
    ['a', 1, 1_000_000],
    ['a', 2, 2_000_000],
    ['b', 3, 2_000_000],
  ])
})

test('"time" and "values" are ordinary keys in a flat object', () => {
  expect(read('{"time":5,"values":6}')).toEqual([
    ['time', 5],
    ['values', 6],
  ])
})

test('numbers read exactly as JSON.parse reads them', () => {
  const numbers = [
    '0',
    '-0',
    '0.1',
    '1.7976931348623157e308',
    '5e-324',
    '-12.5E+3',
    '123456789012345',
    '0.30000000000000004',
    '9007199254740991',
  ]
  for (let i = 0; i < 2000; i++) numbers.push(String((Math.random() - 0.5) * 10 ** Math.floor(Math.random() * 40 - 20)))
  for (let i = 0; i < 2000; i++) numbers.push((Math.random() * 1000).toFixed(Math.floor(Math.random() * 12)))
  for (const text of numbers) expect(read(`{"a":${text}}`)).toEqual([['a', JSON.parse(text)]])
})

test('strings read as JSON.parse reads them, escapes and Chinese too', () => {
  for (const text of ['', 'plain', 'a"b\\c\n\u0001', '温度 °C', '\ud83d\ude00'])
    expect(read(JSON.stringify({ a: text }))).toEqual([['a', text]])
  expect(read('{"\\u6e29":1}')).toEqual([['温', 1]])
})

test.each(
  [
    ['', 'empty_payload'],
    ['{}', 'empty_payload'],
    ['[]', 'empty_payload'],
    ['{', 'malformed_payload'],
    ['{"a":1', 'malformed_payload'],
    ['{"a":1}}', 'malformed_payload'],
    ['{"a":1,}', 'malformed_payload'],
    ['{"a" 1}', 'malformed_payload'],
    ['{a:1}', 'malformed_payload'],
    ['{"":1}', 'malformed_payload'],
    ['{"a":01}', 'malformed_payload'],
    ['{"a":1.}', 'malformed_payload'],
    ['{"a":.5}', 'malformed_payload'],
    ['{"a":-}', 'malformed_payload'],
    ['{"a":1e}', 'malformed_payload'],
    ['{"a":tru}', 'malformed_payload'],
    ['{"a":"\n"}', 'malformed_payload'],
    ['{"a":"\\x"}', 'malformed_payload'],
    ['{"a":"', 'malformed_payload'],
    ['"a"', 'malformed_payload'],
    ['21.5', 'malformed_payload'],
    ['[1]', 'malformed_payload'],
    ['[{"a":1}]', 'malformed_payload'],
    ['{"values":{"a":1},"other":2}', 'malformed_payload'],
    ['{"a":{"b":1}}', 'depth'],
    ['{"a":[1]}', 'depth'],
    ['{"time":1,"values":{"a":{"b":1}}}', 'depth'],
    ['{"a":1,"a":2}', 'duplicate_key'],
    ['{"time":1,"values":{"a":1,"a":1}}', 'duplicate_key'],
    ['{"__proto__":1}', 'reserved_key'],
    ['{"constructor":1}', 'reserved_key'],
    ['{"a":NaN}', 'nan_in_json'],
    ['{"a":Infinity}', 'nan_in_json'],
    ['{"a":-Infinity}', 'nan_in_json'],
    ['{"a":1e999}', 'number_out_of_range'],
    ['{"a":9007199254740993}', 'inexact_integer'],
    ['{"a":-99999999999999999999}', 'inexact_integer'],
    ['{"time":"yesterday","values":{"a":1}}', 'time_out_of_range'],
    ['{"time":true,"values":{"a":1}}', 'time_out_of_range'],
    [`{"a":"${'x'.repeat(16_385)}"}`, 'string_too_long'],
    [`{"${'x'.repeat(257)}":1}`, 'key_too_long'],
    [`{${Array.from({ length: 10_001 }, (_, i) => `"k${i}":1`).join()}}`, 'too_many_metrics'],
    ['['.repeat(100_000), 'malformed_payload'],
    [`{"a":${'['.repeat(100_000)}`, 'depth'],
  ].map(([body = '', reason = ''], i) => ({ i, body, reason })),
)('body $i is refused as $reason', ({ body, reason }) => {
  expect(read(body)).toBe(reason)
})

test('invalid UTF-8 is refused, in keys and in values, also as half a surrogate pair', () => {
  expect(read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe('invalid_utf8')
  expect(read(Buffer.from('{"note":"\\ud83d"}'))).toBe('invalid_utf8')
  expect(read(Buffer.from('{"\\udc00":1}'))).toBe('invalid_utf8')
})

test('a body cut at any byte is refused, never read past its end', () => {
  const whole = '{"time":"2026-11-23T08:00:00Z","values":{"a":-12.5e3,"b":true,"c":"x\\"y","d":null}}'
  for (let end = 0; end < whole.length; end++) expect(read(whole.slice(0, end))).toBeTypeOf('string')
})
