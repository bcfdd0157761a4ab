import { defineFaults } from '@millrace/core'

defineFaults('identity', {
  sign_in_refused: {
    blame: 'caller',
    status: 401,
    says: 'Expected a known user name with its password, saw another pair.',
    remedy:
      'Check both. Who lost the administrator password starts the platform once with MILLRACE_ADMIN_PASSWORD set.',
  },
  too_many_attempts: {
    blame: 'caller',
    status: 429,
    says: 'Expected fewer failed attempts to sign in, saw {failures}.',
    remedy: 'Wait {retryAfter} s, then try again.',
  },
  password_weak: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a password of at least {least} characters, saw {seen}.',
    remedy: 'Choose a longer one; a few random words do well.',
  },
  credential_exists: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name without a credential, saw "{name}", which has one.',
    remedy: 'Keep using its secret, choose another name, or ask again with replace: true to give it a new secret.',
  },
  not_started: {
    blame: 'us',
    status: 503,
    says: 'Expected an organisation on the platform, saw none yet.',
    remedy: 'Try again in a moment.',
  },
})
