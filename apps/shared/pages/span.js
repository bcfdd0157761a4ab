/** A choice of time: shift, day or week, one earlier, one later. */
import { h, tabs } from './page.js'

/** `spans`: [value, text]; `pick(span, at)`; what it returns has `told({from, to, until}, text)` for what was found. */
export function spanBar(w, spans, span, pick) {
  let [kind, shown] = [span, undefined]
  const said = h('span', { class: 'num', 'aria-live': 'polite' })
  const later = h(
    'button',
    {
      type: 'button',
      'aria-label': w.t('later'),
      disabled: true,
      onclick: () => pick(kind, new Date(shown.to + 1).toISOString()),
    },
    '›',
  )
  const earlier = h(
    'button',
    {
      type: 'button',
      'aria-label': w.t('earlier'),
      onclick: () => shown && pick(kind, new Date(shown.from - 1).toISOString()),
    },
    '‹',
  )
  const bar = h(
    'div',
    { class: 'row' },
    spans.length > 1 &&
      tabs(w.t('span'), spans, span, (to) => {
        kind = to
        pick(to)
      }),
    h('div', { class: 'time' }, earlier, said, later),
  )
  return {
    bar,
    told(found, text = '') {
      shown = found
      later.disabled = found.to > Date.now()
      const [first, last] = [w.day(found.from), w.day(found.to - 1)]
      const whole = w.clock(found.from) === w.clock(found.to)
      const span =
        found.to - found.from > 25 * 3_600_000
          ? `${first} – ${last}`
          : whole
            ? first
            : `${first} ${w.clock(found.from)}–${w.clock(found.to)}`
      said.textContent = [span, text].filter(Boolean).join(' · ')
    },
  }
}
