/** What is entered: tasks, work, parts. */
import { choice, field, form, h, millrace } from './lib/page.js'

const within = (title, made) => h('details', null, h('summary', null, title), made)

/** 'F-1012 × 1, O-46 × 20' as parts with counts; a part without a count is one. */
const partsOf = (text = '') =>
  text
    .split(/[,，;；]/)
    .map((each) => each.split(/[×x*]/).map((part) => part.trim()))
    .filter(([number]) => number)
    .map(([number, count]) => ({ number, count: Number(count) || 1 }))

export const newTask = (w, machines, again) => {
  const conditions = [...new Set(machines.flatMap(({ properties }) => properties))]
  return within(
    w.t('new_task'),
    form(w, {
      label: w.t('new_task'),
      fields: [
        choice(
          w.t('machine'),
          machines.map(({ id, name }) => [id, name]),
          undefined,
          undefined,
          'asset',
        ),
        field(w.t('what'), { name: 'title', required: true, maxlength: 200 }),
        choice(
          w.t('by'),
          ['hours', 'days', 'condition'].map((by) => [by, w.t(`kind_${by}`)]),
          'hours',
          undefined,
          'by',
        ),
        field(w.t('interval'), { name: 'interval', type: 'number', min: 0, step: 'any' }),
        choice(
          w.t('property'),
          [['', '–'], ...conditions.map((property) => [property, w.t(property)])],
          '',
          undefined,
          'property',
        ),
        field(w.t('limit'), { name: 'limit', type: 'number', min: 0, step: 'any' }),
        field(w.t('minutes'), { name: 'minutes', unit: 'min', type: 'number', min: 0, step: 'any' }),
        field(w.t('part_of_task'), { name: 'parts', placeholder: w.t('parts_hint'), maxlength: 400 }),
      ],
      save: async ({ parts, ...task }) => {
        await millrace.call('work', { task: { ...task, parts: partsOf(parts) } })
        await again()
      },
    }),
  )
}

export const newOrder = (w, machines, again) =>
  within(
    w.t('new_order'),
    form(w, {
      label: w.t('new_order'),
      fields: [
        choice(
          w.t('machine'),
          machines.map(({ id, name }) => [id, name]),
          undefined,
          undefined,
          'asset',
        ),
        field(w.t('what'), { name: 'title', required: true, maxlength: 200 }),
      ],
      save: async (open) => {
        await millrace.call('work', { open })
        await again()
      },
    }),
  )

export const newPart = (w, again) =>
  within(
    w.t('new_part'),
    form(w, {
      label: w.t('new_part'),
      fields: [
        field(w.t('number'), { name: 'number', required: true, maxlength: 60 }),
        field(w.t('name'), { name: 'name', required: true, maxlength: 120 }),
        field(w.t('stock'), { name: 'stock', type: 'number', min: 0, step: 'any', required: true }),
        field(w.t('least'), { name: 'least', type: 'number', min: 0, step: 'any' }),
        field(w.t('place'), { name: 'place', maxlength: 60 }),
      ],
      save: async (part) => {
        await millrace.call('work', { part })
        await again()
      },
    }),
  )
