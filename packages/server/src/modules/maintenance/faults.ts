import { defineFaults } from '@millrace/core'

defineFaults('maintenance', {
  order_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a work order, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/work-orders.',
  },
  plan_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a maintenance plan, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/maintenance-plans.',
  },
  photo_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a photo of this order, saw {id}, which is none.',
    remedy: 'Read the order anew.',
  },
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name that no other plan has, saw "{name}".',
    remedy: 'Choose another.',
  },
  out_of_turn: {
    blame: 'caller',
    status: 409,
    says: 'Expected an order that is {expected}, saw one that is {state}.',
    remedy: 'Read the order anew: somebody else may have been quicker.',
  },
  note_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected a word of why, saw none.',
    remedy: 'Say what it waits for, or why it is undone or called off.',
  },
  checklist_open: {
    blame: 'caller',
    status: 422,
    says: 'Expected every point of the check list that is required to be done, saw {count} open, the first "{first}".',
    remedy: 'Do it and tick it off, or let the order wait.',
  },
  checklist_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Read the order anew and mend what is named.',
  },
  closed: {
    blame: 'caller',
    status: 409,
    says: 'Expected an order that can still be changed, saw one that is {state}.',
    remedy: 'Reopen it while it is done, or make a new one.',
  },
  trigger_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Mend what makes the plan’s orders.',
  },
  photo_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a whole JPEG, PNG or WebP of at most 12000 pixels a side, saw {seen}.',
    remedy: 'Take the photo anew, or save it as one of these.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {what}, saw one more.',
    remedy: 'Remove one that is no longer needed.',
  },
  effect_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a KPI that has a value of this asset over {span}, saw none for "{kpi}".',
    remedy: 'Name a KPI of the asset and a time in which it has data, or close the order without.',
  },
})
