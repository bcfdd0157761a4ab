import { newId } from '@millrace/core'
import { expect, it } from 'vitest'
import { cursorOf, keysOf } from './paging.ts'

const id = newId(0)

it('reads the keys of a cursor it gave', () => {
  expect(keysOf(cursorOf(['锅炉 1', id]), 'text', 'uuid')).toEqual(['锅炉 1', id])
  expect(keysOf(cursorOf(['17']), 'number')).toEqual(['17'])
  expect(keysOf(undefined, 'uuid')).toBeUndefined()
})

it.each([
  ['no id where one stands', cursorOf(['a', "x' or 1=1"]), ['text', 'uuid']],
  ['too few keys', cursorOf(['a']), ['text', 'uuid']],
  ['U+0000', cursorOf(['a\0', id]), ['text', 'uuid']],
  ['no number', cursorOf(['NaN']), ['number']],
  ['a number beyond what is exact', cursorOf(['9'.repeat(30)]), ['number']],
  ['no strings', Buffer.from('[1]').toString('base64url'), ['number']],
  ['no JSON', 'AAAA', ['uuid']],
] as const)('refuses a forged cursor: %s', (_, cursor, kinds) => {
  expect(() => keysOf(cursor, ...kinds)).toThrowError(expect.objectContaining({ code: 'http.cursor_malformed' }))
})
