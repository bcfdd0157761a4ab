import { defineFaults } from '@millrace/core'

/** As the platform refuses (server, modules apps and app-services): what an app sees here it sees there. */
defineFaults('apps', {
  not_agreed: {
    blame: 'caller',
    status: 403,
    says: 'Expected {app} to do what was agreed to on what is bound to it, saw {seen}.',
    remedy: 'Ask its publisher for a version that asks for it; whoever installs that agrees to it.',
  },
  model_unknown: {
    blame: 'caller',
    status: 404,
    says: 'The app {app} brings no model {seen}.',
    remedy:
      'Call one of the folders that its manifest names; or ask for mechanism:read, and call one that is published.',
  },
  secret_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a secret of {app} that is set, saw {seen}, which is none.',
    remedy: 'Set it in the settings of the installation.',
  },
  table_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a table of {app}, saw {seen}, which is none.',
    remedy: 'Its manifest tells them.',
  },
  column_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a column of the table {table}, saw {seen}, which is none.',
    remedy: 'The manifest of the app tells them.',
  },
  row_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {column} of the table {table} as {expected}, saw {seen}.',
    remedy: 'Compare the row with the columns in the manifest of the app.',
  },
  key_twice: {
    blame: 'caller',
    status: 422,
    says: 'Expected every key once among the rows for {table}, saw {seen} twice.',
    remedy: 'Send each row once.',
  },
  where_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected `where` as a JSON object of columns, saw {seen}.',
    remedy: 'Write {"column": value}, or {"column": {"from": value, "to": value}} for a range.',
  },
  order_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected to order {table} by a column that is in every row and comparable, saw {seen}.',
    remedy: 'Order by the key, or another column that is not optional.',
  },
  table_full: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} rows in the table {table}, saw more.',
    remedy: 'Remove rows that are not needed any more.',
  },
})

defineFaults('app_services', {
  asked_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in {call}, saw {seen}.',
    remedy: 'Ask as packages/apps/src/service/README.md tells.',
  },
})

defineFaults('mechanisms', {
  rows_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Compare what is sent with the inputs of the model.',
  },
})

defineFaults('offline', {
  recording_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected in {file}, line {line}, {expected}, saw {seen}.',
    remedy: 'A recording has the columns time, one of each property, and quality if there is any that is not good.',
  },
  point_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a point of an asset that is bound to the app, saw {seen}.',
    remedy: 'Take ids of points from the assets that the context and the start of a page hold.',
  },
  answer_missing: {
    blame: 'caller',
    status: 502,
    says: 'Expected an answer of the test for {seen}, saw none.',
    remedy: 'Name it under answers: {url, method, status, body}.',
  },
  tests_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected tests in {file}, saw:\n{findings}',
    remedy: 'Correct these lines; docs/apps.md tells what a test of an app is.',
  },
})
