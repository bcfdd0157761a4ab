import { defineFaults } from '@millrace/core'

defineFaults('identity', {
  sign_in_refused: {
    blame: 'caller',
    status: 401,
    says: 'Expected a known user name with its password, saw another pair.',
    remedy:
      'Check both. Who lost the password asks an administrator for a recovery link; who runs the platform makes one with millrace recover-admin on its machine.',
  },
  recovery_refused: {
    blame: 'caller',
    status: 404,
    says: 'Expected a recovery link that is open, saw another.',
    remedy: 'Ask whoever gave it to you for a new one; each counts once, for an hour.',
  },
  recovery_incomplete: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} with this recovery link, saw none.',
    remedy: 'Give it in "{field}".',
  },
  proof_refused: {
    blame: 'caller',
    status: 401,
    says: 'Expected a second factor that fits, within five minutes of the password; saw another.',
    remedy: 'Sign in again; use a fresh code of the authenticator, a passkey, or an unused recovery code.',
  },
  too_many_attempts: {
    blame: 'caller',
    status: 429,
    says: 'Expected fewer failed attempts to sign in, saw {failures}.',
    remedy: 'Wait {retryAfter} s, then try again.',
  },
  not_a_member: {
    blame: 'caller',
    status: 404,
    says: 'Expected an organisation that you work for, saw {tenant}.',
    remedy: 'GET /api/v1/session lists them.',
  },
  session_pinned: {
    blame: 'caller',
    status: 403,
    says: 'Expected a session opened with your own password or passkey, saw one of a sign-in provider or of a program that was let in.',
    remedy: 'Each counts for its own organisation alone: sign out, and sign in for the other one.',
  },
  session_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an open session of yours, saw {id}.',
    remedy: 'Look it up with GET /api/v1/me/sessions.',
  },
  not_started: {
    blame: 'us',
    status: 503,
    says: 'Expected an organisation on the platform, saw none yet.',
    remedy: 'Try again in a moment.',
  },
})
