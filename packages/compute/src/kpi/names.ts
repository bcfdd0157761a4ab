import type { ValueType } from '../expression/index.ts'
import type { TallyFigure } from './tally.ts'
import type { TimeElements } from './time-model.ts'

/** Where a figure of a window is read. */
export type Reading =
  | { readonly from: 'times'; readonly element: keyof TimeElements }
  | { readonly from: 'measure'; readonly key: string; readonly figure: TallyFigure }
  /** Time of orders within the window, s. */
  | { readonly from: 'orders' }
  /** Its length, s. */
  | { readonly from: 'window' }
  | { readonly from: 'constant'; readonly name: string }

export interface ReadName {
  readonly type: ValueType
  /** Whether the sum over several work units is the figure of all of them. */
  readonly addsUp: boolean
  readonly reading: Reading
}

/** Quantities of ISO 22400-2 that a work unit counts: produced, good, scrap, rework; good and inspected parts. */
export const quantities = ['PQ', 'GQ', 'SQ', 'RQ', 'GP', 'IP'] as const
export type Quantity = (typeof quantities)[number]

const elements: readonly (keyof TimeElements)[] = [
  'POT',
  'PDOT',
  'PBT',
  'AUBT',
  'AUPT',
  'APT',
  'AUST',
  'ADET',
  'ADOT',
  'TBF',
  'TTR',
  'TTF',
  'FE',
  'CMT',
  'PMT',
]

const seconds = { type: 'number', unit: 's' } as const
const plain = { type: 'number' } as const

/**
 * What every formula may name: time elements (s), FE, quantities, PRT (Σ PRI · PQ, s), AOET (time of orders within the window, s)
 * and `WINDOW` (its length, s).
 */
export const productionNames: ReadonlyMap<string, ReadName> = new Map<string, ReadName>([
  ...elements.map((element): [string, ReadName] => [
    element,
    { type: element === 'FE' ? plain : seconds, addsUp: true, reading: { from: 'times', element } },
  ]),
  ...quantities.map((name): [string, ReadName] => [
    name,
    { type: plain, addsUp: true, reading: { from: 'measure', key: name, figure: 'delta' } },
  ]),
  ['PRT', { type: seconds, addsUp: true, reading: { from: 'measure', key: 'PQ', figure: 'weighed' } }],
  ['AOET', { type: seconds, addsUp: true, reading: { from: 'orders' } }],
  ['WINDOW', { type: seconds, addsUp: true, reading: { from: 'window' } }],
])
