/** Of one machine: its spectra with what they point to, and what is known of it. */
import { xyChart } from './lib/chart.js'
import { choice, field, form, h, millrace, section, table } from './lib/page.js'

const bearings = ['bpfo', 'bpfi', 'bsf2', 'ftf']
const short = { '1x': '1×', '2x': '2×', '3x': '3×', bpfo: 'BPFO', bpfi: 'BPFI', bsf2: '2 BSF', ftf: 'FTF' }

export function spectra(w, found) {
  const chart = (label, lines, unit, of) =>
    xyChart(w, {
      label,
      height: 260,
      x: { from: 0, to: lines.at(-1)?.[0] ?? 1, unit: 'Hz', ticks: (hz) => w.number(hz, hz % 1 === 0 ? 0 : 1) },
      y: { unit, low: 0, digits: 2 },
      layers: [{ name: label, kind: 'line', points: lines, colour: 'var(--series-1)' }],
      rules: found.lines
        .filter(({ line, hz }) => of.includes(line) && hz <= (lines.at(-1)?.[0] ?? 0))
        .map(({ line, hz }) => ({
          x: hz,
          label: short[line],
          colour: bearings.includes(line) ? 'var(--series-4)' : 'var(--series-3)',
        })),
    })
  return [
    h(
      'p',
      { class: 'note' },
      w.t('taken', {
        samples: w.number(found.samples, 0),
        rate: w.quantity(found.rate, 'Hz', 0),
        resolution: w.quantity(found.resolution, 'Hz', 2),
        at: w.moment(found.at),
      }),
      ' · ',
      w.t('turns', { hz: w.quantity(found.turn.hz, 'Hz', 2), from: w.t(`from_${found.turn.from}`) }),
    ),
    section(w.t('findings'), findings(w, found.findings)),
    h(
      'div',
      { class: 'columns' },
      section(
        w.t('spectrum'),
        chart(
          w.t('spectrum'),
          found.velocity.filter(([hz]) => hz <= 12 * found.turn.hz),
          'mm/s',
          ['1x', '2x', '3x'],
        ),
      ),
      section(w.t('envelope'), chart(w.t('envelope'), found.envelope, 'm/s2', bearings)),
    ),
    section(
      w.t('lines'),
      h('p', { class: 'quiet' }, w.t('envelope_hint')),
      table(
        w.t('lines'),
        [
          { label: w.t('line'), cell: ({ line }) => w.t(`line_${line}`) },
          { label: w.t('frequency'), num: true, cell: ({ hz }) => w.quantity(hz, 'Hz', 2) },
          { label: w.t('in_velocity'), num: true, cell: ({ velocity }) => w.quantity(velocity, 'mm/s', 3) },
          { label: w.t('in_envelope'), num: true, cell: ({ envelope }) => w.quantity(envelope, 'm/s2', 3) },
        ],
        found.lines,
      ),
    ),
  ]
}

const findings = (w, list) =>
  list.length === 0
    ? h('p', { class: 'quiet' }, w.t('no_findings'))
    : list.map(({ finding, share, height }) =>
        h(
          'div',
          { class: `card advice ${bearings.includes(finding) ? 'bad' : 'warn'}` },
          h(
            'p',
            { class: 'strong' },
            w.t(`finding_${finding}`, { share: w.quantity(share, '%', 0), height: w.number(height, 0) }),
          ),
          h('span'),
          h('p', { class: 'quiet' }, w.t(`do_${bearings.includes(finding) ? 'bearing' : finding}`)),
        ),
      )

export const about = (w, { id, entered, machine }, again) => {
  const of = (name, unit, more = {}) =>
    field(w.t(name), { name, unit, type: 'number', min: 0, step: 'any', value: machine[name] ?? '', ...more })
  return h(
    'details',
    { open: !entered },
    h('summary', null, w.t('about')),
    form(w, {
      label: w.t('about'),
      fields: [
        choice(
          w.t('group'),
          [
            ['1', w.t('group_1')],
            ['2', w.t('group_2')],
          ],
          String(machine.group),
          undefined,
          'group',
        ),
        of('rated_speed', '/min'),
        of('elements', undefined, { step: 1 }),
        of('element_diameter', 'mm'),
        of('pitch_diameter', 'mm'),
        of('contact_angle', 'deg', { max: 60 }),
        h(
          'label',
          null,
          h('input', { type: 'checkbox', name: 'flexible', checked: machine.flexible }),
          w.t('flexible'),
        ),
      ],
      save: async ({ group, ...values }) => {
        await millrace.call('machines', { asset: id, group: Number(group), ...values })
        await again()
      },
    }),
  )
}
