import { defineFaults } from '@millrace/core'

/** As the platform refuses rows of tables (server, module apps): what an app sees here it sees there. */
defineFaults('apps', {
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
  point_unwritten: {
    blame: 'caller',
    status: 403,
    says: 'Expected a property that app.yaml says is written, saw {property} of {asset}.',
    remedy: 'Say writes: true at the property, and ask for the permission point:write.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a number, a text or a condition to write, saw {seen}.',
    remedy: 'Give a plain value.',
  },
  reason_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a reason for the write, saw none.',
    remedy: 'Say why: it stands in the audit.',
  },
  span_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a span {from, to} in ISO 8601 whose end is after its beginning, saw {seen}.',
    remedy: 'Give from and to, such as 2026-11-01T06:00:00Z.',
  },
  secret_unset: {
    blame: 'caller',
    status: 404,
    says: 'Expected a secret that is set, saw {seen}.',
    remedy: 'Name it under secrets of the test, or in .millrace/secrets.json beside app.yaml for millrace app dev.',
  },
  host_unasked: {
    blame: 'caller',
    status: 403,
    says: 'Expected an address at a host of reaches in app.yaml, saw {seen}.',
    remedy: 'Name the host under reaches: whoever installs the app agrees to it.',
  },
  answer_missing: {
    blame: 'caller',
    status: 502,
    says: 'Expected an answer of the test for {seen}, saw none.',
    remedy: 'Name it under answers: {url, method, status, body}.',
  },
  model_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a model that the app brings, saw {seen}.',
    remedy: 'Models are called by the folder or the name that they have in app.yaml and model.yaml.',
  },
  tests_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected tests in {file}, saw:\n{findings}',
    remedy: 'Correct these lines; docs/apps.md tells what a test of an app is.',
  },
})
