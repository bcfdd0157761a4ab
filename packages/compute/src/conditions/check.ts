import { Fault } from '@millrace/core'
import type { ConditionDefinition } from './definition.ts'
import './faults.ts'

const LEAST_WINDOW = 1_000

/** Throws `conditions.malformed` for figures that no condition can have. Units and series are checked by whoever defines it. */
export function checkCondition(definition: ConditionDefinition): void {
  const { number, onDelay, offDelay } = definition
  const refuse = (expected: string, seen: unknown): never => {
    throw new Fault('conditions.malformed', { condition: number, expected, seen: String(seen) })
  }
  const number0 = (name: string, value: number, isPositive = false): void => {
    if (!Number.isFinite(value)) refuse(`a finite number for ${name}`, value)
    if (isPositive ? value <= 0 : value < 0) refuse(`${name} ${isPositive ? 'above' : 'of at least'} 0`, value)
  }
  if (!Number.isSafeInteger(number) || number < 0) refuse('a whole number of at least 0', number)
  number0('onDelay', onDelay)
  number0('offDelay', offDelay)
  switch (definition.is) {
    case 'limit':
      if (!Number.isFinite(definition.limit)) refuse('a finite limit', definition.limit)
      number0('deadband', definition.deadband)
      break
    case 'rate':
      number0('limit', definition.limit)
      number0('deadband', definition.deadband)
      if (!(definition.window >= LEAST_WINDOW)) refuse(`a window of at least ${LEAST_WINDOW} µs`, definition.window)
      if (definition.deadband > definition.limit) refuse('a deadband of at most the limit', definition.deadband)
      break
    case 'deviation':
      number0('limit', definition.limit)
      number0('deadband', definition.deadband)
      if (definition.deadband > definition.limit) refuse('a deadband of at most the limit', definition.deadband)
      if ('value' in definition.reference && !Number.isFinite(definition.reference.value))
        refuse('a finite reference', definition.reference.value)
      break
    case 'absence':
      number0('after', definition.after, true)
      break
    case 'state':
      if (definition.values.length === 0) refuse('at least one value', 'none')
      break
    case 'expression':
      if (definition.inputs.length === 0) refuse('at least one input', 'none')
      break
    case 'quality':
  }
}

/** The series that a condition looks at, in the order of its inputs. */
export function inputsOf(definition: ConditionDefinition): readonly number[] {
  if (definition.is === 'expression') return definition.inputs.map(({ series }) => series)
  if (definition.is === 'deviation' && 'series' in definition.reference)
    return [definition.input, definition.reference.series]
  return [definition.input]
}
