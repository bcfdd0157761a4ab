import { ManualClock } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { PendingQuestions } from './questions.ts'

const answer = (operation: string, diagnosis: unknown): string => JSON.stringify({ operation, diagnosis })

describe('a question that waits for the word of an edge', () => {
  it('is settled by that edge alone', async () => {
    const questions = new PendingQuestions(new ManualClock(0))
    const told = questions.wait('north', 'op')
    questions.told('south', answer('op', { mine: true }))
    questions.told('north', answer('another', {}))
    questions.told('north', answer('op', { is: 'right' }))
    expect(await told).toEqual({ is: 'told', diagnosis: { is: 'right' } })
  })

  it('is silent after five seconds, or when the house closes', async () => {
    const clock = new ManualClock(0)
    const questions = new PendingQuestions(clock)
    const late = questions.wait('north', 'one')
    await clock.advance(5_000)
    expect(await late).toEqual({ is: 'silent' })
    const closing = questions.wait('north', 'two')
    questions.close()
    expect(await closing).toEqual({ is: 'silent' })
  })

  it('takes no rubbish for an answer, and no device for a retired one', async () => {
    const questions = new PendingQuestions(new ManualClock(0))
    const told = questions.wait('north', 'op')
    for (const text of ['', 'null', '[]', '1', '{', '{"diagnosis":{}}', '{"operation":7}'])
      questions.told('north', text)
    questions.told('north', answer('op', null))
    expect(await told).toEqual({ is: 'retired' })
  })
})
