import { Status } from '@millrace/core'
import type { GuardedRows } from '../guard/guarded.ts'
import { uniforms } from './random.ts'

export const HOUR = 3_600_000_000
/** A Monday, 2025-03-03T00:00Z. */
export const BEGIN = 1_740_960_000_000_000

/** Normal numbers that are the same in every run (Box and Muller). */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed)
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** Good rows an hour apart. */
export function history(
  length: number,
  columns: Readonly<Record<string, (row: number) => number>>,
  every = HOUR,
): GuardedRows {
  const inputs = Object.entries(columns).map(([name, of]) => [
    name,
    { values: Float64Array.from({ length }, (_, i) => of(i)), status: new Uint32Array(length).fill(Status.Good) },
  ])
  const time = Float64Array.from({ length }, (_, i) => BEGIN + i * every)
  return { length, time, inputs: Object.fromEntries(inputs) }
}

export const asked = {
  id: 'works/learnt',
  version: '1.0.0',
  title: { en: 'Learnt', zh: '训练所得' },
  owner: 'Works',
  licence: 'LicenseRef-works',
  domain: 'energy',
} as const

export const quantity = (name: string, unit?: string) => ({
  name,
  ...(unit === undefined ? {} : { unit }),
  en: `Measured ${name}`,
  zh: `${name} 测量值`,
})
