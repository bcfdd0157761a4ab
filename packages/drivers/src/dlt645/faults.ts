import { defineFaults } from '@millrace/core'

export const dlt645Faults = defineFaults('dlt645', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example 00-01-00-00, 0x02010100, 01-01-00-00@time, 04-00-05-01/bits2.4 or 02-80-00-20/XXXX.XX.',
  },
  address_type: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} for "{address}", saw the type {type}.',
    remedy: 'Change the type of the tag or the format at the end of its address.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value that fits {address}, saw {seen}.',
    remedy: 'Give a value with as many digits as the format has.',
  },
})
