import { begin, choice, form, h, into, millrace, notice, section } from './lib/page.js'
import { spanBar } from './lib/span.js'
import { summary } from './summary.js'
import { words } from './words.js'

const kinds = ['note', 'safety', 'quality', 'production', 'maintenance', 'instruction']

begin(words, async (root, w, { assets }) => {
  const place = h('div', { class: 'stack' })
  let at
  const show = () =>
    into(place, w, async () => {
      const found = await millrace.call('log', at ? { at } : {})
      time.told(
        found,
        [w.t('shift', found), found.until < found.to ? w.t('running_now') : ''].filter(Boolean).join(' · '),
      )
      return board(w, found, Object.values(assets).flat(), show)
    })
  const time = spanBar(w, [], 'shift', (_, moment) => {
    at = moment
    show()
  })
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title')), h('div', { class: 'end' }, time.bar)),
    place,
  )
  await show()
})

function board(w, found, assets, again) {
  const said = h('div', { 'aria-live': 'polite' })
  const at = found.key
  const act = async (input) => {
    try {
      await millrace.call('write', input)
      await again()
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    }
  }
  return [
    section(w.t('before'), before(w, found.before, act)),
    said,
    section(
      w.t('open_points'),
      points(w, found.points, assets, act),
      within(w.t('new_point'), pointForm(w, assets, again)),
    ),
    section(w.t('entries'), entries(w, found.entries, assets), entryForm(w, at, assets, again)),
    section(
      w.t('summary'),
      found.handover ? h('p', { class: 'note' }, w.t('frozen')) : null,
      assets.length === 0 ? h('p', { class: 'quiet' }, w.t('nothing_bound')) : summary(w, found.summary),
    ),
    section(w.t('signatures'), signatures(w, found, act, again)),
  ]
}

const within = (title, made) => h('details', null, h('summary', null, title), made)
const places = (w, assets) =>
  choice(w.t('where'), [['', w.t('nowhere')], ...assets.map(({ id, name }) => [id, name])], '', undefined, 'asset')

/** What the shift before says, over everything else: it is read first. */
function before(w, handover, act) {
  if (!handover) return h('p', { class: 'notice warn' }, w.t('before_none'))
  return h(
    'div',
    { class: 'card stack' },
    handover.note ? h('p', { class: 'strong' }, handover.note) : null,
    h('p', { class: 'quiet' }, w.t('before_by', { by: handover.given_by, at: w.moment(handover.given_at) })),
    handover.taken_at
      ? h('p', { class: 'mark' }, w.t('before_taken', { by: handover.taken_by, at: w.moment(handover.taken_at) }))
      : h(
          'div',
          null,
          h(
            'button',
            { type: 'button', class: 'primary large', onclick: () => act({ take: { at: handover.shift } }) },
            w.t('take'),
          ),
        ),
  )
}

function points(w, list, assets, act) {
  if (list.length === 0) return h('p', { class: 'quiet' }, w.t('no_points'))
  return list.map(({ id, text, asset, urgent, opened_at, opened_by, closed_at, closed_by, answer }) => {
    const said = h('input', { maxlength: 1000, 'aria-label': `${w.t('answer')}: ${text}`, placeholder: w.t('answer') })
    return h(
      'div',
      { class: `card advice ${urgent && !closed_at ? 'bad' : ''}` },
      h(
        'div',
        null,
        h('p', { class: 'strong' }, text),
        h(
          'p',
          { class: 'quiet' },
          [
            urgent ? w.t('urgent') : null,
            assets.find((each) => each.id === asset)?.name,
            w.t('since', { at: w.moment(opened_at), by: opened_by }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
        answer ? h('p', null, answer) : null,
      ),
      closed_at
        ? h('p', { class: 'mark' }, w.t('closed', { at: w.moment(closed_at), by: closed_by }))
        : h(
            'div',
            { class: 'row' },
            said,
            h(
              'button',
              { type: 'button', onclick: () => act({ close: { id, ...(said.value ? { answer: said.value } : {}) } }) },
              w.t('close'),
            ),
          ),
    )
  })
}

const entries = (w, list, assets) =>
  list.length === 0
    ? h('p', { class: 'quiet' }, w.t('no_entries'))
    : list.map(({ at, kind, asset, text, by, late }) =>
        h(
          'div',
          { class: `card advice ${kind === 'safety' ? 'bad' : kind === 'instruction' ? 'warn' : ''}` },
          h(
            'div',
            null,
            h('p', null, h('span', { class: 'tag' }, w.t(`kind_${kind}`)), ' ', text),
            h(
              'p',
              { class: 'quiet' },
              [w.clock(at), by, assets.find(({ id }) => id === asset)?.name].filter(Boolean).join(' · '),
            ),
          ),
          late ? h('span', { class: 'mark warn' }, w.t('late')) : h('span'),
        ),
      )

const entryForm = (w, at, assets, again) =>
  form(w, {
    label: w.t('write'),
    send: 'write',
    fields: [
      choice(
        w.t('kind'),
        kinds.map((kind) => [kind, w.t(`kind_${kind}`)]),
        'note',
        undefined,
        'kind',
      ),
      places(w, assets),
      h(
        'label',
        { class: 'whole' },
        w.t('what'),
        h('textarea', { name: 'text', rows: 3, required: true, maxlength: 4000 }),
      ),
    ],
    save: async (entry) => {
      await millrace.call('write', { entry: { ...entry, at } })
      await again()
    },
  })

const pointForm = (w, assets, again) =>
  form(w, {
    label: w.t('new_point'),
    fields: [
      h(
        'label',
        { class: 'whole' },
        w.t('point'),
        h('textarea', { name: 'text', rows: 2, required: true, maxlength: 4000 }),
      ),
      places(w, assets),
      h('label', null, h('input', { type: 'checkbox', name: 'urgent' }), w.t('urgent')),
    ],
    save: async (point) => {
      await millrace.call('write', { point })
      await again()
    },
  })

function signatures(w, { handover, maySign, key }, act, again) {
  if (handover)
    return h(
      'div',
      { class: 'card stack' },
      handover.note ? h('p', { class: 'strong' }, handover.note) : null,
      h('p', { class: 'mark' }, w.t('given', { by: handover.given_by, at: w.moment(handover.given_at) })),
      handover.taken_at
        ? h('p', { class: 'mark' }, w.t('taken', { by: handover.taken_by, at: w.moment(handover.taken_at) }))
        : [
            h('p', { class: 'mark hollow' }, w.t('waits')),
            h(
              'div',
              null,
              h('button', { type: 'button', class: 'primary', onclick: () => act({ take: { at: key } }) }, w.t('take')),
            ),
          ],
    )
  if (!maySign) return h('p', { class: 'quiet' }, w.t('give_later'))
  return form(w, {
    label: w.t('give'),
    send: 'give',
    fields: [
      h('p', { class: 'quiet whole' }, w.t('give_hint')),
      h('label', { class: 'whole' }, w.t('give_note'), h('textarea', { name: 'note', rows: 3, maxlength: 4000 })),
    ],
    save: async ({ note }) => {
      await millrace.call('write', { give: { at: key, ...(note ? { note } : {}) } })
      await again()
    },
  })
}
