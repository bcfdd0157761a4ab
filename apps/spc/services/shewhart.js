/** Shewhart's charts. Factors of ISO 7870-2, table 2, for samples of 2 to 10 pieces of a normal distribution. */
const d2 = [1.128379, 1.692569, 2.058751, 2.325929, 2.534413, 2.704357, 2.847201, 2.970026, 3.077505]
const d3 = [0.852502, 0.888368, 0.879808, 0.864082, 0.84804, 0.833205, 0.819831, 0.807834, 0.797051]

const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length

/** What each sample is told by: its mean and range; of single pieces the piece, and how far it is from the one before. */
export function pointsOf(samples, size) {
  return samples.map((values, i) =>
    size > 1
      ? { x: mean(values), r: Math.max(...values) - Math.min(...values) }
      : { x: values[0], r: i > 0 ? Math.abs(values[0] - samples[i - 1][0]) : null },
  )
}

/** Middle and spread of points: σ within from the mean range, R̄ / d2. */
export function baseOf(points, size) {
  const ranges = points.flatMap(({ r }) => (r === null ? [] : [r]))
  const range = ranges.length > 0 ? mean(ranges) : 0
  return { centre: mean(points.map(({ x }) => x)), range, sigma: range / d2[Math.max(size, 2) - 2] }
}

/** Centre ± 3 σ / √n; range: R̄ ± 3 d3 / d2 · R̄, not below 0. */
export function limitsOf({ centre, range, sigma }, size) {
  const spread = (3 * sigma) / Math.sqrt(size)
  const [a, b] = [d2[Math.max(size, 2) - 2], d3[Math.max(size, 2) - 2]]
  return {
    low: centre - spread,
    centre,
    high: centre + spread,
    step: spread / 3,
    range: { low: Math.max(0, range * (1 - (3 * b) / a)), centre: range, high: range * (1 + (3 * b) / a) },
  }
}

const side = (test) => (z) => z.every((each) => test(each)) || z.every((each) => test(-each))
const some = (count, test) => (z) =>
  z.filter((each) => test(each)).length >= count || z.filter((each) => test(-each)).length >= count

/** Each looks at the last `over` points in steps of σ from the centre; Nelson's numbers. */
const tests = {
  1: { over: 1, holds: ([z]) => Math.abs(z) > 3 },
  2: { over: 9, holds: side((z) => z > 0) },
  3: {
    over: 6,
    holds: (z) => z.every((each, i) => i === 0 || each > z[i - 1]) || z.every((each, i) => i === 0 || each < z[i - 1]),
  },
  4: { over: 14, holds: (z) => z.every((each, i) => i < 2 || (each - z[i - 1]) * (z[i - 1] - z[i - 2]) < 0) },
  5: { over: 3, holds: (z) => Math.abs(z.at(-1)) > 2 && some(2, (each) => each > 2)(z) },
  6: { over: 5, holds: (z) => Math.abs(z.at(-1)) > 1 && some(4, (each) => each > 1)(z) },
  7: { over: 15, holds: (z) => z.every((each) => Math.abs(each) < 1) },
  8: {
    over: 8,
    holds: (z) => z.every((each) => Math.abs(each) > 1) && z.some((each) => each > 0) && z.some((each) => each < 0),
  },
}
/** Western Electric's fourth is eight on one side, where Nelson takes nine. */
const western = { 1: tests[1], 5: tests[5], 6: tests[6], 2: { over: 8, holds: tests[2].holds } }

/** The rules that each point breaks, by number. */
export function signalsOf(points, { centre, step }, rules) {
  const chosen = Object.entries(rules === 'western_electric' ? western : tests)
  const z = points.map(({ x }) => (step > 0 ? (x - centre) / step : 0))
  return z.map((_, i) =>
    chosen.flatMap(([number, { over, holds }]) =>
      i + 1 >= over && holds(z.slice(i + 1 - over, i + 1)) ? [Number(number)] : [],
    ),
  )
}

/** Share of a normal distribution beyond z (Abramowitz and Stegun 7.1.26, within 1e-7). */
function beyond(z) {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x)
  return z >= 0 ? tail : 1 - tail
}

/** ISO 22514-2: Cp, Cpk by σ within, Pp, Ppk by that of all; one limit gives the one-sided figure alone. */
export function capabilityOf(samples, { sigma }, { lower, upper }) {
  const all = samples.flat()
  const middle = mean(all)
  const overall =
    all.length > 1 ? Math.sqrt(all.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (all.length - 1)) : 0
  const by = (s) => {
    if (!(s > 0) || (lower === undefined && upper === undefined)) return { both: null, near: null }
    const sides = [
      ...(upper === undefined ? [] : [(upper - middle) / (3 * s)]),
      ...(lower === undefined ? [] : [(middle - lower) / (3 * s)]),
    ]
    return { both: sides.length === 2 ? (upper - lower) / (6 * s) : null, near: Math.min(...sides) }
  }
  const [within, whole] = [by(sigma), by(overall)]
  const out =
    overall > 0
      ? (upper === undefined ? 0 : beyond((upper - middle) / overall)) +
        (lower === undefined ? 0 : beyond((middle - lower) / overall))
      : 0
  return {
    n: all.length,
    mean: middle,
    sigma,
    overall,
    cp: within.both,
    cpk: within.near,
    pp: whole.both,
    ppk: whole.near,
    ppm: within.near === null ? null : 1e6 * out,
  }
}
