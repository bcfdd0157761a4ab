/** Gathers a window of even samples, then tells its spectrum: one result at the last row of every window. */
export function run(row, parameters, state) {
  const size = 2 ** Math.floor(Math.log2(parameters.samples))
  gather(row, state)
  const collected = state.x.length
  if (collected < size) return { ...nothing, collected }
  const rate = (1000 * (size - 1)) / (row.time - state.from)
  const x = state.x
  state.x = []
  return { ...spectrumOf(x, rate, parameters), collected }
}

const nothing = {
  rms: null,
  peak: null,
  crest_factor: null,
  kurtosis: null,
  dominant_frequency: null,
  dominant_amplitude: null,
  velocity: null,
  resolution: null,
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

function spectrumOf(x, rate, { low, high, hann }) {
  const n = x.length
  const mean = x.reduce((sum, value) => sum + value, 0) / n
  let [squares, fourths, peak] = [0, 0, 0]
  const re = new Float64Array(n)
  const im = new Float64Array(n)
  let [weights, weightSquares] = [0, 0]
  for (let i = 0; i < n; i++) {
    const value = x[i] - mean
    const square = value * value
    squares += square
    fourths += square * square
    peak = Math.max(peak, Math.abs(value))
    const weight = hann === 0 ? 1 : 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n)
    weights += weight
    weightSquares += weight * weight
    re[i] = value * weight
  }
  transform(re, im)
  const rms = Math.sqrt(squares / n)
  let [most, at, velocitySquare] = [0, 0, 0]
  for (let k = 1; k <= n / 2; k++) {
    const power = re[k] * re[k] + im[k] * im[k]
    const frequency = (k * rate) / n
    if (frequency < low || frequency > high) continue
    if (power > most) [most, at] = [power, k]
    // Mean square of this line, by the energy of the window; the last line stands once, all others twice.
    const meanSquare = ((k === n / 2 ? 1 : 2) * power) / (n * weightSquares)
    velocitySquare += meanSquare / (2 * Math.PI * frequency) ** 2
  }
  return {
    rms,
    peak,
    crest_factor: rms > 0 ? peak / rms : null,
    kurtosis: rms > 0 ? (n * fourths) / (squares * squares) : null,
    dominant_frequency: at > 0 ? (at * rate) / n : null,
    dominant_amplitude: at > 0 ? ((at === n / 2 ? 1 : 2) * Math.sqrt(most)) / weights : null,
    velocity: 1000 * Math.sqrt(velocitySquare),
    resolution: rate / n,
  }
}

/** Cooley and Tukey, in place; a power of two. */
function transform(re, im) {
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
      const angle = (-2 * Math.PI * k) / size
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
