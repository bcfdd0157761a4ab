import { now, type Plant, type Signal, wander } from '../plant.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const level =
  (name: string, at: number, aDay = 0): Signal =>
  (ms) =>
    Math.max(
      0.2,
      at + (aDay * (ms - now)) / DAY + 0.06 * at * wander(name, ms, 5 * HOUR) + 0.02 * wander(`${name} fast`, ms, HOUR),
    )

/** The outer race of a 6205 at 1478/min, the shaft and some noise. */
const shaft = 1478 / 60
const acceleration: Signal = (ms) => {
  const s = (ms - now + 60_000) / 1000
  if (s < 56 || s > 60) return null
  const blows = 3.5848 * shaft
  const since = (((s * blows) % 1) + 1) % 1
  return (
    2.2 * Math.exp((-since / blows) * 420) * Math.sin((2 * Math.PI * 900 * since) / blows) +
    0.34 * Math.sin(2 * Math.PI * shaft * s) +
    0.1 * Math.sin(4 * Math.PI * shaft * s) +
    0.25 * wander('noise', ms, 0.7)
  )
}

const motor = (name: string, vibration: Signal, more: Record<string, Signal> = {}) => ({
  name,
  points: {
    vibration,
    running: (() => true) as Signal,
    speed: ((ms) => 1478 + 3 * wander(name, ms, HOUR)) as Signal,
    ...more,
  },
})

export const plant: Plant = {
  assets: {
    machine: [
      motor('Fan 101', level('Fan 101', 2.45, 0.052), { acceleration }),
      motor('Pump 201', level('Pump 201', 1.1)),
      motor('Pump 202', level('Pump 202', 3.6, 0.01)),
      motor('Compressor 1', level('Compressor 1', 1.9)),
      motor('Mill', level('Mill', 5.1)),
      { name: 'Pump 203', points: { vibration: () => 0.1, running: () => false } },
    ],
  },
  tables: (id) => ({
    machines: [
      {
        asset: id('Fan 101'),
        group: 2,
        flexible: false,
        rated_speed: 1480,
        elements: 9,
        element_diameter: 7.94,
        pitch_diameter: 39.04,
      },
      { asset: id('Mill'), group: 1, flexible: false, rated_speed: 1480 },
    ],
  }),
  fast: 0.4,
  views: [{ page: 'board', name: 'board', press: ['button.plain:text-matches("101")'] }],
}
