import { refuse, rowsOf } from './lib/rows.js'
import { column, countedBuckets, meansBy } from './lib/series.js'
import { iso, localOf, momentOf } from './lib/time.js'
import { leastSquares, savingsUncertainty } from './regression.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const variables = ['production', 'heating', 'cooling']

/** {do: fit, meter, begins, ends, over?} makes a baseline; {do: savings, meter, begins?, ends?} tells what was saved since; {do: days, rows} takes variables down. */
export async function http(input, context) {
  if (input.do === 'days') return keepDays(input.rows, context)
  const { assets, tables } = context
  const meter = assets.meter.find(({ id }) => id === input.meter) ?? assets.meter[0]
  if (!meter) refuse('meter_missing', 'Expected a meter, saw none', 'Bind one to the app.')
  if (input.do === 'fit') return makeBaseline(meter, input, context)
  const [kept] = await rowsOf(tables, 'baselines', { where: { meter: meter.id } })
  if (!kept) return { meter: meter.id, baseline: null }
  return savings(meter, kept, input, context)
}

async function keepDays(rows, { tables }) {
  if (
    !Array.isArray(rows) ||
    rows.length === 0 ||
    rows.length > 1_000 ||
    rows.some(({ day }) => !/^\d{4}-\d{2}-\d{2}$/.test(day))
  )
    refuse('days_unfit', 'Expected days as 2026-11-27 with a figure each, saw something else', 'Write a line a day.')
  await tables.put('days', rows)
  return { saved: rows.length }
}

async function makeBaseline(meter, { begins, ends, over = variables }, context) {
  const days = (await daysOf(meter, begins, ends, context)).filter(({ energy }) => energy !== null)
  // A variable that nobody recorded, or that stood still, explains nothing.
  const used = variables.filter((name) => {
    const values = days.map((day) => day[name])
    return over.includes(name) && values.every((value) => value !== null) && new Set(values).size > 1
  })
  const solved = leastSquares(
    days.map((day) => used.map((name) => day[name])),
    days.map(({ energy }) => energy),
  )
  if (!solved)
    refuse(
      'baseline_unfit',
      `Expected more days than coefficients, saw ${days.length} whole days`,
      'Choose a longer time, or fewer variables.',
    )
  const most = Object.fromEntries(used.map((name) => [name, Math.max(...days.map((day) => day[name]))]))
  const result = { ...solved, used, most }
  await context.tables.put('baselines', [
    {
      meter: meter.id,
      begins,
      ends,
      fit: result,
      made_at: context.now,
      ...(context.person?.name ? { made_by: context.person.name } : {}),
    },
  ])
  return {
    meter: meter.id,
    baseline: { begins, ends, fit: result },
    days: days.map((day) => ({ ...day, expected: expectedOf(result, day) })),
  }
}

const expectedOf = ({ intercept, slopes, used }, day) =>
  used.some((name) => day[name] === null) ? null : used.reduce((sum, name, i) => sum + slopes[i] * day[name], intercept)

async function savings(meter, { begins, ends, fit: made, made_at, made_by }, input, context) {
  const from = input.begins ?? dateOf(Date.parse(`${ends}T12:00:00Z`) + DAY)
  const to =
    input.ends ?? dateOf(Date.parse(`${localOf(Date.parse(context.now), context.settings).day}T12:00:00Z`) - DAY)
  const baseline = { begins, ends, fit: made, made_at, made_by }
  if (from > to) return { meter: meter.id, baseline, days: [], saved: null }
  let sum = 0
  const days = (await daysOf(meter, from, to, context)).map((day) => {
    const expected = expectedOf(made, day)
    const saved = expected === null || day.energy === null ? null : expected - day.energy
    // Outside of what the baseline has seen by more than a tenth it is no baseline (ISO 50006: validity of the model).
    const outside = made.used.some((name) => day[name] !== null && day[name] > 1.1 * made.most[name])
    if (saved !== null) sum += saved
    return {
      ...day,
      expected,
      saved,
      cumulative: sum,
      quality: saved === null ? 'bad' : outside ? 'uncertain' : 'good',
    }
  })
  const told = days.filter(({ saved }) => saved !== null)
  const expected = told.reduce((all, day) => all + day.expected, 0)
  const share = expected > 0 ? sum / expected : 0
  const price = (context.settings.price_flat + context.settings.price_peak + context.settings.price_valley) / 3
  return {
    meter: meter.id,
    baseline,
    days,
    saved: {
      energy: sum,
      share: 100 * share,
      uncertainty: savingsUncertainty(made, told.length, share),
      money: sum * price,
      days: told.length,
      missing: days.length - told.length,
      quality:
        told.length === 0
          ? 'bad'
          : told.length < days.length || told.some(({ quality }) => quality !== 'good')
            ? 'uncertain'
            : 'good',
    },
  }
}

const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10)

/** Energy and variables of each day of the plant's clock; a day of which more than a tenth is not known has no energy. */
async function daysOf(meter, begins, ends, { assets, points, tables, settings, now }) {
  const [first, last] = [Date.parse(`${begins}T12:00:00Z`), Date.parse(`${ends}T12:00:00Z`)]
  if (!(last >= first && last - first <= 731 * DAY))
    refuse('span_unfit', `Expected at most two years, saw ${begins} to ${ends}`, 'Choose another time.')
  const entered = new Map((await rowsOf(tables, 'days')).map((row) => [row.day, row]))
  const [site] = assets.site ?? []
  const days = []
  for (let noon = first; noon <= last; noon += 30 * DAY) {
    const dates = []
    for (let at = noon; at <= last && at < noon + 30 * DAY; at += DAY) dates.push(dateOf(at))
    const bounds = [...dates, dateOf(Date.parse(`${dates.at(-1)}T12:00:00Z`) + DAY)].map((date) =>
      momentOf(date, 0, settings),
    )
    const asked = [meter.points.power, site?.points.outdoor_temperature, site?.points.production].filter(Boolean)
    const told = await points.history(asked, {
      from: iso(bounds[0] - HOUR),
      to: iso(Math.min(bounds.at(-1), Date.parse(now))),
      buckets: dates.length * 48 + 2,
    })
    const of = (point) => told.find((each) => each.point === point)
    dates.forEach((day, i) => {
      const span = [bounds[i], bounds[i + 1]]
      const [power] = meansBy(column(of(meter.points.power)), ...span, span[1] - span[0])
      const [outdoor] = site?.points.outdoor_temperature
        ? meansBy(column(of(site.points.outdoor_temperature)), ...span, span[1] - span[0])
        : []
      const counted = site?.points.production
        ? countedBuckets(of(site.points.production), span[0] - 1, span[1] - 1).value
        : null
      const { production = counted, temperature = outdoor?.value ?? null } = entered.get(day) ?? {}
      days.push({
        day,
        energy: power.value === null || power.known < 0.9 ? null : (power.value * (span[1] - span[0])) / HOUR,
        production: production ?? null,
        temperature: temperature ?? null,
        heating:
          temperature === null || temperature === undefined ? null : Math.max(0, settings.heating_base - temperature),
        cooling:
          temperature === null || temperature === undefined ? null : Math.max(0, temperature - settings.cooling_base),
      })
    })
  }
  return days
}
