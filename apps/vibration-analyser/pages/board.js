import { xyChart } from './lib/chart.js'
import { begin, h, into, millrace, qualityMark, section, table, tile } from './lib/page.js'
import { about, spectra } from './machine.js'
import { words } from './words.js'

const tones = { A: 'good', B: 'good', C: 'warn', D: 'bad' }

begin(words, async (root, w) => {
  const place = h('div', { class: 'stack' })
  const shown = h('div', { class: 'stack' })
  let chosen
  const show = () =>
    into(place, w, async () => {
      const found = await millrace.call('zones', {})
      const one = found.machines.find(({ id }) => id === chosen) ?? found.machines[0]
      chosen = one?.id
      if (one) machine(one, found)
      return [
        counts(w, found.machines),
        section(
          w.t('worst'),
          list(w, found.machines, (id) => {
            chosen = id
            machine(
              found.machines.find((each) => each.id === id),
              found,
            )
            shown.scrollIntoView()
          }),
        ),
      ]
    })
  const machine = (one, { from, to }) => {
    const fast = h('div', { class: 'stack' })
    shown.replaceChildren(
      h('h2', null, one.name),
      section(w.t('over_time'), overTime(w, one, from, to)),
      fast,
      about(w, one, show),
    )
    if (one.fast) into(fast, w, async () => spectra(w, await millrace.call('spectrum', { machine: one.id })))
    else fast.replaceChildren(h('p', { class: 'quiet' }, w.t('no_fast')))
  }
  root.replaceChildren(h('header', { class: 'head' }, h('h1', null, w.t('title'))), place, shown)
  await show()
})

const counts = (w, machines) =>
  h(
    'div',
    { class: 'tiles' },
    ['A', 'B', 'C', 'D'].map((zone) => {
      const count = machines.filter((machine) => machine.zone === zone).length
      return tile(w, {
        label: w.t('counts', { zone }),
        value: count,
        digits: 0,
        note: w.t(`zone_${zone}`),
        tone: count > 0 && zone > 'B' ? tones[zone] : undefined,
      })
    }),
  )

const zoneMark = (w, { zone, stands, quality }) =>
  stands
    ? w.t('stands')
    : zone === null
      ? qualityMark(w, 'bad')
      : h(
          'span',
          { class: `mark ${zone === 'D' ? 'bad' : zone === 'C' ? 'warn' : ''}` },
          `${zone} · ${w.t(`zone_${zone}`)}`,
          quality === 'uncertain' ? h('small', null, w.t('quality_uncertain')) : null,
        )

const list = (w, machines, pick) =>
  table(
    w.t('worst'),
    [
      {
        label: w.t('machine'),
        cell: ({ id, name }) => h('button', { type: 'button', class: 'plain', onclick: () => pick(id) }, name),
      },
      { label: w.t('zone'), cell: (machine) => zoneMark(w, machine) },
      { label: w.t('velocity'), num: true, cell: ({ value }) => w.quantity(value, 'mm/s', 2) },
      {
        label: w.t('trend'),
        num: true,
        cell: ({ trend, reaches }) =>
          reaches
            ? w.t('reaches', { limit: w.quantity(reaches.limit, 'mm/s', 1), days: w.number(reaches.days, 0) })
            : trend && trend.r2 >= 0.5 && Math.abs(trend.slope) > 0.001
              ? w.t('a_day', { slope: w.quantity(trend.slope, 'mm/s', 3) })
              : w.t('none'),
      },
      {
        label: w.t('time_in'),
        num: true,
        cell: ({ zones }) =>
          ['A', 'B', 'C', 'D']
            .filter((zone) => zones[zone] > 0)
            .map((zone) => `${zone} ${w.quantity(zones[zone], '%', 0)}`)
            .join(' · '),
      },
    ],
    machines,
  )

function overTime(w, { pairs, limits: [a, b, c], trend, reaches }, from, to) {
  const far = Math.max(c * 1.15, ...pairs.map(([, value]) => value ?? 0))
  const end = reaches ? Math.min(to + (to - from) * 0.5, trend.end + reaches.days * 86_400_000) : to
  return [
    xyChart(w, {
      label: w.t('over_time'),
      height: 260,
      x: { from, to: end, time: true },
      y: { unit: 'mm/s', low: 0, high: far, digits: 1 },
      bands: [
        { low: 0, high: a, colour: 'var(--series-3)', label: 'A' },
        { low: a, high: b, colour: 'var(--series-1)', label: 'B' },
        { low: b, high: c, colour: 'var(--warn)', label: 'C' },
        { low: c, high: far, colour: 'var(--bad)', label: 'D' },
      ],
      layers: [
        { name: w.t('velocity'), kind: 'line', points: pairs, colour: 'var(--series-1)' },
        ...(trend && trend.r2 >= 0.5
          ? [
              {
                name: w.t('trend'),
                kind: 'line',
                dashed: true,
                colour: 'var(--series-4)',
                points: [
                  [from, trend.now - (trend.slope * (trend.end - from)) / 86_400_000],
                  [end, trend.now + (trend.slope * (end - trend.end)) / 86_400_000],
                ],
              },
            ]
          : []),
      ],
    }),
    trend && trend.r2 < 0.5 && trend.slope > 0.001
      ? h('p', { class: 'note' }, w.t('no_trend', { r2: `R² ${w.number(trend.r2, 2)}` }))
      : null,
  ]
}
