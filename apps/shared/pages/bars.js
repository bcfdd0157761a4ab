/** Bars, and strips of time. */
import { drawn, halfOf, ticks, xAxis } from './axes.js'
import { s, unitSign } from './page.js'

/** Bars beside one another, each of parts {name, value, colour}; `line`: cumulative share in %, as a Pareto chart has it. */
export function barChart(w, { label, height = 240, unit, digits = 1, bars, keys = [], line }) {
  const most = Math.max(
    1e-9,
    ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0)),
  )
  return drawn(label, height, keys, (svg, width) => {
    const shown = ticks(0, most * 1.05, 4)
    const left = 14 + Math.max(...shown.map((each) => w.number(each, most < 10 ? 1 : 0).length)) * 6.4
    const [right, top] = [width - (line ? 40 : 8), unit ? 22 : 10]
    const narrow = bars.some(({ label: name }) => 2 * halfOf(name) + 6 > (right - left) / bars.length)
    const bottom = height - (narrow ? 62 : 26)
    const sy = (value) => bottom - (value / (most * 1.05)) * (bottom - top)
    if (unit) svg.append(s('text', { x: 0, y: 11, class: 'plot-text' }, unitSign(unit)))
    for (const each of shown)
      svg.append(
        s('line', { x1: left, x2: right, y1: sy(each), y2: sy(each), class: 'plot-grid' }),
        s(
          'text',
          { x: left - 6, y: sy(each) + 4, class: 'plot-text', 'text-anchor': 'end' },
          w.number(each, most < 10 ? 1 : 0),
        ),
      )
    const step = (right - left) / Math.max(1, bars.length)
    bars.forEach(({ label: name, parts }, i) => {
      let from = bottom
      const x = left + i * step + step * 0.14
      const total = parts.reduce((sum, { value }) => sum + (value ?? 0), 0)
      for (const { value, colour, name: part } of parts) {
        if (!(value > 0)) continue
        const tall = bottom - sy(value)
        from -= tall
        svg.append(
          s(
            'rect',
            { x, y: from, width: step * 0.72, height: tall, fill: colour, rx: 1 },
            s('title', null, `${part ?? name}: ${w.quantity(value, unit, digits)}`),
          ),
        )
      }
      if (total > 0 && step > 34)
        svg.append(
          s(
            'text',
            { x: x + step * 0.36, y: from - 4, class: 'plot-text', 'text-anchor': 'middle' },
            w.number(total, digits),
          ),
        )
      const mid = x + step * 0.36
      const words = narrow && halfOf(name) > 38 ? `${name.slice(0, name > '\u2e7f' ? 6 : 11)}…` : name
      svg.append(
        s(
          'text',
          {
            x: mid,
            y: bottom + 15,
            class: 'plot-text',
            'text-anchor': narrow ? 'end' : 'middle',
            transform: narrow ? `rotate(-40 ${mid} ${bottom + 12})` : null,
          },
          words,
          s('title', null, name),
        ),
      )
    })
    if (line) {
      const ly = (share) => bottom - (share / 100) * (bottom - top)
      const points = line.map((share, i) => `${left + (i + 0.5) * step} ${ly(share)}`)
      svg.append(s('path', { d: `M${points.join('L')}`, fill: 'none', stroke: 'var(--series-2)', 'stroke-width': 1.8 }))
      for (const [i, share] of line.entries())
        svg.append(s('circle', { cx: left + (i + 0.5) * step, cy: ly(share), r: 3, fill: 'var(--ink-2)' }))
      for (const share of [0, 50, 100])
        svg.append(s('text', { x: right + 6, y: ly(share) + 4, class: 'plot-text' }, `${share} %`))
    }
  })
}

/** Rows of pieces over time: {name, pieces: {from, to, colour, title}[]}; `tall`: how high a row is, on a wall. */
export function stripChart(w, { label, from, to, rows, keys = [], tall = 26 }) {
  const head = tall > 40 ? 30 : 18
  const height = rows.length * (tall + head) + 26
  return drawn(label, height, keys, (svg, width) => {
    const [left, right] = [2, width - 4]
    const sx = (value) => left + ((value - from) / (to - from)) * (right - left)
    rows.forEach(({ name, pieces }, i) => {
      const y = i * (tall + head) + head - 2
      svg.append(s('text', { x: left, y: y - 4, class: `plot-text${tall > 40 ? ' far' : ''}` }, name))
      for (const { from: a, to: b, colour, title } of pieces)
        svg.append(
          s(
            'rect',
            { x: sx(a), y, width: Math.max(0.6, sx(b) - sx(a)), height: tall, fill: colour },
            s('title', null, title),
          ),
        )
    })
    xAxis(svg, w, { from, to, time: true }, sx, { left: 40, right, height, width })
  })
}
