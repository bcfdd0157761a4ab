import { describe, expect, it } from 'vitest'
import { modelOf } from '../package/archive.ts'
import type { AskedAnomaly, AskedForecast, AskedRegression, Learned, LearningRequest } from './face.ts'
import { asked, HOUR, history, normals, quantity } from './history-for-tests.ts'
import { train } from './train.ts'

const nothing = (): void => undefined
const noise = Float64Array.from({ length: 2_000 }, normals(3))
const load = (i: number): number => 100 + 40 * Math.sin((i * Math.PI) / 12) + 3 * noise[i]!
const wet = (i: number): number => 20 + 2 * noise[i + 900]!
const LENGTH = 600

const ofAll = (columns: Parameters<typeof history>[1], length = LENGTH): readonly LearningRequest[] => {
  const rows = history(length, columns)
  return [
    { ...asked, kind: 'regression', inputs: [quantity('wet', 'Cel')], target: quantity('load', 'kW'), rows },
    { ...asked, kind: 'forecast', target: quantity('load', 'kW'), rows },
    { ...asked, kind: 'anomaly', inputs: [quantity('load', 'kW'), quantity('wet', 'Cel')], rows },
  ] satisfies [AskedRegression, AskedForecast, AskedAnomaly]
}

/** Numbers that JSON would not bring back. */
const lost = ({ report }: Learned): unknown => {
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  return report.rows.leftOut
}

describe.each(['regression', 'forecast', 'anomaly'] as const)('of hostile history: %s', (kind) => {
  const request = (columns: Parameters<typeof history>[1]) => ofAll(columns).find((one) => one.kind === kind)!

  it.each([1e308, 1e200, 3.4e60])('values of %d, whose squares and products have no end, are none', (wild) => {
    const signs = (i: number): number => (i % 2 ? wild : -wild)
    const learned = train(request({ load: signs, wet: signs }), nothing)
    expect(learned.report.verdict).toBe('too_little')
    expect(lost(learned)).toMatchObject({ missing: LENGTH })
  })

  it('times that no calendar has are out of order', () => {
    const asking = request({ load, wet })
    asking.rows.time.set([Number.NEGATIVE_INFINITY, -HOUR], 0)
    asking.rows.time.set([Number.NaN, 1e22, Number.POSITIVE_INFINITY], LENGTH - 3)
    const learned = train(asking, nothing)
    expect(lost(learned)).toMatchObject({ out_of_order: 5 })
    expect(learned.files).toBeDefined()
  })

  it('columns of other lengths are refused', () => {
    const unfit = (rows: LearningRequest['rows']): void =>
      expect(() => train({ ...request({ load, wet }), rows } as LearningRequest, nothing)).toThrow(
        expect.objectContaining({ code: 'learning.column_unfit' }),
      )
    const { rows } = request({ load, wet })
    const cut = (part: 'values' | 'status') =>
      Object.fromEntries(
        Object.entries(rows.inputs).map(([name, input]) => [name, { ...input, [part]: input[part].slice(0, 50) }]),
      )
    unfit({ ...rows, time: rows.time.slice(1) })
    unfit({ ...rows, inputs: cut('values') })
    unfit({ ...rows, inputs: cut('status') })
    unfit({ ...rows, length: Number.NaN })
    unfit({ ...rows, length: -1 })
  })

  it('words come back as they were asked for, and cut to what is text', () => {
    const signs = '$\u007bprocess.exit()} */ </script> "]}\n--- &a *a !!js # \u2028 % 漢 `'
    const long = `${'x'.repeat(395)}${'😀'.repeat(2_500)}`
    const words = (text: string) => ({ en: text, zh: text })
    const asking = {
      ...request({ load, wet }),
      ...{ title: words(signs), description: words(long), owner: signs, licence: signs },
      ...('target' in request({ load, wet })
        ? { target: { ...quantity('load', 'kW'), ...words(signs.repeat(6)) } }
        : {}),
    } as LearningRequest
    const { manifest } = modelOf(train(asking, nothing).files!)
    expect(manifest.title).toEqual(words(signs))
    expect([manifest.owner, manifest.licence]).toEqual([signs, signs])
    expect(manifest.description.en.startsWith(long.slice(0, 3_000))).toBe(true)
    expect(manifest.description.en.isWellFormed()).toBe(true)
  })
})
