/** Days against hours, darker where there is more. */
import { drawn, halfOf } from './axes.js'
import { h, s } from './page.js'

/** `cells`: [day, hour, value | null]. */
export function heatChart(w, { label, unit, digits = 0, cells }) {
  const days = [...new Set(cells.map(([day]) => day))]
  const values = cells.flatMap(([, , value]) => (value === null ? [] : [value]))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const tall = days.length > 10 ? 13 : 22
  return drawn(label, days.length * tall + 24, [], (svg, width) => {
    const left = Math.max(...days.map((day) => 2 * halfOf(w.day(`${day}T12:00:00`)))) + 8
    const wide = (width - left - 4) / 24
    const said = h(
      'div',
      { class: 'readout', 'aria-live': 'polite' },
      `${w.quantity(low, unit, digits)} – ${w.quantity(high, unit, digits)}`,
    )
    for (const [i, day] of days.entries())
      if (tall > 16 || i % 2 === 0)
        svg.append(s('text', { x: 0, y: i * tall + tall - 5, class: 'plot-text' }, w.day(`${day}T12:00:00`)))
    for (let hour = 0; hour < 24; hour += wide * 3 < 38 ? 6 : 3)
      svg.append(s('text', { x: left + hour * wide, y: days.length * tall + 16, class: 'plot-text' }, `${hour}:00`))
    for (const [day, hour, value] of cells) {
      const words = `${w.day(`${day}T12:00:00`)} ${hour}:00: ${value === null ? w.t('no_data') : w.quantity(value, unit, digits)}`
      const share = high > low ? (value - low) / (high - low) : 0.5
      svg.append(
        s(
          'rect',
          {
            x: left + hour * wide,
            y: days.indexOf(day) * tall,
            width: Math.max(1, wide - 1),
            height: tall - 1,
            fill: value === null ? 'none' : 'var(--series-1)',
            stroke: value === null ? 'var(--line)' : null,
            opacity: value === null ? 1 : 0.08 + 0.92 * share,
            onpointerenter: () => {
              said.textContent = words
            },
          },
          s('title', null, words),
        ),
      )
    }
    return [said]
  })
}
