import { defineFaults } from '@millrace/core'

export const iec104Faults = defineFaults('iec104', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example 1:4001, 1:0.15.161, 1:4001>6001, 1:6001@C_SC_NA_1 or 1:6001@C_DC_NA_1/select.',
  },
  address_type: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} for "{address}", saw the type {type}.',
    remedy: 'Change the type of the tag or the command of its address.',
  },
  address_range: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} in "{address}", saw {seen}.',
    remedy: 'Check the sizes of addresses in the settings of the device against its interoperability list.',
  },
  time_zone_unknown: {
    blame: 'configuration',
    status: 422,
    says: 'Expected UTC, an offset such as +08:00 or a zone such as Europe/Berlin, saw "{seen}".',
    remedy: 'Set timeZone to what the clock of the station shows.',
  },
  timers_crossed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected t2 to be shorter than t1, saw {t2} ms and {t1} ms.',
    remedy: 'Take t1, t2, k and w from the interoperability list of the station (IEC 60870-5-104 §9.6).',
  },
  sequence_broken: {
    blame: 'device',
    status: 502,
    says: 'Expected {expected}, saw {seen}.',
    remedy:
      'A frame was lost or doubled; the connection is made anew, and the station sends again what was not acknowledged.',
  },
  unanswered: {
    blame: 'device',
    status: 504,
    says: 'Expected {expected} within t1 ({ms} ms), saw none.',
    remedy: 'The connection is made anew. Check the station, and its t1, t2, k and w against the settings.',
  },
  overrun: {
    blame: 'device',
    status: 502,
    says: 'Expected the station to wait for acknowledgements, saw {count} frames beyond the last one.',
    remedy: 'The connection is made anew. Set k of the station to 12 or so: it floods whoever is slow.',
  },
})
