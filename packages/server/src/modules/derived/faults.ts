import { defineFaults } from '@millrace/core'

defineFaults('derived', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a derived point, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/derived-points.',
  },
  exists: {
    blame: 'caller',
    status: 409,
    says: 'Expected a new name, saw "{name}", which is a derived point of this asset.',
    remedy: 'Choose another name, or change the one that is there.',
  },
  circle: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point that does not rest on itself, saw {path}.',
    remedy: 'Take one of these out of the formula of the one before it.',
  },
  too_deep: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} derived points that rest one on the other, saw {path}.',
    remedy: 'Write the formula of one of them into the next.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected "{name}" to rest on at most {most} points in all, saw {seen}.',
    remedy: 'Divide it into points that are looked at by themselves, or leave inputs out.',
  },
  name_twice: {
    blame: 'caller',
    status: 422,
    says: 'Expected names that differ, saw "{name}" for two inputs.',
    remedy: 'Give each input a name of its own.',
  },
  text: {
    blame: 'caller',
    status: 422,
    says: 'Expected a formula that gives a number or a condition, saw one that gives a text.',
    remedy: 'Compare the text, as in state == "run".',
  },
  input_gone: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point that gets values as input "{input}", saw "{point}", which is worked out no more.',
    remedy: 'Choose another point for it.',
  },
  input_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a point as input "{input}", saw {id}, which is none.',
    remedy: 'Choose another point for it.',
  },
  used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a derived point that no other rests on, saw {by} rest on it.',
    remedy: 'Change or remove those first.',
  },
  held_up: {
    blame: 'us',
    status: 503,
    says: 'Values of derived points found no way into the journal within {ms} ms.',
    remedy: 'They are worked out from the history as soon as there is one; look at what holds up the journal.',
  },
  back_range: {
    blame: 'caller',
    status: 422,
    says: 'Expected a moment within the last {days} days to work it out from, saw {seen}.',
    remedy: 'Send one as 2026-11-01T00:00:00Z.',
  },
})
