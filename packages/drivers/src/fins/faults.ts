import { defineFaults } from '@millrace/core'

export const finsFaults = defineFaults('fins', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example D100, CIO10.3, W20@ABCD, E1_30000, H5:bcd, D200/20 or T0.',
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
    says: 'Expected "{address}" to end at {most} at most, saw {seen}.',
    remedy: 'Check the address and the type: the value is longer than what is left of the area.',
  },
  refused: {
    blame: 'device',
    status: 503,
    says: 'Expected the device to take the connection, saw it refuse: {seen} (error code {error}).',
    remedy: 'Free a FINS/TCP connection of the device, or give this edge another node number.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of type {type} for {address}, saw {seen}.',
    remedy: 'Give a value within the range of the type.',
  },
})
