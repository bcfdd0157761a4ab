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
  timeout: {
    blame: 'device',
    status: 504,
    says: 'Expected an answer to function {function} of unit {unit} within {ms} ms, saw none.',
    remedy: 'Check the unit number and the load of the device, or allow it a longer timeout.',
  },
  reply_malformed: {
    blame: 'device',
    status: 502,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'The answer was thrown away. A gateway that mixes up answers shows this: allow one request at a time.',
  },
  frame_malformed: {
    blame: 'device',
    status: 502,
    says: 'Expected a Modbus TCP frame, saw {seen}.',
    remedy: 'Check that port and protocol are right: Modbus RTU over TCP is another protocol.',
  },
  link_lost: {
    blame: 'device',
    status: 503,
    says: 'Expected an open connection to {host}:{port}, saw it end: {seen}.',
    remedy: 'The connection is made anew. Check that the device is on, reachable and has a connection to spare.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of type {type} for {address}, saw {seen}.',
    remedy: 'Give a value within the range of the type.',
  },
})
