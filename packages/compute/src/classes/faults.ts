import { defineFaults } from '@millrace/core'

defineFaults('equipment', {
  unreadable: {
    blame: 'configuration',
    status: 422,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected an equipment class in {file}, saw:\n{findings}',
    remedy: 'Mend the lines named; library/equipment/schema tells every field, docs/expressions.md the formulas.',
  },
  kpi_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected one of the KPIs {known}, saw "{seen}".',
    remedy: 'The page of the class lists its KPIs.',
  },
})
