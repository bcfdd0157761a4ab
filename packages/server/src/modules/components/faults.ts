import { defineFaults } from '@millrace/core'

const caller = { blame: 'caller', status: 422 } as const

defineFaults('components', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a component of the pool, saw "{name}", which is none.',
    remedy: 'Look it up with GET /api/v1/components.',
  },
  version_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a version of {name}, saw {seen}, which is none.',
    remedy: 'Look them up with GET /api/v1/components/{name}.',
  },
  not_ready: {
    ...caller,
    says: 'Expected a component without mistakes, saw {count}; the first: {first}',
    remedy: 'POST /api/v1/components/proposals tells all of them; correct the flow that it is taken from.',
  },
  ports_unfit: {
    ...caller,
    says: 'Expected the ports that the part has, saw {seen}.',
    remedy: 'Tell each port of the part once, with its name and side; POST /api/v1/components/proposals tells them.',
  },
  too_large: {
    blame: 'caller',
    status: 413,
    says: 'Expected at most {most} {what}, saw {seen}.',
    remedy: 'Divide the component, or remove those that nobody uses.',
  },
  another_kind: {
    blame: 'caller',
    status: 409,
    says: 'Expected a {kind}, as {name} is one, saw a {seen}.',
    remedy: 'Publish it under another name.',
  },
  nothing_changed: {
    blame: 'caller',
    status: 409,
    says: 'Expected something else than version {version} of {name}, saw the same.',
    remedy: 'Change what is to be published, or use that version.',
  },
  not_waiting: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version that waits for a second person, saw one that is {stage}.',
    remedy: 'Read the component again.',
  },
  second_person: {
    blame: 'caller',
    status: 403,
    says: 'Expected a second person to agree, saw {seen}.',
    remedy: 'Ask a colleague who may publish components.',
  },
  not_published: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version of {name} that is published, saw one that is {stage}.',
    remedy: 'Take another version, or let a second person agree to it.',
  },
  successor_unknown: {
    ...caller,
    says: 'Expected a published component by name@version as the successor, saw "{seen}".',
    remedy: 'Publish the successor first, or name none.',
  },
  in_use: {
    blame: 'caller',
    status: 409,
    says: 'Expected a component that nobody uses, but {count} do: {names}.',
    remedy: 'Deprecate it with a successor, or take it out of those first.',
  },
  part_only: {
    ...caller,
    says: 'Expected a part of a flow, saw {name}, which is a service.',
    remedy: 'Call it with POST /api/v1/components/{name}/call.',
  },
  service_only: {
    ...caller,
    says: 'Expected a service, saw {name}, which is a part of flows.',
    remedy: 'Place it in a flow.',
  },
  service_tried: {
    blame: 'caller',
    status: 409,
    says: 'Expected an installation that stays, saw one of {app} that is tried.',
    remedy: 'Publish the service of the installation in whose place it is tried, or end the trial first.',
  },
  form_told: {
    ...caller,
    says: 'Expected what {service} {side} as the manifest of {app} {version} tells it, saw another form.',
    remedy: 'Leave it out of what is published.',
  },
  service_changed: {
    blame: 'caller',
    status: 409,
    says: 'Expected {app} to have {service} as it was when {name}@{number} was published, saw that version {version} takes or gives something else.',
    remedy: 'Publish the next version of the component, or go back to the version of the app before.',
  },
  none_published: {
    blame: 'caller',
    status: 409,
    says: 'Expected a version of {name} that is published, saw none.',
    remedy: 'Let a second person agree to one.',
  },
  input_unfit: {
    ...caller,
    says: 'Expected {expected} in what {name}@{number} is called with, saw {seen}.',
    remedy: 'GET /api/v1/components/{name} tells what it takes.',
  },
  answer_unfit: {
    blame: 'configuration',
    status: 502,
    says: 'Expected {expected} in what {name}@{number} answers, saw {seen}.',
    remedy: 'Correct the service in its app, or publish what it gives as the next version.',
  },
  trial_failed: {
    ...caller,
    says: 'Expected values that the component takes, saw: {seen}',
    remedy: 'Give a value for each input, of its type, in its unit.',
  },
})
