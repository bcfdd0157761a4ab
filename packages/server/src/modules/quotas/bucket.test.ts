import { expect, it } from 'vitest'
import { Bucket } from './bucket.ts'

it('lets what one second brings through at once, and holds back the rest for as long as it takes', () => {
  const bucket = new Bucket(100, 0)
  expect([bucket.take(100, 0), bucket.take(50, 0), bucket.wait(250), bucket.wait(500)]).toEqual([0, 500, 250, 0])
})

it('holds no more than one second, however long nothing came', () => {
  const bucket = new Bucket(10, 0)
  expect(bucket.take(20, 3_600_000)).toBe(1_000)
})

it('of nothing a second never opens', () => {
  expect(new Bucket(0, 0).take(1, 10)).toBe(Number.POSITIVE_INFINITY)
})

it('takes a new rate at once', () => {
  const bucket = new Bucket(1_000, 0)
  bucket.perSecond = 10
  expect(bucket.take(20, 0)).toBe(1_000)
})
