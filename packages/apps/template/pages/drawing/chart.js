import { element } from './element.js'

const [width, height, left, bottom] = [640, 180, 36, 20]

/** Lines over time, with a limit: `lines` are lists of [ms, value or null]; a gap stays a gap. */
export function chart(lines, { from, to, limit, label }) {
  const values = lines.flat().flatMap(([, value]) => (value === null ? [] : [value]))
  const top = Math.max(limit, ...values) * 1.1
  const x = (time) => left + ((time - from) / (to - from)) * (width - left)
  const y = (value) => (height - bottom) * (1 - value / top)
  const path = (line) =>
    line
      .map(([time, value], i) =>
        value === null
          ? ''
          : `${i > 0 && line[i - 1][1] !== null ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`,
      )
      .join('')
  const hours = Array.from({ length: 5 }, (_, i) => from + ((to - from) * i) / 4)
  const drawn = element('svg:svg', {
    class: 'chart',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': label,
  })
  for (const value of [0, limit]) {
    const kind = value === limit ? 'limit' : 'axis'
    drawn.append(element('svg:line', { class: kind, x1: left, x2: width, y1: y(value), y2: y(value) }))
    drawn.append(element('svg:text', { x: 0, y: y(value) + 4 }, String(value)))
  }
  for (const [i, time] of hours.entries()) {
    const anchor = i === 0 ? 'start' : i === 4 ? 'end' : 'middle'
    const clock = new Date(time).toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
    })
    drawn.append(element('svg:text', { x: x(time), y: height - 4, 'text-anchor': anchor }, clock))
  }
  for (const [i, line] of lines.entries())
    drawn.append(element('svg:path', { class: `line s${(i % 6) + 1}`, d: path(line) }))
  return drawn
}
