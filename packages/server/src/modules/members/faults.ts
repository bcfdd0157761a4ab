import { defineFaults } from '@millrace/core'

defineFaults('members', {
  member_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a member, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/members.',
  },
  invitation_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an invitation that is open, saw another.',
    remedy: 'Ask whoever invited you for a new one; each counts once and for a limited time.',
  },
  username_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a user name that is free, saw "{username}".',
    remedy: 'Choose another name. Who has an account already signs in first and accepts then.',
  },
  own_membership: {
    blame: 'caller',
    status: 403,
    says: 'Expected another member, saw yourself.',
    remedy: 'Ask another administrator.',
  },
  handle_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a handle that is free, saw "{handle}".',
    remedy: 'Choose another one.',
  },
  organisation_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an organisation, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/organisations.',
  },
  operator_stays: {
    blame: 'caller',
    status: 409,
    says: 'Expected another organisation, saw the one that runs the platform.',
    remedy: 'It cannot be suspended.',
  },
  still_undivided: {
    blame: 'caller',
    status: 409,
    says: 'Expected nobody to hold administration undivided, saw {holders} who hold "tenant_admin" or two of the three.',
    remedy:
      'Give three people system_admin, security_admin and audit_admin, take tenant_admin from everyone, then switch it on.',
  },
  recovery_elsewhere: {
    blame: 'caller',
    status: 403,
    says: 'Expected somebody who belongs to your organisation alone, saw one who belongs to another as well.',
    remedy: 'Ask whoever runs the platform for a recovery link.',
  },
  recovery_by_program: {
    blame: 'caller',
    status: 403,
    says: 'Expected a person who answers for a recovery link, saw a program.',
    remedy: 'Sign in and make it yourself.',
  },
  person_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the user name of somebody on the platform, saw "{username}".',
    remedy: 'Ask them under which name they sign in.',
  },
  operator_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected the user name of one who runs the platform, saw {seen}.',
    remedy: 'Name one of: {operators}.',
  },
})
