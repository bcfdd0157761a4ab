import { refuse, rowsOf } from './lib/rows.js'
import { shiftOf } from './shift.js'
import { summaryOf } from './summary.js'

const kinds = ['note', 'safety', 'quality', 'production', 'maintenance', 'instruction']

/** {entry | point | close | give | take}: each with who did it, as the platform knows him. */
export async function http(input, context) {
  const { person } = context
  if (!person?.name) refuse('person_missing', 'Expected a person, saw a program', 'Sign in as yourself.')
  if (input.entry) return writeEntry(input.entry, context)
  if (input.point) return openPoint(input.point, context)
  if (input.close) return closePoint(input.close, context)
  if (input.give) return give(input.give, context)
  return take(input.take ?? {}, context)
}

const textOf = (text) => {
  const told = String(text ?? '')
    .trim()
    .slice(0, 4_000)
  if (told === '') refuse('text_missing', 'Expected what happened, saw nothing', 'Write it down.')
  return told
}
const idOf = ({ now, person }, text) => `${now}-${person.id}-${text.length}`.slice(0, 120)

async function writeEntry({ at, kind, asset, text }, context) {
  const { tables, now, person } = context
  if (!kinds.includes(kind)) refuse('kind_unfit', `Expected one of ${kinds.join(', ')}, saw ${kind}`, 'Choose a kind.')
  const shift = await shiftOf(at, context)
  const told = textOf(text)
  await tables.put('entries', [
    {
      id: idOf(context, told),
      shift: shift.key,
      at: now,
      kind,
      ...(asset ? { asset } : {}),
      text: told,
      by: person.name,
      late: shift.handover !== null,
    },
  ])
  return { saved: true }
}

async function openPoint({ text, asset, urgent = false }, context) {
  const { tables, now, person } = context
  const told = textOf(text)
  await tables.put('points', [
    {
      id: idOf(context, told),
      text: told,
      ...(asset ? { asset } : {}),
      urgent,
      opened_at: now,
      opened_by: person.name,
    },
  ])
  return { saved: true }
}

async function closePoint({ id, answer }, { tables, now, person }) {
  const [point] = await rowsOf(tables, 'points', { where: { id: String(id) } })
  if (!point || point.closed_at)
    refuse('point_unknown', 'Expected a point that is open, saw none', 'Open the page again.')
  await tables.put('points', [
    { ...point, closed_at: now, closed_by: person.name, ...(answer ? { answer: textOf(answer) } : {}) },
  ])
  return { saved: true }
}

/** The shift that goes signs: what the machines say is frozen with it. */
async function give({ at, note }, context) {
  const { tables, now, person, settings } = context
  const shift = await shiftOf(at, context)
  if (shift.handover)
    refuse(
      'given_already',
      `Expected a shift without a signature, saw that of ${shift.handover.given_by}`,
      'Add an entry: it is marked as late.',
    )
  if (Date.parse(now) < shift.to - settings.early * 60_000)
    refuse('too_early', 'Expected the end of the shift, saw its middle', 'Sign when it ends.')
  const summary = await summaryOf(shift.from, Math.min(shift.to, Date.parse(now)), context)
  await tables.put('handovers', [
    {
      shift: shift.key,
      summary,
      ...(note ? { note: textOf(note) } : {}),
      given_at: now,
      given_by: person.name,
      given_id: person.id,
    },
  ])
  return { saved: true }
}

/** The shift that comes signs that it has read: by somebody else than who gave it. */
async function take({ at }, context) {
  const { tables, now, person } = context
  const { handover } = await shiftOf(at, context)
  if (!handover)
    refuse('not_given', 'Expected a handover that was signed, saw none', 'Have the shift that goes sign first.')
  if (handover.taken_at)
    refuse(
      'taken_already',
      `Expected a handover that waits, saw that ${handover.taken_by} took it`,
      'Nothing is to be done.',
    )
  if (handover.given_id === person.id)
    refuse('same_person', 'Expected another person than who gave it, saw the same', 'Have the shift that comes sign.')
  await tables.put('handovers', [{ ...handover, taken_at: now, taken_by: person.name }])
  return { saved: true }
}
