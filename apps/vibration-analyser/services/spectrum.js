import { bearingLines } from './bearing.js'
import { envelopeOf, levelOf, spectrumOf, velocityOf } from './fft.js'
import { refuse, rowsOf } from './lib/rows.js'
import { iso } from './lib/time.js'

const MOST = 8_192

/** {machine, at?}: spectra of the newest whole window of acceleration, lines of shaft and bearing, and what stands out. */
export async function http({ machine, at }, { assets, points, tables, now }) {
  const asset = assets.machine.find(({ id }) => id === machine)
  if (!asset?.points.acceleration)
    refuse(
      'no_acceleration',
      'Expected a machine whose acceleration is sampled, saw none',
      'Bind a fast point of acceleration to it.',
    )
  const to = at ? Date.parse(at) : Date.parse(now)
  const { time, value, quality } = await points.samples(asset.points.acceleration, {
    from: iso(to - 60_000),
    to: iso(to),
    most: 60_000,
  })
  const window = windowOf(time, value, quality)
  if (!window)
    refuse(
      'no_window',
      'Expected at least 256 samples in a row at an even rate, saw fewer',
      'Sample acceleration at 1 kHz or more for a second or longer.',
    )
  const { x, rate, end } = window
  const [known = {}] = await rowsOf(tables, 'machines', { where: { asset: asset.id } })
  const turn = await turnOf(asset, known, points, x, rate)
  const acceleration = spectrumOf(x, rate)
  const velocity = velocityOf(acceleration)
  const envelope = spectrumOf(envelopeOf(x, rate, Math.min(500, rate / 8)), rate)
  const lines = [...[1, 2, 3].map((n) => ({ line: `${n}x`, hz: n * turn.hz })), ...bearingLines(known, turn.hz)]
  const resolution = rate / x.length
  const told = lines
    .filter(({ hz }) => hz > 2 * resolution && hz < rate / 2)
    .map((each) => ({
      ...each,
      velocity: near(velocity, each.hz, resolution),
      envelope: near(envelope, each.hz, resolution),
    }))
  return {
    at: iso(end),
    rate,
    resolution,
    samples: x.length,
    turn,
    velocity: velocity.filter(([hz]) => hz >= 5 && hz <= 1_000),
    envelope: envelope.filter(([hz]) => hz <= 500),
    rms: levelOf(velocity, 10, 1_000),
    lines: told,
    findings: findingsOf(told, velocity, envelope),
  }
}

/** The newest run of good samples at an even rate, cut to a power of two. */
function windowOf(time, value, quality) {
  let from = time.length
  const step = time.length > 1 ? time.at(-1) - time.at(-2) : 0
  while (from > 0 && quality[from - 1] === 0 && typeof value[from - 1] === 'number') {
    if (from < time.length && Math.abs(time[from] - time[from - 1] - step) > 0.5 * step) break
    from--
  }
  const size = Math.min(MOST, 2 ** Math.floor(Math.log2(Math.max(1, time.length - from))))
  if (size < 256 || !(step > 0)) return undefined
  const times = time.slice(-size)
  return { x: value.slice(-size), rate: (1000 * (size - 1)) / (times.at(-1) - times[0]), end: times.at(-1) }
}

/** How fast it turns: measured; else as rated, which lines of a loaded motor lie a little below. */
async function turnOf({ points: { speed } }, { rated_speed }, points) {
  const [measured] = speed ? await points.latest([speed]) : []
  if (measured?.value > 0) return { hz: measured.value / 60, from: 'measured', quality: measured.quality }
  if (rated_speed > 0) return { hz: rated_speed / 60, from: 'rated', quality: 'uncertain' }
  refuse('speed_unknown', 'Expected the speed of the machine, saw none', 'Bind its speed, or enter the rated one.')
}

/** The greatest line within two lines or 2 % of a frequency. */
const near = (lines, hz, resolution) =>
  lines.reduce(
    (most, [at, value]) => (Math.abs(at - hz) <= Math.max(2 * resolution, 0.02 * hz) ? Math.max(most, value) : most),
    0,
  )

const median = (lines) => {
  const sorted = lines.map(([, value]) => value).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** What stands out: rules of thumb of ISO 13373-3; they point, a person decides. */
function findingsOf(lines, velocity, envelope) {
  const of = (name, what) => lines.find(({ line }) => line === name)?.[what] ?? 0
  const [one, two] = [of('1x', 'velocity'), of('2x', 'velocity')]
  const all = levelOf(velocity, 10, 1_000)
  const floor = median(envelope)
  const highest = Math.max(...envelope.map(([hz, value]) => (hz > 5 ? value : 0)))
  const found = []
  if (one > 0.5 * all && one > 0.7) found.push({ finding: 'unbalance', share: (100 * one) / all })
  if (two > 0.5 * one && two > 0.5) found.push({ finding: 'misalignment', share: (100 * two) / all })
  for (const name of ['bpfo', 'bpfi', 'bsf2', 'ftf']) {
    const line = of(name, 'envelope')
    const height = floor > 0 ? line / floor : 0
    // Ten times the median of the envelope's lines is no chance; what is small beside the highest is its side band.
    if (height > 10 && line > 0.4 * highest) found.push({ finding: name, height })
  }
  return found
}
