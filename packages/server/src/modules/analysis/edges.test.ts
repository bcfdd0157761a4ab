import { describe, expect, it } from 'vitest'
import { edgesOf, roundEdges } from './edges.ts'

describe('edges of bins', () => {
  it('are read as they are written', () => {
    expect(edgesOf('-1.5,0, 2e3')).toEqual([-1.5, 0, 2_000])
  })

  it.each([['1'], ['1,1'], ['2,1'], ['1,,2'], ['a,b'], ['0,Infinity'], ['']])('are refused: %j', (text) => {
    expect(() => edgesOf(text)).toThrow(expect.objectContaining({ code: 'analysis.edges_malformed' }))
  })

  it('are round, hold every value and are about as many as asked for', () => {
    expect(roundEdges(0, 100, 10)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110])
    expect(roundEdges(-0.37, 0.42, 4)).toEqual([-0.4, -0.2, 0, 0.2, 0.4, 0.6])
    for (const [least, greatest] of [
      [5, 5],
      [0, 0],
      [-1e15, 1e15],
      [1e-9, 2e-9],
      [123_456.789, 123_456.79],
    ] as const) {
      const edges = roundEdges(least, greatest, 20)
      expect(edges[0]).toBeLessThanOrEqual(least)
      expect(edges.at(-1)).toBeGreaterThan(greatest)
      expect(edges.length).toBeLessThanOrEqual(24)
      expect(edges.toSorted((a, b) => a - b)).toEqual(edges)
    }
  })

  it.each([1, 2, 3, 20])('are found for the greatest and the least doubles as well, in %i bins', (bins) => {
    for (const [least, greatest] of [
      [-1.7e308, 1.7e308],
      [0, 1.7e308],
      [-Number.MAX_VALUE, Number.MAX_VALUE],
      [0, 1e-322],
      [0, Number.MIN_VALUE],
    ] as const) {
      const edges = roundEdges(least, greatest, bins)
      expect(edges.every(Number.isFinite)).toBe(true)
      expect(edges[0]).toBeLessThanOrEqual(least)
      expect(edges.at(-1)).toBeGreaterThanOrEqual(greatest)
      expect(new Set(edges).size).toBe(edges.length)
    }
  })

  it('must be said where values are infinite', () => {
    expect(() => roundEdges(0, Infinity, 10)).toThrow(expect.objectContaining({ code: 'analysis.edges_malformed' }))
  })
})
