/** What pages of our apps have in common: words, figures with their quality, forms, tables. */
import { millrace } from '../millrace.js'
import { own } from './words.js'

export { millrace }

const SVG = 'http://www.w3.org/2000/svg'

/** An element: attributes by name, `on…` as listeners, children as nodes or text; what is null or false is left out. */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children)
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children)

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'value') element.value = value
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

const signs = [
  [/\[ppm\]/g, 'ppm'],
  [/Cel/g, '°C'],
  [/m3/g, 'm³'],
  [/mm2/g, 'mm²'],
  [/s2/g, 's²'],
  [/^\/min$/, 'min⁻¹'],
  [/^1$/, ''],
  [/\./g, '·'],
]
/** A UCUM code as people write it. */
export const unitSign = (code = '') => signs.reduce((text, [from, to]) => text.replace(from, to), code)

/** What writes for one reader: in his language, and on the clock of his browser. */
export function writer(language, words) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const texts = { ...own[language], ...words[language] }
  const t = (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
  const formats = new Map()
  const format = (digits) => {
    if (!formats.has(digits))
      formats.set(
        digits,
        new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
      )
    return formats.get(digits)
  }
  const number = (value, digits = 1) =>
    typeof value === 'number' && Number.isFinite(value) ? format(digits).format(value).replace('-', '−') : '—'
  const date = (options) => {
    const made = new Intl.DateTimeFormat(locale, options)
    return (moment) => (moment === null || moment === undefined ? '—' : made.format(new Date(moment)))
  }
  /** Of a unit or a currency. */
  const sign = (unit) => (language === 'zh' && unit === 'CNY' ? '元' : unitSign(unit))
  return {
    language,
    t,
    number,
    sign,
    quantity: (value, unit, digits) =>
      typeof value === 'number' ? [number(value, digits), sign(unit)].filter(Boolean).join(' ') : '—',
    clock: date({ hour: '2-digit', minute: '2-digit' }),
    date: date({ day: 'numeric', month: 'short' }),
    day: date({ weekday: 'short', day: 'numeric', month: 'short' }),
    moment: date({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    duration(ms) {
      if (typeof ms !== 'number') return '—'
      const minutes = Math.round(ms / 60_000)
      if (minutes < 1) return `${Math.round(ms / 1000)} ${t('unit_s')}`
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
      return hours > 0
        ? `${hours} ${t('unit_h')} ${String(rest).padStart(2, '0')} ${t('unit_min')}`
        : `${rest} ${t('unit_min')}`
    },
  }
}

/**
 * Begins a page: `draw(root, w, start)` is called once the console has handed in the plant, and again for another language.
 * What it throws is said where the page would be.
 */
export async function begin(words, draw) {
  const root = document.querySelector('main')
  let start
  try {
    start = await millrace.ready
  } catch (fault) {
    root.replaceChildren(notice(writer('en', words), fault))
    return
  }
  const go = async (language) => {
    const w = writer(language, words)
    document.title = w.t('title')
    root.setAttribute('aria-busy', 'true')
    try {
      await draw(root, w, { ...start, language })
    } catch (fault) {
      root.replaceChildren(notice(w, fault))
    } finally {
      root.removeAttribute('aria-busy')
    }
  }
  await go(start.language)
  millrace.changed(({ language }) => language && go(language))
}

/** Why something could not be done, and what to do. */
export function notice(w, fault) {
  const key = `fault_${fault.code}`
  const known = w.t(key)
  // What the app refuses itself it says in both languages, with what to do.
  const [says, remedy] = known === key ? [fault.message, fault.remedy] : [known, '']
  return h('div', { class: 'notice bad', role: 'alert' }, h('strong', null, says), remedy ? ` ${remedy}` : '')
}

/** Fills a place with what a promise gives: says that it works, and what went wrong with a way to try again. */
export async function into(place, w, work) {
  place.setAttribute('aria-busy', 'true')
  if (place.childElementCount === 0) place.replaceChildren(h('p', { class: 'quiet' }, w.t('working')))
  try {
    const made = await work()
    if (made) renew(place, [made].flat())
  } catch (fault) {
    const again = h('button', { type: 'button', onclick: () => into(place, w, work) }, w.t('again'))
    place.replaceChildren(h('div', { class: 'stack' }, notice(w, fault), h('div', null, again)))
  } finally {
    place.removeAttribute('aria-busy')
  }
}

/** How one finds again what was drawn anew: by what it is called, and by the form that it is in. */
const calledOf = (element) =>
  [
    element.tagName,
    element.closest('form')?.getAttribute('aria-label'),
    element.name,
    element.getAttribute('aria-label') ?? element.textContent,
  ].join('|')

/** Puts other children into a place. Whoever works there by keyboard stays where he is, and what is open stays open. */
function renew(place, made) {
  const focused = place.contains(document.activeElement) ? calledOf(document.activeElement) : undefined
  const open = [...place.querySelectorAll('details[open] > summary')].map(({ textContent }) => textContent)
  const scrolled = [...place.querySelectorAll('.tall')].map(({ scrollTop }) => scrollTop)
  place.replaceChildren(...made)
  for (const summary of place.querySelectorAll('summary'))
    if (open.includes(summary.textContent)) summary.parentElement.open = true
  for (const [i, tall] of place.querySelectorAll('.tall').entries()) tall.scrollTop = scrolled[i] ?? 0
  if (focused)
    [...place.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
      .find((each) => calledOf(each) === focused)
      ?.focus({ preventScroll: true })
}

/** What a page shows where there is nothing yet: why, and what to do. */
export const empty = (title, text) => h('div', { class: 'card empty' }, h('strong', null, title), h('p', null, text))

/** The mark of a figure that is not good; nothing where it is. */
export const qualityMark = (w, quality, because) =>
  quality === 'good' || quality === undefined
    ? null
    : h(
        'span',
        { class: `mark ${quality === 'bad' ? 'bad' : 'warn'}`, title: because ?? null },
        w.t(`quality_${quality}`),
        because ? h('small', null, because) : null,
      )

/** A figure on a card. A bad one has no number. */
export const tile = (w, { label, value, unit, digits = 1, quality, because, note, tone, how }) =>
  h(
    'div',
    { class: `tile${tone ? ` ${tone}` : ''}` },
    h('p', { class: 'label', title: how ?? null }, label),
    h(
      'p',
      { class: 'figure' },
      quality === 'bad' ? '—' : w.number(value, digits),
      unit ? h('small', null, ` ${w.sign(unit)}`) : null,
    ),
    note ? h('p', { class: 'note' }, note) : null,
    qualityMark(w, quality, because),
  )

/** `columns`: {label, num?, cell(row)}; with `caption` for those who hear it. `stacks`: on a phone each row is a card of its own. */
export const table = (caption, columns, rows, { stacks = columns.length > 3 } = {}) =>
  h(
    'div',
    {
      class: `card scroll${stacks ? ' stacks' : ''}`,
      tabindex: rows.length > 0 ? '0' : null,
      role: 'region',
      'aria-label': caption,
    },
    h(
      'table',
      null,
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map(({ label, num }) => h('th', { scope: 'col', class: num ? 'num' : null }, label)),
        ),
      ),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h(
            'tr',
            null,
            columns.map(({ label, cell, num }) =>
              h(
                'td',
                { class: num ? 'num' : null, 'data-label': label },
                stacks ? h('div', null, cell(row)) : cell(row),
              ),
            ),
          ),
        ),
      ),
    ),
  )

export const section = (title, ...children) => h('section', { class: 'stack' }, h('h2', null, title), ...children)

/** A choice: `options` are [value, text]. */
export const choice = (label, options, value, onchange, name) => {
  const select = h('select', {
    name: name ?? null,
    onchange: onchange ? (event) => onchange(event.target.value) : null,
  })
  for (const [each, text] of options) select.append(h('option', { value: each }, text))
  if (value !== undefined) select.value = value
  return h('label', { class: 'pick' }, label, select)
}

/** A field of a form; `unit` stands in its label. */
export const field = (label, { unit, ...attributes }) =>
  h('label', null, unit ? `${label} (${unitSign(unit)})` : label, h('input', attributes))

/** A form of fields: `save` gets what was filled in (numbers as numbers, what is empty not at all). `wide`: its fields stand side by side. */
export function form(w, { label, fields, save, send = 'save', wide }) {
  const said = h('div', { 'aria-live': 'polite' })
  const button = h('button', { class: 'primary', type: 'submit' }, w.t(send))
  const made = h(
    'form',
    { class: `form card${wide ? ' wide' : ''}`, 'aria-label': label },
    h('div', { class: 'fields' }, fields),
    h('div', { class: 'row' }, button, said),
  )
  made.addEventListener('submit', async (event) => {
    event.preventDefault()
    const values = {}
    for (const each of made.elements) {
      if (!each.name || each.value === '') continue
      values[each.name] =
        each.type === 'number' ? Number(each.value) : each.type === 'checkbox' ? each.checked : each.value
    }
    button.disabled = true
    said.replaceChildren(w.t('working'))
    try {
      await save(values)
      said.replaceChildren(h('span', { class: 'mark' }, w.t('saved')))
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    } finally {
      button.disabled = false
    }
  })
  return made
}

/** A row of buttons of which one is pressed. */
export function tabs(label, options, value, pick) {
  const bar = h('div', { class: 'segments', role: 'group', 'aria-label': label })
  for (const [each, text] of options)
    bar.append(
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': each === value ? 'true' : 'false',
          onclick: (event) => {
            for (const button of bar.children)
              button.setAttribute('aria-pressed', button === event.currentTarget ? 'true' : 'false')
            pick(each)
          },
        },
        text,
      ),
    )
  return bar
}
