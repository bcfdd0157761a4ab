import { fail } from 'node:assert/strict'
import { Fault } from '@millrace/core'

/** For tests of addresses: the Fault that this is refused with. Fails if it is accepted. */
export function mistakeOf(parse: () => unknown): Fault {
  try {
    parse()
  } catch (failure) {
    if (failure instanceof Fault) return failure
    throw failure
  }
  fail('it was accepted')
}
