/** Fast Fourier transform in place, of a power of two; `sign` 1 goes back, without the factor 1/n. */
export function transform(re, im, sign = -1) {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i >= j) continue
    ;[re[i], re[j]] = [re[j], re[i]]
    ;[im[i], im[j]] = [im[j], im[i]]
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1
    const step = (sign * 2 * Math.PI) / size
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos(step * k), Math.sin(step * k)]
      for (let i = k; i < n; i += size) {
        const j = i + half
        const [r, m] = [re[j] * c - im[j] * s, re[j] * s + im[j] * c]
        re[j] = re[i] - r
        im[j] = im[i] - m
        re[i] += r
        im[i] += m
      }
    }
  }
}

const withoutMean = (x) => {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  return x.map((value) => value - mean)
}

/** Lines of r.m.s. by Hann's window: [Hz, r.m.s.] up to half the rate. A pure tone on a line has its own r.m.s. there. */
export function spectrumOf(x, rate) {
  const n = x.length
  const re = Float64Array.from(withoutMean(x), (value, i) => value * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n)))
  const im = new Float64Array(n)
  transform(re, im)
  const lines = []
  // The window halves amplitudes: 2/n for one side, 2 for the window, √2 to r.m.s.
  for (let k = 1; k < n / 2; k++) lines.push([(k * rate) / n, (4 / n / Math.SQRT2) * Math.hypot(re[k], im[k])])
  return lines
}

/** r.m.s. of all lines between two frequencies: Hann's window spreads the energy of each by 1.5. */
export const levelOf = (lines, low, high) =>
  Math.sqrt(lines.reduce((sum, [hz, value]) => (hz >= low && hz <= high ? sum + value * value : sum), 0) / 1.5)

/** mm/s of a spectrum in m/s²: v = a / (2π f). */
export const velocityOf = (lines) => lines.map(([hz, value]) => [hz, (1000 * value) / (2 * Math.PI * hz)])

/** Of the band from `low` Hz up, how the amplitude goes: the analytic signal's length. Blows of a bearing stand out in its spectrum. */
export function envelopeOf(x, rate, low) {
  const n = x.length
  const re = Float64Array.from(withoutMean(x))
  const im = new Float64Array(n)
  transform(re, im)
  for (let k = 0; k < n; k++) {
    const kept = k < n / 2 && (k * rate) / n >= low
    re[k] = kept ? 2 * re[k] : 0
    im[k] = kept ? 2 * im[k] : 0
  }
  transform(re, im, 1)
  return Array.from(re, (value, i) => Math.hypot(value, im[i]) / n)
}
