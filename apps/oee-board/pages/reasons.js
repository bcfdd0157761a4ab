/** Reasons of stops by what can be done about them; the loss of which they are part stands before the dot. */
export const reasons = [
  'failure.mechanical',
  'failure.electrical',
  'failure.tool',
  'setup.changeover',
  'setup.adjust',
  'supply.material',
  'supply.operator',
  'supply.order',
  'supply.upstream',
  'supply.downstream',
  'quality.check',
  'care.cleaning',
  'care.maintenance',
  'other.other',
]

/** One colour for each kind. */
const colours = {
  failure: 'var(--series-4)',
  setup: 'var(--series-1)',
  supply: 'var(--series-2)',
  quality: 'var(--series-6)',
  care: 'var(--series-3)',
  other: 'var(--series-5)',
}
export const colourOf = (reason) => colours[reason.split('.')[0]] ?? 'var(--ink-3)'
