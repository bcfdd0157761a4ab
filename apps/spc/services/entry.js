import { refuse, rowsOf } from './lib/rows.js'
import { baseOf, pointsOf } from './shewhart.js'

/** {sample | cause | characteristic | freeze | thaw}: what a page or a program enters. */
export async function http(input, context) {
  const { tables } = context
  if (input.characteristic) return keepCharacteristic(input.characteristic, tables)
  const of = (input.sample ?? input.cause)?.characteristic ?? input.freeze ?? input.thaw
  const [chosen] = await rowsOf(tables, 'characteristics', { where: { id: String(of) } })
  if (!chosen)
    refuse('characteristic_unknown', 'Expected a characteristic of this app, saw another', 'Open the page again.')
  if (input.sample) return keepSample(chosen, input.sample, context)
  if (input.cause) return keepCause(chosen, input.cause, tables)
  if (input.thaw) {
    const { frozen: _, ...loose } = chosen
    await tables.put('characteristics', [loose])
    return { saved: true }
  }
  return freeze(chosen, tables)
}

async function keepCharacteristic({ id, name, unit, size, lower, upper, gauge }, tables) {
  if (!name) refuse('name_missing', 'Expected a name, saw none', 'Enter what is measured.')
  if (!(Number.isInteger(size) && size >= 1 && size <= 10))
    refuse('size_unfit', `Expected samples of 1 to 10 pieces, saw ${size}`, 'Five are usual.')
  if (lower !== undefined && upper !== undefined && !(lower < upper))
    refuse('limits_unfit', `Expected a lower limit below ${upper}, saw ${lower}`, 'Read the drawing again.')
  const row = { id: id ?? name.toLowerCase().replace(/\s+/g, '-').slice(0, 60), name, size }
  for (const [key, value] of Object.entries({ unit, lower, upper, gauge }))
    if (value !== undefined && value !== '') row[key] = value
  await tables.put('characteristics', [row])
  return { id: row.id }
}

async function keepSample({ id, size }, { values, at }, { tables, now, person }) {
  const read = (values ?? []).map(Number)
  if (read.length !== size || read.some((value) => !Number.isFinite(value)))
    refuse('sample_unfit', `Expected ${size} values, saw ${read.length}`, 'Measure all pieces of the sample.')
  await tables.put('samples', [
    { characteristic: id, at: at ?? now, values: read, ...(person?.name ? { entered_by: person.name } : {}) },
  ])
  return { saved: true }
}

async function keepCause({ id }, { at, cause }, tables) {
  const [row] = await rowsOf(tables, 'samples', { where: { characteristic: id, at } })
  if (!row) refuse('sample_unknown', 'Expected a sample that was entered, saw none', 'Open the page again.')
  const { cause: _, ...bare } = row
  await tables.put('samples', [{ ...bare, ...(cause ? { cause: String(cause).slice(0, 400) } : {}) }])
  return { saved: true }
}

/** Limits of the samples of now, for all that come: of twenty at least (ISO 7870-2). */
async function freeze(chosen, tables) {
  const rows = await rowsOf(tables, 'samples', { where: { characteristic: chosen.id }, order: '-at', limit: 100 }, 1)
  const samples = rows
    .filter(({ values }) => values.length === chosen.size)
    .reverse()
    .map(({ values }) => values)
  if (samples.length < 20)
    refuse(
      'samples_few',
      `Expected at least 20 samples, saw ${samples.length}`,
      'Go on measuring; limits of few samples wander.',
    )
  await tables.put('characteristics', [
    { ...chosen, frozen: { ...baseOf(pointsOf(samples, chosen.size), chosen.size), samples: samples.length } },
  ])
  return { saved: true }
}
