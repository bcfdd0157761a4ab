import { defineFaults } from '@millrace/core'

defineFaults('app', {
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected an app in {file}, saw:\n{findings}',
    remedy: 'Correct these lines; apps/README.md tells what an app is made of.',
  },
  include_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in {file}, saw {seen}.',
    remedy: 'Carry the package that `includes` names, and give it what it needs; `millrace app check` shows the same.',
  },
  service_unknown: {
    blame: 'caller',
    status: 404,
    says: 'The app {app} has no service {service}.',
    remedy: 'Call one of those that its manifest names.',
  },
  service_broken: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} cannot be loaded: {seen}.',
    remedy: 'Correct its code; `millrace app test` shows where.',
  },
  service_import: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} cannot be loaded, because it imports what it may not: {seen}.',
    remedy:
      'A service imports files of its package that lie in services/, by a path that begins with ./ or ../, and nothing else.',
  },
  service_failed: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} failed: {seen}.',
    remedy: 'Correct its code or what it is given.',
  },
  service_refused: {
    blame: 'caller',
    status: 422,
    says: 'The app refused it ({reason}): {seen}.',
    remedy: '{advice}',
  },
  service_result: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} of the service {service}, saw {seen}.',
    remedy: 'Give plain objects, lists, numbers, texts and conditions.',
  },
  service_slow: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: expected it to compute for at most {most} ms.',
    remedy: 'Do less in one call, or let the manifest allow more (timeMs).',
  },
  service_waits: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: expected an answer within {most} ms, its waiting included.',
    remedy: 'Ask its host for less in one call, or let the manifest allow more (timeMs).',
  },
  service_greedy: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: expected at most {most} bytes of memory.',
    remedy: 'Hold less at a time, or let the manifest allow more (memory).',
  },
  service_stuck: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: it waits for something that never comes.',
    remedy: 'Resolve every promise; only calls of the context are worth waiting for.',
  },
  service_asks: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: expected at most {most} calls of its host in one call.',
    remedy: 'Ask for many points or rows at once.',
  },
  service_talks: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was stopped: expected at most {most} lines of log in one call.',
    remedy: 'Write what someone will read.',
  },
  service_ended: {
    blame: 'caller',
    status: 409,
    says: 'The service {service} was stopped with its app.',
    remedy: 'Resume the app, and call again.',
  },
  service_died: {
    blame: 'caller',
    status: 422,
    says: 'The service {service} was lost with its thread: {seen}.',
    remedy: 'Call again; what it had done until then is done.',
  },
  service_busy: {
    blame: 'caller',
    status: 429,
    says: 'The app of the service {service} has {most} calls that run or wait.',
    remedy: 'Wait for them, and ask again.',
  },
  service_answer: {
    blame: 'caller',
    status: 422,
    says: 'Expected an answer of at most {most} characters of JSON, saw {seen}.',
    remedy: 'Ask for less at a time: a shorter range, fewer rows.',
  },
  service_host: {
    blame: 'caller',
    status: 502,
    says: 'The platform could not do what the service asked.',
    remedy: 'Look into the log of the platform.',
  },
})
