/** Gathers a window of even samples, then tells the spectrum of its envelope in a band: one result at the last row of every window. */
export function run(row, parameters, state) {
  const size = 2 ** Math.floor(Math.log2(parameters.samples))
  gather(row, state)
  const collected = state.x.length
  if (collected < size) return { ...nothing, collected }
  const rate = (1000 * (size - 1)) / (row.time - state.from)
  const x = state.x
  state.x = []
  return { ...envelopeSpectrum(x, rate, parameters), collected }
}

const nothing = {
  envelope_mean: null,
  envelope_rms: null,
  dominant_frequency: null,
  dominant_amplitude: null,
  defect_amplitude: null,
  defect_ratio: null,
}

/** A gap or a step back in time begins a new window: a spectrum over it would be none. */
function gather(row, state) {
  state.x = state.x ?? []
  const step = row.time - state.last
  if (state.x.length > 1 && !(step > 0 && step < 1.5 * state.step)) state.x = []
  if (state.x.length === 0) state.from = row.time
  else if (state.x.length === 1) state.step = step
  state.x.push(row.acceleration)
  state.last = row.time
}

function envelopeSpectrum(x, rate, { low, high, defect_frequency, tolerance }) {
  const n = x.length
  const envelope = envelopeOf(x, rate, low, high)
  const mean = envelope.reduce((sum, value) => sum + value, 0) / n
  const im = new Float64Array(n)
  const re = envelope.map((value) => value - mean)
  const meanSquare = re.reduce((sum, value) => sum + value * value, 0) / n
  transform(re, im, -1)
  const lines = []
  for (let k = 1; k < n / 2; k++) lines.push({ frequency: (k * rate) / n, amplitude: (2 * Math.hypot(re[k], im[k])) / n })
  const strongest = greatest(lines)
  const near = lines.filter(({ frequency }) => Math.abs(frequency - defect_frequency) <= tolerance)
  const amplitudes = lines.map(({ amplitude }) => amplitude).sort((a, b) => a - b)
  const middle = (amplitudes[(amplitudes.length - 1) >> 1] + amplitudes[amplitudes.length >> 1]) / 2
  const defect = near.length > 0 ? greatest(near).amplitude : null
  return {
    envelope_mean: mean,
    envelope_rms: Math.sqrt(meanSquare),
    dominant_frequency: strongest.frequency,
    dominant_amplitude: strongest.amplitude,
    defect_amplitude: defect,
    defect_ratio: defect !== null && middle > 0 ? defect / middle : null,
  }
}

const greatest = (lines) => lines.reduce((best, line) => (line.amplitude > best.amplitude ? line : best))

/** Amount of the analytic signal of what lies in the band: lines outside and those of negative frequencies are none. */
function envelopeOf(x, rate, low, high) {
  const n = x.length
  const mean = x.reduce((sum, value) => sum + value, 0) / n
  const re = Float64Array.from(x, (value) => value - mean)
  const im = new Float64Array(n)
  transform(re, im, -1)
  for (let k = 0; k < n; k++) {
    const frequency = (k * rate) / n
    const factor = k > n / 2 || frequency < low || frequency > high ? 0 : k === 0 || k === n / 2 ? 1 : 2
    re[k] *= factor / n
    im[k] *= factor / n
  }
  transform(re, im, 1)
  return re.map((value, i) => Math.hypot(value, im[i]))
}

/** Cooley and Tukey, in place; a power of two. `sign` -1 there, 1 back (not divided by n). */
function transform(re, im, sign) {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j], re[i]]
      ;[im[i], im[j]] = [im[j], im[i]]
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1
    for (let k = 0; k < half; k++) {
      const angle = (sign * 2 * Math.PI * k) / size
      const c = Math.cos(angle)
      const s = Math.sin(angle)
      for (let i = k; i < n; i += size) {
        const j = i + half
        const r = re[j] * c - im[j] * s
        const m = re[j] * s + im[j] * c
        re[j] = re[i] - r
        im[j] = im[i] - m
        re[i] += r
        im[i] += m
      }
    }
  }
}
