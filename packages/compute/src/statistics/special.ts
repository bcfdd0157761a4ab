/** Special functions that distributions are made of. */

/** Lanczos' coefficients for g = 7, n = 9 (Godfrey, 2001): ln Γ to about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let sum = LANCZOS[0] as number
  for (let k = 1; k < LANCZOS.length; k++) sum += (LANCZOS[k] as number) / (x - 1 + k)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300
const ENOUGH = 1e-16
const MOST_TERMS = 10_000

const offZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** A continued fraction 1/(1 + a₁/(1 + a₂/(1 + …))) by Lentz's method as Thompson and Barnett changed it (1986). */
function fraction(term: (m: number) => number): number {
  let [c, d, value] = [1, 0, 1]
  for (let m = 1; m <= MOST_TERMS; m++) {
    const a = term(m)
    d = 1 / offZero(1 + a * d)
    c = offZero(1 + a / c)
    value *= c * d
    if (Math.abs(c * d - 1) < ENOUGH) break
  }
  return 1 / value
}

/**
 * The regularised incomplete beta function Iₓ(a, b), DLMF 8.17.2, by the continued fraction DLMF 8.17.22 on the side where it
 * converges fast (8.17.4). `y` is 1 − x: given apart, a tail keeps its digits.
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (!(x > 0)) return 0
  if (!(y > 0)) return 1
  return x > (a + 1) / (a + b + 2) ? 1 - lowerBeta({ x: y, y: x }, b, a) : lowerBeta({ x, y }, a, b)
}

function lowerBeta({ x, y }: { readonly x: number; readonly y: number }, a: number, b: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  const term = (n: number): number => {
    const m = Math.floor(n / 2)
    if (n % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  }
  return front * fraction(term)
}

/** The upper regularised incomplete gamma function Q(a, x): series DLMF 8.7.1 below, continued fraction DLMF 8.9.2 above a + 1. */
export function upperGamma(a: number, x: number): number {
  if (!(x > 0)) return 1
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let [sum, term] = [1 / a, 1 / a]
    for (let n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  let b = x + 1 - a
  let [c, d] = [1 / TINY, 1 / b]
  let value = d
  for (let n = 1; n <= MOST_TERMS; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / offZero(an * d + b)
    c = offZero(b + an / c)
    value *= c * d
    if (Math.abs(c * d - 1) < ENOUGH) break
  }
  return front * value
}
