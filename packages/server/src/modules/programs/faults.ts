import { defineFaults } from '@millrace/core'

defineFaults('programs', {
  program_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a program, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/programs.',
  },
  expiry: {
    blame: 'caller',
    status: 422,
    says: 'Expected an end in the future and within {days} days, saw {seen}.',
    remedy: 'Choose another end; a rotation can set a later one when it comes near.',
  },
  request_incomplete: {
    blame: 'caller',
    status: 400,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Send the form that RFC 6749 section 4.4.2 describes.',
  },
  client_refused: {
    blame: 'caller',
    status: 401,
    says: 'Expected a known client with its secret, saw another pair.',
    remedy:
      'Check client_id and client_secret; the client may have expired, been suspended or been given a new secret.',
  },
  grant_type: {
    blame: 'caller',
    status: 400,
    says: 'Expected grant_type client_credentials, saw another.',
    remedy: 'People sign in with POST /api/v1/session; programs use client_credentials.',
  },
  scope_exceeded: {
    blame: 'caller',
    status: 400,
    says: 'Expected a scope of actions that this client was given, saw one that is not.',
    remedy: 'Ask for less, or leave scope out to get all the client was given.',
  },
})
