import { expect, test } from 'vitest'
import { quick } from './quick.ts'

test.each(['history-crash', 'restore', 'disk-full', 'kpi-recompute', 'flow-crash'])(
  'the drill %s passes, small',
  { timeout: 300_000 },
  async (name) => {
    const told = await quick('drill', name)
    expect(told, JSON.stringify(told)).toMatchObject({ drill: name, pass: true })
  },
)
