import { region3, region3Log } from './water-coefficients.ts'
import { GAS_CONSTANT } from './water-gibbs.ts'

/** R7-97(2012) equations 2 to 4. */
export const CRITICAL_TEMPERATURE = 647.096 // K
export const CRITICAL_PRESSURE = 22.064 // MPa
const CRITICAL_DENSITY = 322 // kg/m³

// Equation 28, φ(δ, τ), and its derivatives after table 32; δ and τ are given.
function phi(delta: number, tau: number): number {
  let sum = region3Log * Math.log(delta)
  for (let at = 0; at < region3.length; at += 3)
    sum += region3[at + 2]! * delta ** region3[at]! * tau ** region3[at + 1]!
  return sum
}

function phiDelta(delta: number, tau: number): number {
  let sum = region3Log / delta
  for (let at = 0; at < region3.length; at += 3)
    sum += region3[at + 2]! * region3[at]! * delta ** (region3[at]! - 1) * tau ** region3[at + 1]!
  return sum
}

function phiDeltaDelta(delta: number, tau: number): number {
  let sum = -region3Log / (delta * delta)
  for (let at = 0; at < region3.length; at += 3) {
    const i = region3[at]!
    sum += region3[at + 2]! * i * (i - 1) * delta ** (i - 2) * tau ** region3[at + 1]!
  }
  return sum
}

function phiTau(delta: number, tau: number): number {
  let sum = 0
  for (let at = 0; at < region3.length; at += 3)
    sum += region3[at + 2]! * region3[at + 1]! * delta ** region3[at]! * tau ** (region3[at + 1]! - 1)
  return sum
}

function phiTauTau(delta: number, tau: number): number {
  let sum = 0
  for (let at = 0; at < region3.length; at += 3) {
    const j = region3[at + 1]!
    sum += region3[at + 2]! * j * (j - 1) * delta ** region3[at]! * tau ** (j - 2)
  }
  return sum
}

function phiDeltaTau(delta: number, tau: number): number {
  let sum = 0
  for (let at = 0; at < region3.length; at += 3) {
    const [i, j] = [region3[at]!, region3[at + 1]!]
    sum += region3[at + 2]! * i * j * delta ** (i - 1) * tau ** (j - 1)
  }
  return sum
}

/** MPa from kg/m³ and K. */
export function helmholtzPressure(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  return (density * GAS_CONSTANT * t * delta * phiDelta(delta, CRITICAL_TEMPERATURE / t)) / 1000
}

/** MPa per kg/m³. */
function pressureSlope(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  const tau = CRITICAL_TEMPERATURE / t
  return (GAS_CONSTANT * t * (2 * delta * phiDelta(delta, tau) + delta * delta * phiDeltaDelta(delta, tau))) / 1000
}

export function helmholtzEnthalpy(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  const tau = CRITICAL_TEMPERATURE / t
  return GAS_CONSTANT * t * (tau * phiTau(delta, tau) + delta * phiDelta(delta, tau))
}

export function helmholtzEntropy(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  const tau = CRITICAL_TEMPERATURE / t
  return GAS_CONSTANT * (tau * phiTau(delta, tau) - phi(delta, tau))
}

export function helmholtzHeatCapacity(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  const tau = CRITICAL_TEMPERATURE / t
  const first = phiDelta(delta, tau)
  const mixed = delta * first - delta * tau * phiDeltaTau(delta, tau)
  const second = 2 * delta * first + delta * delta * phiDeltaDelta(delta, tau)
  return GAS_CONSTANT * (-tau * tau * phiTauTau(delta, tau) + (mixed * mixed) / second)
}

/** m/s, table 31. */
export function helmholtzSpeedOfSound(density: number, t: number): number {
  const delta = density / CRITICAL_DENSITY
  const tau = CRITICAL_TEMPERATURE / t
  const first = phiDelta(delta, tau)
  const mixed = delta * first - delta * tau * phiDeltaTau(delta, tau)
  const second = 2 * delta * first + delta * delta * phiDeltaDelta(delta, tau)
  return Math.sqrt(1000 * GAS_CONSTANT * t * (second - (mixed * mixed) / (tau * tau * phiTauTau(delta, tau))))
}

/** Densities in kg/m³ that region 3 has none beyond. */
const LEAST = 100
const MOST = 800
const MOST_STEPS = 200

/**
 * Density in kg/m³ of region 3 at MPa and K, solved from the basic equation to 1e-12 of itself, so that no backward equation's own
 * error comes in. Below the critical temperature `liquid` tells which branch is meant. NaN when none is found.
 */
export function region3Density(p: number, t: number, liquid: boolean): number {
  if (t >= CRITICAL_TEMPERATURE) return bracketed(p, t)
  // Beyond the spinodal the liquid's isotherm rises and bends upwards, the vapour's rises and bends downwards:
  // Newton's steps come from outside and never pass the root.
  let density = liquid ? MOST : LEAST
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = pressureSlope(density, t)
    if (!(slope > 0)) return Number.NaN
    const next = density - (helmholtzPressure(density, t) - p) / slope
    if (Math.abs(next - density) <= 1e-12 * density) return next
    // A step back is nothing but rounding: near the critical point the isotherm is so flat that it never gets any closer.
    if (liquid ? next > density : next < density) return density
    density = next
  }
  return Number.NaN
}

/** Above the critical temperature pressure rises with density all the way. */
function bracketed(p: number, t: number): number {
  let low = LEAST
  let high = MOST
  let density = CRITICAL_DENSITY
  for (let step = 0; step < MOST_STEPS; step++) {
    const error = helmholtzPressure(density, t) - p
    if (error > 0) high = density
    else low = density
    const newton = density - error / pressureSlope(density, t)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - density) <= 1e-12 * density) return next
    density = next
  }
  return Number.NaN
}
