import { type Fault, Fault as Refusal } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { parseJsonPath, valueAtPath } from './json-path.ts'
import './faults.ts'

const mistake = (expected: string, position: number): Fault =>
  new Refusal('driver.reply_malformed', { expected, seen: String(position) })
const parse = (text: string) => parseJsonPath(text, mistake)

describe('a path into JSON (RFC 9535 §2.3)', () => {
  test.each([
    ['$', []],
    ['$.a.b', ['a', 'b']],
    ['$[0][-1]', [0, -1]],
    [`$['a b']["c'd"]`, ['a b', "c'd"]],
    [String.raw`$['it\'s']`, ["it's"]],
    ['$.温度.值', ['温度', '值']],
  ])('%s is read', (text, path) => expect(parse(text)).toEqual(path))

  test.each([
    ['a', 1],
    ['$.', 3],
    ['$a', 2],
    ['$[01]', 3],
    ['$.a[*]', 5],
    ['$..a', 3],
    ["$['a", 3],
  ])('%s is refused at its position %d', (text, position) => expect(() => parse(text)).toThrow(String(position)))

  test('names what lies there, and nothing that only every object has', () => {
    const document = { a: [{ b: 5 }], constructor: 1 }
    expect(valueAtPath(document, parse('$.a[-1].b'))).toBe(5)
    expect(valueAtPath(document, parse('$.a[1].b'))).toBeUndefined()
    expect(valueAtPath(document, parse('$.a.length'))).toBeUndefined()
    expect(valueAtPath({}, parse('$.toString'))).toBeUndefined()
  })
})
