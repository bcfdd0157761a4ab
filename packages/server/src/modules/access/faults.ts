import { defineFaults } from '@millrace/core'

defineFaults('access', {
  link_acts: {
    blame: 'caller',
    status: 422,
    says: 'Expected an organisation that may write to machines, saw a link, which anybody may hold.',
    remedy: 'Name the organisation as receiver, or let the link read alone.',
  },
  policy_unreadable: {
    blame: 'us',
    status: 500,
    says: 'Expected policies that can be evaluated, saw: {seen}',
    remedy: 'Nothing is allowed meanwhile. Report it with this text.',
  },
  grant_closed: {
    blame: 'caller',
    status: 404,
    says: 'Expected a grant that is open to you now, saw {id}.',
    remedy: 'Look what is shared with you with GET /api/v1/grants/received; ask its giver for a new one.',
  },
  grant_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a grant, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/grants/given.',
  },
  grant_times: {
    blame: 'caller',
    status: 422,
    says: 'Expected a grant that ends after it starts, in the future and within {days} days; saw {from} to {to}.',
    remedy: 'Choose an end; a grant can be given again when it is over.',
  },
  role_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a role of this organisation, saw "{role}".',
    remedy: 'Look them up with GET /api/v1/roles.',
  },
  role_exists: {
    blame: 'caller',
    status: 409,
    says: 'Expected a new name for a role, saw "{role}", which there is.',
    remedy: 'Choose another name.',
  },
  role_in_use: {
    blame: 'caller',
    status: 409,
    says: 'Expected a role of your own that nobody holds, saw "{role}".',
    remedy: 'Take it from its holders first; the standard roles stay.',
  },
  beyond_own: {
    blame: 'caller',
    status: 403,
    says: 'Expected to give no more than what one holds, saw {seen}.',
    remedy: 'Ask somebody who holds it.',
  },
  own_roles: {
    blame: 'caller',
    status: 403,
    says: 'Expected roles of somebody else, saw your own.',
    remedy: 'Nobody changes what they may do themselves; ask another administrator.',
  },
  roles_apart: {
    blame: 'caller',
    status: 422,
    says: 'Expected administrators that are kept apart, saw "{role}" for a holder of "{held}".',
    remedy: 'Give it to another person; this organisation separates system, security and audit administration.',
  },
  last_administrator: {
    blame: 'caller',
    status: 409,
    says: 'Expected somebody left who can give roles, saw the last one.',
    remedy: 'Give another person the role first.',
  },
  assignment_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an assignment, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/assignments.',
  },
  holder_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a member or program, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/members or /programs.',
  },
})
