import { defineFaults } from '@millrace/core'

defineFaults('analysis', {
  points_of_two: {
    blame: 'caller',
    status: 400,
    says: 'Expected points or an asset, saw both.',
    remedy: 'Ask for the points alone, or for all points of the asset.',
  },
  points_too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} points in one question, saw more.',
    remedy: 'Name a lower asset, or the points’ name.',
  },
  too_much: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} windows, values or steps over all points, saw {seen}.',
    remedy: 'Ask for wider windows, fewer points or a shorter range.',
  },
  curves_too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} curves in one question, saw {seen}.',
    remedy: 'Name fewer points, or ask for fewer periods.',
  },
  reference_half: {
    blame: 'caller',
    status: 400,
    says: 'Expected both ends of the reference time, saw one.',
    remedy: 'Send referenceFrom and referenceTo, or neither.',
  },
  times_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected one to {most} instants, parted by commas, saw {seen}.',
    remedy: 'Ask for fewer at a time.',
  },
  edges_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'Send for example edges=0,10,20 or bins=20.',
  },
})
