import { defineFaults } from '@millrace/core'

export const s7Faults = defineFaults('s7', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example DB1.DBW4, DB1.DBX0.3, DB1.DBB10/20, MW10, I0.3, E0.3, QB4, PIW256, T5 or C7.',
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
    says: 'Expected "{address}" to end at byte 65535 at most, saw {seen}.',
    remedy: 'S7 areas that can be addressed by number hold 65,536 bytes; look the place up in the block.',
  },
  connection_refused: {
    blame: 'device',
    status: 503,
    says: 'Expected {place} to take an S7 connection to {tsap}, saw it refuse: {seen}.',
    remedy:
      'Check rack and slot (S7-300: slot 2, S7-1200 and S7-1500: slot 1) or the TSAPs, and that the CPU has a connection to spare.',
  },
  setup_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected the CPU to agree on a PDU size of 112 bytes or more, saw {seen}.',
    remedy: 'Check that the CPU allows PUT/GET communication from remote partners.',
  },
  disconnected: {
    blame: 'device',
    status: 503,
    says: 'Expected an open S7 connection, saw the device end it with reason {reason}.',
    remedy:
      'The connection is made anew. Check rack and slot or the TSAPs, and that the CPU has a connection to spare.',
  },
  list_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected {asked} of the CPU, saw it answer with error {error}.',
    remedy: 'S7-1200 and S7-1500 do not tell it in this protocol; write the addresses from the project instead.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value of type {type} for {address}, saw {seen}.',
    remedy: 'Give a value within the range of the type, and a memory that is large enough.',
  },
})
