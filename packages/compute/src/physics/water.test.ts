import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boilingEnthalpy,
  boilingEntropy,
  saturationPressure,
  saturationTemperature,
  steamDensity,
  steamEnthalpy,
  steamEntropy,
  waterEnthalpy,
  waterEntropy,
  waterHeatCapacity,
  waterVolume,
  wetSteamEnthalpy,
} from './water.ts'
import {
  helmholtzEnthalpy,
  helmholtzEntropy,
  helmholtzHeatCapacity,
  helmholtzPressure,
  helmholtzSpeedOfSound,
} from './water-region3.ts'
import { soundSpeedAt, waterRegion } from './water-state.ts'

/** Each value of the release has nine digits. */
function agrees(seen: number, published: number): void {
  expect(Math.abs(seen / published - 1)).toBeLessThan(6e-9)
}

/** R7-97(2012), tables 5, 15 and 42: K, MPa, then v, h, s, c_p and w. */
const states = [
  [1, 300, 3, 0.100215168e-2, 0.115331273e3, 0.392294792, 0.417301218e1, 0.150773921e4],
  [1, 300, 80, 0.971180894e-3, 0.184142828e3, 0.368563852, 0.401008987e1, 0.163469054e4],
  [1, 500, 3, 0.1202418e-2, 0.975542239e3, 0.258041912e1, 0.465580682e1, 0.124071337e4],
  [2, 300, 0.0035, 0.394913866e2, 0.254991145e4, 0.852238967e1, 0.191300162e1, 0.427920172e3],
  [2, 700, 0.0035, 0.923015898e2, 0.333568375e4, 0.101749996e2, 0.208141274e1, 0.644289068e3],
  [2, 700, 30, 0.542946619e-2, 0.263149474e4, 0.517540298e1, 0.103505092e2, 0.480386523e3],
  [5, 1500, 0.5, 0.13845509e1, 0.521976855e4, 0.965408875e1, 0.261609445e1, 0.91706869e3],
  [5, 1500, 30, 0.230761299e-1, 0.516723514e4, 0.772970133e1, 0.272724317e1, 0.928548002e3],
  [5, 2000, 30, 0.311385219e-1, 0.657122604e4, 0.853640523e1, 0.288569882e1, 0.106736948e4],
] as const

test.each(states)('region %d at %d K and %d MPa agrees with the release', (region, t, p, v, h, s, cp, w) => {
  expect(waterRegion(p, t)).toBe(region)
  agrees(waterVolume(p, t), v)
  agrees(waterEnthalpy(p, t), h)
  agrees(waterEntropy(p, t), s)
  agrees(waterHeatCapacity(p, t), cp)
  agrees(soundSpeedAt(p, t), w)
})

/** Table 33: K, kg/m³, then p, h, s, c_p and w. */
const dense = [
  [650, 500, 0.255837018e2, 0.186343019e4, 0.405427273e1, 0.138935717e2, 0.502005554e3],
  [650, 200, 0.222930643e2, 0.237512401e4, 0.485438792e1, 0.446579342e2, 0.383444594e3],
  [750, 500, 0.783095639e2, 0.225868845e4, 0.446971906e1, 0.634165359e1, 0.760696041e3],
] as const

test.each(dense)('region 3 at %d K and %d kg/m³ agrees with the release', (t, density, p, h, s, cp, w) => {
  agrees(helmholtzPressure(density, t), p)
  agrees(helmholtzEnthalpy(density, t), h)
  agrees(helmholtzEntropy(density, t), s)
  agrees(helmholtzHeatCapacity(density, t), cp)
  agrees(helmholtzSpeedOfSound(density, t), w)
  // And back: the density is found from the pressure.
  expect(waterRegion(p, t)).toBe(3)
  expect(waterVolume(helmholtzPressure(density, t), t) * density).toBeCloseTo(1, 9)
})

test.each([
  [300, 0.353658941e-2],
  [500, 0.263889776e1],
  [600, 0.123443146e2],
])('the saturation pressure at %d K agrees with table 35', (t, p) => {
  agrees(saturationPressure(t), p)
})

test.each([
  [0.1, 0.372755919e3],
  [1, 0.453035632e3],
  [10, 0.584149488e3],
])('the saturation temperature at %d MPa agrees with table 36', (p, t) => {
  agrees(saturationTemperature(p), t)
})

test('the boundary of regions 2 and 3 lies where the release has it: 16.5291643 MPa at 623.15 K', () => {
  expect(waterRegion(16.5291642, 623.15001)).toBe(2)
  expect(waterRegion(16.5291743, 623.15001)).toBe(3)
})

test('saturated liquid and steam have the same Gibbs energy, up to the critical point', () => {
  // To what the release's own region boundaries are consistent: it asks 0.2 J/(kg K) of s and 0.2 kJ/kg of h.
  for (const p of [0.001, 0.1, 1, 5, 16, 17, 20, 21.5, 22]) {
    const t = saturationTemperature(p)
    const liquid = boilingEnthalpy(p) - t * boilingEntropy(p)
    const steam = steamEnthalpy(p) - t * steamEntropy(p)
    expect(Math.abs(liquid - steam)).toBeLessThan(0.3)
  }
})

test('saturated liquid and steam come closer all the way to the critical point, without a gap', () => {
  const gap = (p: number): number => steamEnthalpy(p) - boilingEnthalpy(p)
  for (let p = 21.9; p < 22.063; p += 0.001) expect(gap(p + 0.001)).toBeLessThan(gap(p))
  expect(gap(22.0639)).toBeGreaterThan(0)
})

test('properties do not leap where the regions meet', () => {
  fc.assert(
    fc.property(fc.double({ min: 17, max: 99, noNaN: true }), (p) => {
      const step = waterEnthalpy(p, 623.15001) - waterEnthalpy(p, 623.14999)
      expect(Math.abs(step)).toBeLessThan(0.3)
    }),
  )
})

test('wet steam lies between liquid and steam by its dryness', () => {
  expect(wetSteamEnthalpy(1, 0)).toBe(boilingEnthalpy(1))
  expect(wetSteamEnthalpy(1, 1)).toBeCloseTo(steamEnthalpy(1), 9)
  expect(steamDensity(1)).toBeCloseTo(5.1454, 3)
})

test('outside of the formulation there is a fault, never a number', () => {
  const fault = { code: 'physics.out_of_range' }
  for (const [p, t] of [
    [0, 300],
    [-1, 300],
    [101, 300],
    [1, 273],
    [51, 1100],
    [1, 2274],
    [Number.NaN, 300],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 300],
  ] as const)
    for (const property of [waterVolume, waterEnthalpy, waterEntropy, waterHeatCapacity])
      expect(() => property(p, t)).toThrow(expect.objectContaining(fault))
  for (const t of [273.14, 647.1, Number.NaN])
    expect(() => saturationPressure(t)).toThrow(expect.objectContaining(fault))
  for (const p of [0.0006, 22.1, Number.NaN]) expect(() => steamEnthalpy(p)).toThrow(expect.objectContaining(fault))
  expect(() => wetSteamEnthalpy(1, 1.01)).toThrow(expect.objectContaining(fault))
})

test('within it there is always a number', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.0001, max: 100, noNaN: true }),
      fc.double({ min: 273.15, max: 1073.15, noNaN: true }),
      (p, t) => {
        expect(waterVolume(p, t)).toBeGreaterThan(0)
        expect(waterEnthalpy(p, t)).toBeGreaterThan(-0.1)
      },
    ),
    { numRuns: 2_000 },
  )
})
