import { type Facts, Fault } from '@millrace/core'
import './faults.ts'

/** So much of a line is shown before and after the place. */
const AROUND = 60

/** A fault at a place of an expression's text: line and column from 1, and the line with a caret below the place. */
export function faultAt(code: string, source: string, at: number, facts: Facts): Fault {
  const before = source.slice(0, at)
  const begin = before.lastIndexOf('\n') + 1
  const newline = source.indexOf('\n', at)
  const line = source.slice(begin, newline === -1 ? source.length : newline)
  const column = at - begin
  const from = Math.max(0, column - AROUND)
  const shown = line.slice(from, column + AROUND)
  return new Fault(`expression.${code}`, {
    ...facts,
    line: before.split('\n').length,
    column: [...line.slice(0, column)].length + 1,
    excerpt: `  ${shown}\n  ${blank(line.slice(from, column))}^`,
  })
}

/** As wide as the text in a fixed-width face, where Chinese characters take two places. */
const blank = (text: string): string =>
  [...text].map((sign) => (/[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u.test(sign) ? '\u3000' : ' ')).join('')
