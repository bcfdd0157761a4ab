import { defineFaults } from '@millrace/core'

export const hj212Faults = defineFaults('hj212', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example a34004-Rtd, 2061:w01018-Avg or 2011:w01018-Flag.',
  },
  packet_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'The packet was not answered; the device may send it again. Check MN, password and version at the device.',
  },
  mn_taken: {
    blame: 'configuration',
    status: 422,
    says: 'Expected each MN once on {place}, saw {mn} twice.',
    remedy: 'Give each device of a port its own MN.',
  },
})
