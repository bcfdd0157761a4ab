import { defineFaults } from '@millrace/core'

const caller = { blame: 'caller', status: 422 } as const

defineFaults('flow', {
  malformed: {
    ...caller,
    says: 'Expected a flow document, saw at {path}: {reason}.',
    remedy: 'Mend the document there; docs/flow-nodes.md tells the nodes and their settings.',
  },
  too_large: {
    ...caller,
    says: 'Expected at most {most} {what}, saw {seen}.',
    remedy: 'Divide the flow into several; one may use the points that another gives.',
  },
  name_taken: {
    ...caller,
    says: 'Expected names that differ, saw {what} "{name}" twice.',
    remedy: 'Rename one of them.',
  },
  node_unknown: {
    ...caller,
    says: 'Expected a node of the catalogue, saw "{seen}".',
    remedy: 'Choose one of docs/flow-nodes.md.',
  },
  subflow_unknown: {
    ...caller,
    says: 'Expected a subflow of this document, saw "{seen}".',
    remedy: 'Choose one of the subflows, or draw it.',
  },
  subflow_circular: {
    ...caller,
    says: 'Expected subflows that do not hold themselves, saw {seen}.',
    remedy: 'Take the node out of one of them.',
  },
  component_unknown: {
    ...caller,
    says: 'Expected a component of the pool by name and version, saw "{seen}".',
    remedy: 'Choose one of the palette, or publish it.',
  },
  component_part: {
    ...caller,
    says: 'Expected a part of the flow that touches nothing but its ports, saw {seen}.',
    remedy: 'Leave nodes that take from the plant or give to it outside, and wire them to its ports.',
  },
  wire_loose: {
    ...caller,
    says: 'Expected a wire from an output to an input, saw {seen}.',
    remedy: 'Delete the wire and draw it anew.',
  },
  wire_second: {
    ...caller,
    says: 'Expected one wire into {port}, saw a second.',
    remedy: 'Put a node of the group Combine before it.',
  },
  wire_type: {
    ...caller,
    says: 'Expected {expected} at {port}, saw {seen}.',
    remedy: 'Put a node between them that makes the one of the other: a comparison, an expression, a conversion.',
  },
  circle: {
    ...caller,
    says: 'Expected wires that lead nowhere back, saw a circle through {seen}.',
    remedy: 'Cut it: a latch, a state machine or a script remembers what is needed of before.',
  },
  input_missing: {
    ...caller,
    says: 'Expected a wire into {port}, saw none.',
    remedy: 'Draw one, or delete the node.',
  },
  setting_missing: {
    ...caller,
    says: 'Expected the setting {setting}, saw none.',
    remedy: 'Fill it in.',
  },
  setting_malformed: {
    ...caller,
    says: 'Expected {expected} as {setting}, saw {seen}.',
    remedy: 'Correct the setting.',
  },
  setting_unknown: {
    ...caller,
    says: 'Expected settings of {type}, saw "{setting}".',
    remedy: 'Take it out.',
  },
  type_unknown: {
    ...caller,
    says: 'Expected a point whose type is known, saw none.',
    remedy: 'Choose a point, or tell its type and unit.',
  },
  parameter_malformed: {
    ...caller,
    says: 'Expected {expected} as the parameter {name}, saw {seen}.',
    remedy: 'Give the parameter another value.',
  },
  breakpoint_malformed: {
    ...caller,
    says: 'Expected a breakpoint that says yes or no of value, such as value > 7.5, saw {seen}.',
    remedy: 'Write it as a condition, or choose a port that there is.',
  },
  script_broken: {
    ...caller,
    says: 'Expected a script that exports run, saw: {seen}.',
    remedy: 'Correct the script.',
  },
  model_missing: {
    ...caller,
    says: 'Expected a model that runs inside flows, saw {seen}.',
    remedy: 'Choose a model of formulas or a script; bind others to the asset and take their outputs as points.',
  },
  slow: {
    ...caller,
    says: 'The flow was stopped: expected a step within {most} ms, saw the node {node} take {seen} ms.',
    remedy: 'Make that node simpler, or feed it less often (a throttle or a deadband before it).',
  },
  growing: {
    ...caller,
    says: 'The flow was stopped: expected at most {most} {what} in the node {node}, saw more.',
    remedy: 'Make its window shorter, or thin out what comes in (a resample or a deadband before it).',
  },
  script_stopped: {
    ...caller,
    says: 'The flow was stopped: the script of the node {node} {seen}.',
    remedy: 'Correct the script, and publish another version of the flow.',
  },
  state_foreign: {
    blame: 'us',
    status: 500,
    says: 'Expected the saved state of a flow, saw {seen}.',
    remedy: 'The flow begins without it, from the samples that follow.',
  },
})
