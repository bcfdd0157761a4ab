import { chance, now, type Plant } from '../plant.ts'

/** Twelve uniform chances make one of a normal distribution. */
const normal = (name: string, n: number): number =>
  Array.from({ length: 12 }, (_, i) => chance(name, 12 * n + i)).reduce((sum, each) => sum + each, 0) - 6

const bores = Array.from({ length: 40 }, (_, i) => ({
  characteristic: 'bore',
  at: new Date(now - (40 - i) * 1_800_000).toISOString(),
  values: Array.from(
    { length: 5 },
    (_, k) =>
      Math.round(1e4 * (12.0088 + (i > 33 ? 0.0011 * (i - 33) : 0) * 0.9 + 0.0021 * normal('bore', 5 * i + k))) / 1e4,
  ),
  entered_by: i % 3 === 0 ? 'Zhao Min' : 'Chen Hao',
  ...(i === 35 ? { cause: 'Insert worn' } : {}),
}))

export const plant: Plant = {
  assets: { gauge: [] },
  tables: () => ({
    characteristics: [
      {
        id: 'bore',
        name: 'Bore 12 H7',
        unit: 'mm',
        size: 5,
        lower: 12,
        upper: 12.018,
        frozen: { centre: 12.0088, sigma: 0.0021, range: 0.00488, samples: 25 },
      },
      { id: 'weight', name: 'Weight of a fill', unit: 'g', size: 1, lower: 498 },
    ],
    samples: bores,
  }),
  views: [{ page: 'board', name: 'board' }],
}
