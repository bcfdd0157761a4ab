import { defineFaults } from '@millrace/core'

export const sqlFaults = defineFaults('sql', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write the name of a query and a column (wide) or a name (long), such as boiler#temperature.',
  },
  query_unknown: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the name of a query before "#" in "{address}", saw none of that name.',
    remedy: 'Add the query to the configuration of the device or correct the address.',
  },
  query_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} in the query {name}, saw {seen}.',
    remedy: 'Write for example: select id, at, temperature from boiler where id > $position order by id limit $limit',
  },
  position_wrong: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the position of the query {name} to {expected}, saw {seen}.',
    remedy:
      'Order the query by a column that only grows and select it; raise the limit if many rows share one position.',
  },
})
