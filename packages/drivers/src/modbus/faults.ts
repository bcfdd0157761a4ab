import { defineFaults } from '@millrace/core'

export const modbusFaults = defineFaults('modbus', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example holding:100, input:30@CDAB, holding:12.3, coil:5, holding:100/16 or 40101.',
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
    says: 'Expected "{address}" to end at 65535 at most, saw {seen}.',
    remedy: 'Modbus has 65,536 addresses an area; check the manual for an offset of 1 or 40001.',
  },
  unit_range: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a unit from 1 to 247 in "{address}", saw {seen}.',
    remedy: 'Units on a serial line have these numbers; 0 is for broadcasts, which nobody answers.',
  },
  line_differs: {
    blame: 'configuration',
    status: 409,
    says: 'Expected everyone on {place} to speak {expected}, saw {seen}.',
    remedy: 'Give all devices of one line the same protocol, baud rate, data bits, parity and stop bits.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of type {type} for {address}, saw {seen}.',
    remedy: 'Give a value within the range of the type.',
  },
})
