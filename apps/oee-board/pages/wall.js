import { stripChart } from './lib/bars.js'
import { begin, empty, h, into, millrace, tile } from './lib/page.js'
import { words } from './words.js'

const colours = {
  running: 'var(--series-3)',
  stopped: 'var(--series-4)',
  alarm: 'var(--bad)',
  off: 'var(--line)',
  unknown: 'var(--series-5)',
}

/** For a screen on the wall: the running shift, every machine at a glance, anew each minute. */
begin(words, async (root, w, { assets }) => {
  if (Object.values(assets).every((list) => list.length === 0)) {
    root.replaceChildren(empty(w.t('nothing'), w.t('nothing_hint')))
    return
  }
  const draw = async () => {
    const { machines, all, from, to } = await millrace.call('board', { span: 'shift' })
    const of = (it, label, target) =>
      tile(w, {
        label,
        ...it.oee,
        tone:
          it.oee.value === null
            ? undefined
            : it.oee.value >= target
              ? 'good'
              : it.oee.value >= 0.85 * target
                ? 'warn'
                : 'bad',
        note: `${w.t('parts')} ${w.number(it.parts, 0)} · ${w.t('availability')} ${w.quantity(it.availability.value, '%', 0)}`,
      })
    return [
      h('h1', null, `${w.t('title')} · ${w.clock(from)}–${w.clock(to)}`),
      h(
        'div',
        { class: 'tiles' },
        of(all, w.t('all'), machines.reduce((sum, { target }) => sum + target, 0) / machines.length),
        machines.map((machine) => of(machine, machine.name, machine.target)),
      ),
      stripChart(w, {
        label: w.t('time_bar'),
        from,
        to,
        // As high as the screen has room for.
        tall: Math.max(26, Math.min(90, Math.floor((0.56 * innerHeight) / machines.length) - 30)),
        rows: machines.map(({ name, pieces }) => ({
          name,
          pieces: pieces.map(([a, b, phase]) => ({
            from: a,
            to: b,
            colour: colours[phase],
            title: w.t(`phase_${phase}`),
          })),
        })),
      }),
    ]
  }
  await into(root, w, draw)
  clearInterval(root.timer)
  root.timer = setInterval(() => into(root, w, draw), 60_000)
})
