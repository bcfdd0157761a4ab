import { expect, test } from 'vitest'
import { textLine } from './log.ts'

const at = new Date(2026, 10, 26, 9, 5, 7)

test('on a terminal an entry is a line that people read along, with its facts at the end', () => {
  expect(textLine(at, 'info', 'edge', 'listening', { host: '127.0.0.1', port: 1883 })).toBe(
    '09:05:07  edge      listening  host=127.0.0.1  port=1883',
  )
})

test('what is wrong is marked, and a fact cannot pretend to be another or a line of its own', () => {
  expect(textLine(at, 'warn', 'platform', 'slow', { why: 'a b\nc=d', who: '\u001b[2J', list: [1] })).toBe(
    '09:05:07  platform  warn: slow  why="a b\\nc=d"  who="\\u001b[2J"  list=[1]',
  )
})
