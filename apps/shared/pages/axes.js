/** What charts have in common: a place of a width, axes, keys. */
import { h, s, unitSign } from './page.js'

/** Round steps of an axis: about `most` of them, and never so few that it cannot be read. */
export function ticks(low, high, most = 5) {
  const raw = (high - low) / most
  if (!(raw > 0)) return [low]
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].find((each) => each * power >= raw * 0.999) * power
  const all = []
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step)
    all.push(Number(at.toPrecision(12)))
  return all.length < 3 && most < 8 ? ticks(low, high, most + 1) : all
}

const HOUR = 3_600_000
const steps = [
  HOUR / 12,
  HOUR / 4,
  HOUR / 2,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  48 * HOUR,
  72 * HOUR,
  168 * HOUR,
]

/** On round times of the reader's clock. */
function timeTicks(from, to, most) {
  const step =
    steps.find((each) => (to - from) / each <= most) ?? steps.at(-1) * Math.ceil((to - from) / steps.at(-1) / most)
  const shift = new Date(from).getTimezoneOffset() * 60_000
  const all = []
  for (let at = Math.ceil((from - shift) / step) * step + shift; at <= to; at += step) all.push(at)
  return { all, days: step >= 24 * HOUR }
}

/** A figure that is drawn again whenever its width changes. */
export function drawn(label, height, keys, draw) {
  const place = h('div')
  const figure = h('figure', { class: 'card plot' }, keys?.length > 0 ? h('figcaption', null, keys) : null, place)
  let width = 0
  new ResizeObserver(([{ contentRect }]) => {
    const now = Math.round(contentRect.width)
    if (now === width || now < 40) return
    width = now
    const svg = s('svg', { viewBox: `0 0 ${now} ${height}`, height, role: 'img', 'aria-label': label })
    place.replaceChildren(svg, ...(draw(svg, now, height) ?? []))
  }).observe(place)
  return figure
}

export const key = (name, colour, dashed) =>
  h(
    'span',
    { class: 'key' },
    s(
      'svg',
      { viewBox: '0 0 14 10', 'aria-hidden': 'true' },
      dashed
        ? s('path', { d: 'M0 5H14', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': '3 2' })
        : s('rect', { width: 14, height: 10, rx: 2, fill: colour }),
    ),
    name,
  )

/** About half the width of a text: signs of Chinese are twice as wide. */
export const halfOf = (words) => [...words].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 5.6 : 3.3), 0)

export function xAxis(svg, w, x, sx, { left, right, height, width }) {
  const most = Math.max(2, Math.floor((right - left) / 74))
  let free = -Infinity
  const text = (value, words) => {
    const half = halfOf(words)
    const at = Math.min(Math.max(sx(value), half), width - half)
    // One that would touch the one before is left out.
    if (at - half < free) return
    free = at + half + 8
    svg.append(s('text', { x: at, y: height - 7, class: 'plot-text', 'text-anchor': 'middle' }, words))
  }
  if (x.time) {
    const { all, days } = timeTicks(x.from, x.to, most)
    const long = all.length < 2 || 2 * halfOf(w.day(all[0])) + 8 < sx(all[1]) - sx(all[0])
    const day = days && !long ? w.date : w.day
    for (const at of all)
      text(at, days || new Date(at).getHours() + new Date(at).getMinutes() === 0 ? day(at) : w.clock(at))
  } else
    for (const at of ticks(x.from, x.to, most)) {
      const words = x.ticks ? x.ticks(at) : w.number(at, at % 1 === 0 ? 0 : 1)
      text(at, x.unit ? `${words} ${unitSign(x.unit)}` : words)
    }
}
