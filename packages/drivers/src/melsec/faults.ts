import { defineFaults } from '@millrace/core'

export const melsecFaults = defineFaults('melsec', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example D100, D100.3, M20, X1F, W1A0@ABCD or D200/20.',
  },
  address_type: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} for "{address}", saw the type {type}.',
    remedy: 'Change the type of the tag or its address.',
  },
  address_range: {
    blame: 'configuration',
    status: 422,
    says: 'Expected "{address}" to end at {most} at most, saw a higher end.',
    remedy: 'ASCII code has six digits for a number: set the controller and the driver to binary code.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of type {type} for {address}, saw {seen}.',
    remedy: 'Give a value within the range of the type.',
  },
})
