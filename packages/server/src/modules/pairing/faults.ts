import { defineFaults } from '@millrace/core'

defineFaults('pairing', {
  code_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a code that a program shows and nobody answered yet, saw another.',
    remedy: 'Compare it with what the program shows; a code counts once, for ten minutes. Let the program begin again.',
  },
  not_by_program: {
    blame: 'caller',
    status: 403,
    says: 'Expected somebody who signed in themselves, saw a program that was let in.',
    remedy: 'Sign in to the console with a password, a passkey or a provider, and enter the code there.',
  },
  too_many_open: {
    blame: 'caller',
    status: 429,
    says: 'Expected fewer programs that wait to be let in, saw {open}.',
    remedy: 'Wait {retryAfter} s, then begin again.',
  },
})
