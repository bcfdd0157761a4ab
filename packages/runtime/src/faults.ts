import { defineFaults } from '@millrace/core'

defineFaults('model', {
  broken: {
    blame: 'caller',
    status: 422,
    says: 'The model {model} cannot be run: {seen}.',
    remedy: 'Correct the package.',
  },
  unsupported: {
    blame: 'configuration',
    status: 501,
    says: 'The model {model} cannot run on this machine: {seen}.',
    remedy: 'Run it where its runtime is there, or install what is missing.',
  },
  slow: {
    blame: 'caller',
    status: 422,
    says: 'The model {model} was stopped: expected an answer within {most} ms.',
    remedy: 'Make it faster, give it fewer rows, or raise its limit.',
  },
  greedy: {
    blame: 'caller',
    status: 422,
    says: 'The model {model} was stopped: expected at most {most} bytes of memory.',
    remedy: 'Make it take less, give it fewer rows, or raise its limit.',
  },
  died: {
    blame: 'caller',
    status: 422,
    says: 'The model {model} died: {seen}.',
    remedy: 'Look into its code; it is started again with the next call.',
  },
  failed: {
    blame: 'caller',
    status: 422,
    says: 'The model {model} failed: {seen}.',
    remedy: 'Correct its code or what it is given.',
  },
  lied: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} of the model {model}, saw {seen}.',
    remedy: 'Correct what it gives, or what its manifest says of it.',
  },
  state_foreign: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of the model {model}, saw {seen}.',
    remedy: 'It begins without it.',
  },
  rows_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in a call of the model {model}, saw {seen}.',
    remedy: 'Send columns of one length, times (of a stateful model rising ones), and numbers as parameters.',
  },
  busy: {
    blame: 'us',
    status: 503,
    says: 'The model {model} was not asked: {waiting} calls wait already.',
    remedy: 'Ask again in a while, with more rows a call and fewer calls.',
  },
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a model in {file}, saw:\n{findings}',
    remedy: 'Correct these lines; library/models/README.md tells what a model is made of.',
  },
})
