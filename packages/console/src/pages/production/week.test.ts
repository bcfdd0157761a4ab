import { describe, expect, it } from 'vitest'
import { daysFrom, plannedMinutes, weekOf } from './week.ts'

const shift = (more: object) => ({ name: 'night', days: [5], begin: '22:00', end: '06:00', ...more })

describe('the picture of a week', () => {
  it('lays a night shift on two days, and its break on the day it is of', () => {
    const pieces = weekOf({ shifts: [shift({ breaks: [{ begin: '02:00', end: '02:30' }] })] })
    expect(pieces.map(({ day, from, to, isBreak }) => [day, from, to, isBreak])).toEqual([
      [5, 1_320, 1_440, false],
      [6, 0, 360, false],
      [6, 120, 150, true],
    ])
    expect(plannedMinutes(pieces)).toBe(450)
  })

  it('goes on from Sunday to Monday, and knows breaks over midnight', () => {
    const pieces = weekOf({ shifts: [shift({ days: [7], breaks: [{ begin: '23:45', end: '00:15' }] })] })
    expect(pieces.map(({ day, from, to, isBreak }) => [day, from, to, isBreak])).toEqual([
      [7, 1_320, 1_440, false],
      [1, 0, 360, false],
      [7, 1_425, 1_440, true],
      [1, 0, 15, true],
    ])
  })

  it('draws nothing of a time that is half typed, and a shift of a whole day as one', () => {
    expect(weekOf({ shifts: [shift({ begin: '2' })] })).toEqual([])
    expect(plannedMinutes(weekOf({ shifts: [shift({ begin: '06:00', end: '06:00' })] }))).toBe(1_440)
  })

  it('begins with the day that the calendar says', () => {
    expect(daysFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6])
  })
})
