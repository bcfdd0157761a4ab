/** What is entered: samples, causes of signals, characteristics. */
import { choice, field, form, h, millrace, notice, table } from './lib/page.js'

export const sampleForm = (w, { id, name, size, unit }, again) =>
  form(w, {
    label: `${w.t('enter')}: ${name}`,
    wide: size > 2,
    fields: Array.from({ length: size }, (_, i) =>
      field(size > 1 ? w.t('piece', { n: i + 1 }) : name, {
        name: `p${i}`,
        unit,
        type: 'number',
        step: 'any',
        required: true,
        inputmode: 'decimal',
      }),
    ),
    save: async (values) => {
      await millrace.call('entry', {
        sample: { characteristic: id, values: Array.from({ length: size }, (_, i) => values[`p${i}`]) },
      })
      await again()
    },
  })

export function signalTable(w, { id, samples, points, signals, wide, unit }, digits, again) {
  const said = h('div', { 'aria-live': 'polite' })
  const rows = samples
    .map((sample, i) => ({
      ...sample,
      x: points[i].x,
      rules: [...signals[i].map(String), ...(wide[i] ? ['range'] : [])],
    }))
    .filter(({ rules }) => rules.length > 0)
    .reverse()
  if (rows.length === 0) return h('p', { class: 'quiet' }, w.t('no_signals'))
  const enter = async (at, cause) => {
    try {
      await millrace.call('entry', { cause: { characteristic: id, at, cause } })
      await again()
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    }
  }
  return [
    said,
    table(
      w.t('signals'),
      [
        { label: w.t('when'), cell: ({ at }) => w.moment(at) },
        { label: w.t('value'), num: true, cell: ({ x }) => w.quantity(x, unit, digits) },
        {
          label: w.t('broken'),
          cell: ({ rules }) => rules.map((rule) => h('div', { class: 'mark warn' }, w.t(`rule_${rule}`))),
        },
        {
          label: w.t('cause'),
          cell: ({ at, cause }) =>
            h('input', {
              'aria-label': `${w.t('cause')}: ${w.moment(at)}`,
              placeholder: w.t('cause_hint'),
              value: cause ?? '',
              maxlength: 400,
              onchange: (event) => enter(at, event.target.value),
            }),
        },
      ],
      rows,
      { stacks: true },
    ),
  ]
}

export const newCharacteristic = (w, gauges, again) =>
  h(
    'details',
    null,
    h('summary', null, w.t('new')),
    form(w, {
      label: w.t('new'),
      fields: [
        field(w.t('name'), { name: 'name', required: true, maxlength: 120 }),
        field(w.t('unit'), { name: 'unit', maxlength: 20, placeholder: 'mm' }),
        field(w.t('size'), { name: 'size', type: 'number', min: 1, max: 10, step: 1, required: true, value: 5 }),
        field(w.t('lower'), { name: 'lower', type: 'number', step: 'any' }),
        field(w.t('upper'), { name: 'upper', type: 'number', step: 'any' }),
        gauges.length > 0
          ? choice(
              w.t('gauge'),
              [['', w.t('by_hand')], ...gauges.map(({ id, name }) => [id, name])],
              '',
              undefined,
              'gauge',
            )
          : null,
      ],
      save: async (characteristic) => {
        const { id } = await millrace.call('entry', { characteristic })
        await again(id)
      },
    }),
  )
