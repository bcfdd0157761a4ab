import { field, form, h, millrace, notice, qualityMark, table } from './lib/page.js'

const SPECIFIC = 'kW.min/m3'

export const compressors = (w, machines) =>
  table(
    w.t('compressors'),
    [
      {
        label: w.t('compressor'),
        cell: ({ id, name }) => h('button', { type: 'button', class: 'plain', onclick: () => millrace.open(id) }, name),
      },
      {
        label: w.t('specific'),
        num: true,
        cell: ({ specific, quality }) => [w.quantity(specific, SPECIFIC, 2), qualityMark(w, quality)],
      },
      { label: w.t('air'), num: true, cell: ({ air }) => w.quantity(air, 'm3', 0) },
      { label: w.t('energy'), num: true, cell: ({ energy }) => w.quantity(energy, 'kW.h', 0) },
      { label: w.t('hours_loaded'), num: true, cell: ({ loaded }) => w.quantity(loaded, 'h', 1) },
      { label: w.t('hours_unloaded'), num: true, cell: ({ unloaded }) => w.quantity(unloaded, 'h', 1) },
      {
        label: w.t('pressure'),
        num: true,
        cell: ({ pressure }) =>
          pressure ? `${w.number(pressure.low, 1)}–${w.quantity(pressure.high, 'bar', 1)}` : '—',
      },
    ],
    machines,
  )

const namesOf = (ids, machines) =>
  ids.map((id) => machines.find((machine) => machine.id === id)?.name ?? id).join(' + ')

export const planTable = (w, plan, machines) =>
  table(
    w.t('plan'),
    [
      {
        label: w.t('demand'),
        num: true,
        cell: ({ from, to }) => `${w.number(from, 1)}–${w.quantity(to, 'm3/min', 1)}`,
      },
      { label: w.t('run'), cell: ({ ids }) => namesOf(ids, machines) },
      {
        label: w.t('specific'),
        num: true,
        cell: ({ specific, specificTo }) =>
          Math.abs(specific - specificTo) < 0.005
            ? w.number(specific, 2)
            : `${w.number(specific, 2)}–${w.number(specificTo, 2)}`,
      },
    ],
    plan,
    { stacks: true },
  )

/** For one demand, asked by whoever stands at the panel. */
export function demandForm(w, machines) {
  const said = h('p', { 'aria-live': 'polite' })
  const flow = h('input', { type: 'number', min: 0, step: 'any', required: true, name: 'demand' })
  const made = h(
    'form',
    { class: 'row' },
    h('label', null, `${w.t('ask')} (m³/min)`, flow),
    h('button', { type: 'submit' }, w.t('find')),
    said,
  )
  made.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const { demand, power, running } = await millrace.call('station', { demand: Number(flow.value) })
      const names = namesOf(
        running.map(({ id }) => id),
        machines,
      )
      said.textContent =
        power === null
          ? w.t('found_none')
          : w.t('found', {
              machines: names,
              power: w.quantity(power, 'kW', 0),
              specific: w.quantity(power / demand, SPECIFIC, 2),
            })
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    }
  })
  return made
}

export const leakTest = (w, byTime) =>
  table(
    w.t('leak_test'),
    [
      { label: w.t('compressor'), cell: ({ name }) => name },
      { label: w.t('leak_by_time'), num: true, cell: ({ share }) => w.quantity(share, '%', 1) },
      { label: w.t('flow'), num: true, cell: ({ flow }) => w.quantity(flow, 'm3/min', 2) },
    ],
    byTime,
    { stacks: true },
  )

export const plates = (w, machines, again) =>
  h(
    'details',
    machines.some(({ plate }) => !plate) ? { open: true } : null,
    h('summary', null, w.t('plates')),
    h(
      'div',
      { class: 'stack' },
      machines.map(({ id, name, plate }) => {
        const of = (column, unit, more = {}) =>
          field(w.t(column), {
            name: column,
            unit,
            type: 'number',
            min: 0,
            step: 'any',
            value: plate?.[column] || '',
            ...more,
          })
        return form(w, {
          label: name,
          fields: [
            h('h3', null, name),
            of('rated_flow', 'm3/min', { required: true }),
            of('full_power', 'kW', { required: true }),
            of('unloaded_power', 'kW', { required: true }),
            of('least_flow', 'm3/min'),
          ],
          save: async (values) => {
            await millrace.call('machines', { asset: id, ...values })
            await again()
          },
        })
      }),
    ),
  )
