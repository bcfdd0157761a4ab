/** Layers over a pair of axes in SVG, drawn for the width that they have; read by pointer and by arrow keys. */
import { drawn, key, ticks, xAxis } from './axes.js'
import { h, s, unitSign } from './page.js'

const extent = (layers, pick) => {
  let [low, high] = [Infinity, -Infinity]
  for (const { points } of layers)
    for (const point of points) {
      const value = pick(point)
      if (value === null || value === undefined) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  return [low, high]
}

/**
 * Layers over one pair of axes. `x`: {from, to, time?, label?, ticks?(value)}; `y`: {unit?, low?, high?, digits?};
 * layers: {name, kind: line | step | area | dots | bars, points: [x, y | null][], colour, dashed?, flags?: Set of indexes};
 * rules: {y | x, label, colour, dashed?}; bands: {low, high, colour, label?}.
 */
export function xyChart(w, { label, height = 240, x, y = {}, layers, rules = [], bands = [], pick }) {
  const told = layers.filter(({ name }) => name)
  const keys =
    told.length > 1 || told.some(({ key: shown }) => shown)
      ? told.map((each) => key(each.name, each.colour, each.dashed))
      : []
  const [seenLow, seenHigh] = extent(layers, ([, value]) => value)
  const marks = rules.flatMap((rule) => (rule.y === undefined ? [] : [rule.y]))
  let low = y.low ?? Math.min(seenLow, ...marks)
  let high = y.high ?? Math.max(seenHigh, ...marks)
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [y.low ?? 0, y.high ?? 1]
  if (low === high) [low, high] = [low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1]
  const room = (high - low) * 0.06
  if (y.low === undefined) low = low >= 0 && low - room < 0 ? 0 : low - room
  if (y.high === undefined) high += room
  const digits = y.digits ?? (high - low < 2 ? 2 : high - low < 20 ? 1 : 0)
  return drawn(label, height, keys, (svg, width) => {
    const shown = ticks(low, high, Math.max(2, Math.floor(height / 48)))
    const left = 14 + Math.max(...shown.map((each) => w.number(each, digits).length)) * 6.4
    const [right, top, bottom] = [width - 8, y.unit ? 22 : 10, height - 24]
    const sx = (value) => left + ((value - x.from) / (x.to - x.from || 1)) * (right - left)
    const sy = (value) => bottom - ((value - low) / (high - low)) * (bottom - top)
    for (const { low: a, high: b, colour, label: name } of bands) {
      const [y0, y1] = [sy(Math.min(b, high)), sy(Math.max(a, low))]
      if (y1 <= y0) continue
      svg.append(s('rect', { x: left, y: y0, width: right - left, height: y1 - y0, fill: colour, opacity: 0.13 }))
      if (name && y1 - y0 > 12)
        svg.append(s('text', { x: right - 4, y: y0 + 12, class: 'plot-text', 'text-anchor': 'end' }, name))
    }
    if (y.unit) svg.append(s('text', { x: 0, y: 11, class: 'plot-text' }, unitSign(y.unit)))
    for (const each of shown)
      svg.append(
        s('line', { x1: left, x2: right, y1: sy(each), y2: sy(each), class: 'plot-grid' }),
        s('text', { x: left - 6, y: sy(each) + 4, class: 'plot-text', 'text-anchor': 'end' }, w.number(each, digits)),
      )
    xAxis(svg, w, x, sx, { left, right, height, width })
    for (const layer of layers) svg.append(...layerOf(layer, sx, sy, { low, high, bottom, top }))
    for (const rule of rules) svg.append(...ruleOf(rule, sx, sy, { left, right, top, bottom, low, high }))
    return [readout(w, svg, { x, y, digits, layers: told, sx, left, right, top, bottom, pick })]
  })
}

function layerOf({ kind, points, colour, dashed, flags, width: bar = 1 }, sx, sy, { low, high, bottom, top }) {
  const within = (value) => Math.min(Math.max(value, low), high)
  if (kind === 'dots')
    return points.flatMap(([px, py], i) =>
      py === null
        ? []
        : [
            flags?.has(i)
              ? s('rect', {
                  x: sx(px) - 4.5,
                  y: sy(within(py)) - 4.5,
                  width: 9,
                  height: 9,
                  fill: 'var(--bad)',
                  transform: `rotate(45 ${sx(px)} ${sy(within(py))})`,
                })
              : s('circle', { cx: sx(px), cy: sy(within(py)), r: 2.8, fill: colour }),
          ],
    )
  if (kind === 'bars')
    return points.flatMap(([px, py]) => {
      if (py === null) return []
      const [x0, x1] = [sx(px), sx(px + bar)]
      const [y0, y1] = [sy(within(py)), sy(within(0))].sort((a, b) => a - b)
      return [
        s('rect', { x: x0 + 0.5, y: y0, width: Math.max(1, x1 - x0 - 1), height: Math.max(0, y1 - y0), fill: colour }),
      ]
    })
  // A gap stays a gap: where nobody knows, no line goes.
  const runs = [[]]
  for (const [px, py] of points) {
    if (py === null || py === undefined) {
      if (runs.at(-1).length > 0) runs.push([])
    } else runs.at(-1).push([sx(px), Math.min(Math.max(sy(py), top - 2), bottom)])
  }
  return runs.flatMap((run) => {
    if (run.length === 0) return []
    if (run.length === 1) return [s('circle', { cx: run[0][0], cy: run[0][1], r: 1.8, fill: colour })]
    const d = run
      .map(([a, b], i) =>
        i === 0
          ? `M${a.toFixed(1)} ${b.toFixed(1)}`
          : kind === 'step'
            ? `H${a.toFixed(1)}V${b.toFixed(1)}`
            : `L${a.toFixed(1)} ${b.toFixed(1)}`,
      )
      .join('')
    const line = s('path', {
      d,
      fill: 'none',
      stroke: colour,
      'stroke-width': 1.8,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dashed ? '5 4' : null,
    })
    if (kind !== 'area') return [line]
    return [s('path', { d: `${d}V${bottom}H${run[0][0].toFixed(1)}Z`, fill: colour, opacity: 0.16 }), line]
  })
}

function ruleOf(
  { x: vertical, y: level, label, colour, dashed = true },
  sx,
  sy,
  { left, right, top, bottom, low, high },
) {
  const line = (from, to) =>
    s('path', { d: `M${from}L${to}`, stroke: colour, 'stroke-width': 1.3, 'stroke-dasharray': dashed ? '5 4' : null })
  if (level !== undefined) {
    if (level < low || level > high) return []
    return [
      line(`${left} ${sy(level)}`, `${right} ${sy(level)}`),
      label
        ? s('text', { x: right - 4, y: sy(level) - 4, class: 'plot-text on-it', 'text-anchor': 'end' }, label)
        : null,
    ].filter(Boolean)
  }
  return [
    line(`${sx(vertical)} ${top}`, `${sx(vertical)} ${bottom}`),
    label ? s('text', { x: sx(vertical) + 3, y: top + 10, class: 'plot-text on-it' }, label) : null,
  ].filter(Boolean)
}

/** What stands under the cursor, said below the chart. */
function readout(w, svg, { x, y, digits, layers, sx, left, right, top, bottom, pick }) {
  const said = h('div', { class: 'readout', 'aria-live': 'polite' })
  const xs = [...new Set(layers.flatMap(({ points }) => points.map(([px]) => px)))].sort((a, b) => a - b)
  if (xs.length === 0) {
    said.textContent = w.t('no_data')
    return said
  }
  const cursor = s('line', { class: 'plot-cursor', y1: top, y2: bottom, visibility: 'hidden' })
  svg.append(cursor)
  svg.setAttribute('tabindex', '0')
  let at = xs.length - 1
  const byX = layers.map(({ points }) => new Map(points))
  const show = () => {
    const px = xs[at]
    cursor.setAttribute('x1', sx(px))
    cursor.setAttribute('x2', sx(px))
    cursor.setAttribute('visibility', 'visible')
    const values = layers.flatMap(({ name, digits: own }, i) => {
      const value = byX[i].get(px)
      return value === undefined ? [] : [`${name} ${w.quantity(value, y.unit, own ?? Math.min(digits + 1, 3))}`]
    })
    said.textContent = w.t('read', {
      time: x.time
        ? w.moment(px)
        : `${x.ticks ? x.ticks(px) : w.number(px, px % 1 === 0 ? 0 : 2)}${x.unit ? ` ${unitSign(x.unit)}` : ''}`,
      values: values.join(' · '),
    })
  }
  svg.addEventListener('pointermove', (event) => {
    const { left: edge, width } = svg.getBoundingClientRect()
    const px = ((event.clientX - edge) / width) * svg.viewBox.baseVal.width
    const value = x.from + ((px - left) / (right - left)) * (x.to - x.from)
    at = xs.reduce((best, each, i) => (Math.abs(each - value) < Math.abs(xs[best] - value) ? i : best), 0)
    show()
  })
  svg.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key]
    if (event.key === 'Enter' && pick) pick(xs[at])
    if (step === undefined) return
    event.preventDefault()
    at = Math.min(Math.max(at + step, 0), xs.length - 1)
    show()
  })
  if (pick) svg.addEventListener('click', () => pick(xs[at]))
  return said
}
