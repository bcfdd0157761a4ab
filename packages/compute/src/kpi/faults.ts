import { defineFaults } from '@millrace/core'

export const kpiFaults = defineFaults('kpi', {
  zone_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a time zone of the IANA database, saw "{seen}".',
    remedy: 'Use a name such as Asia/Shanghai or Europe/Berlin.',
  },
  time_of_day_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {what} as a time of day such as 06:00, saw "{seen}".',
    remedy: 'Write hours from 00 to 23 and minutes from 00 to 59 with two digits each.',
  },
  date_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a date such as 2026-10-01, saw "{seen}".',
    remedy: 'Write a day that there is, as year-month-day.',
  },
  shifts_overlap: {
    blame: 'caller',
    status: 422,
    says: 'Expected shifts that follow one another, saw "{one}" and "{other}" at the same time on {day}.',
    remedy: 'Let one end before the other begins; the time they share can be told in one of them alone.',
  },
  break_outside: {
    blame: 'caller',
    status: 422,
    says: 'Expected the breaks of shift "{shift}" one after the other within it, saw one from {begin} to {end}.',
    remedy: 'Move the break into the shift, and away from the other breaks.',
  },
  weekday_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected days of the week from 1 (Monday) to 7 (Sunday), each once, saw {seen}.',
    remedy: 'Name each day once by its number.',
  },
  orders_overlap: {
    blame: 'caller',
    status: 422,
    says: 'Expected orders of one work unit one after the other, saw "{one}" and "{other}" at the same time.',
    remedy: 'End the one before the other begins: a work unit makes one order at a time.',
  },
  definition_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected of the definition "{definition}" {expected}, saw {seen}.',
    remedy: 'Mend the definition and publish it again.',
  },
  name_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected only names that are inputs or time elements in the formula of "{definition}", saw "{seen}".',
    remedy: 'Add an input of that name, or use one of: {known}.',
  },
  input_unbound: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point of the asset for the input "{input}" of "{definition}", saw none.',
    remedy: "Choose one of the asset's points for it.",
  },
  state_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of these KPIs, saw {seen}.',
    remedy: 'It is dropped, and open windows are computed from the history.',
  },
})
