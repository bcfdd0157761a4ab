import { expect, it } from 'vitest'
import { printed } from './printf.ts'

const texts = new Map([[16n, 'tank']])
const read = (address: bigint): string => texts.get(address) ?? 'elsewhere'

it.each([
  ['plain, 100%%', [], [], 'plain, 100%'],
  ['%s at %g s', [16n], [2.5], 'tank at 2.5 s'],
  ['%d %i %u', [0xffff_ffffn, 7, 0xffff_ffff_ffffn], [], '-1 7 4294967295'],
  ['%ld %zu', [-5, 2n ** 63n], [], '-5 9223372036854775808'],
  ['%5.2f|%-8.3e', [], [1.005e3, 12_346], '1005.00|1.235e+4'],
  ['%x %p %c', [255, 4096n, 65], [], 'ff 1000 A'],
  ['%*d|%.*s', [8, 3, 2, 16n], [], '3|ta'],
  ['%s', [0], [], '(null)'],
  ['%n %y', [1], [], '%n %y'],
])('prints %j', (format, wholes, reals, words) => {
  expect(printed(format, wholes, { reals, read })).toBe(words)
})
