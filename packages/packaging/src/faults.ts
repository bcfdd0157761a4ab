import { defineFaults } from '@millrace/core'

defineFaults('package', {
  unreadable: {
    blame: 'configuration',
    status: 422,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in a package, saw {seen}.',
    remedy: 'Pack its folder again.',
  },
  tampered: {
    blame: 'caller',
    status: 422,
    says: 'Expected a package as its publisher made it, saw {seen}.',
    remedy: 'Do not use it. Get it again from its publisher, and ask what happened to it on its way.',
  },
  key_inside: {
    blame: 'caller',
    status: 422,
    says: 'Expected a folder without a private key, saw one in {file}.',
    remedy: 'Move it out of the folder. If a package with it was given to anybody, make another key.',
  },
  key_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected an Ed25519 private key to sign with, saw {seen}.',
    remedy: 'Make one: openssl genpkey -algorithm ed25519.',
  },
})
