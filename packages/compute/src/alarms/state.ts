/**
 * The alarm states of ANSI/ISA-18.2-2016 clause 5.4 (IEC 62682:2022 has the same figure), pure: no clock, no store.
 *
 * Six states follow the process: normal (A in the figure), unacknowledged (B), acknowledged (C), returned to normal unacknowledged
 * (D), latched unacknowledged (E), latched acknowledged (F). Three keep an alarm from being annunciated: shelved (G), suppressed by
 * design (H), out of service (I). Under those three the process is still followed, so that what stands after them is true.
 *
 * Checked against public descriptions: A to I and what each means; what an acknowledgement, a return and a reset lead to. From
 * memory of the figure, not checked against its text: a reset of E leads to D; E and F lead to B when the condition comes again;
 * G, H and I lead to A or B.
 */

/** Where an alarm stands by its process and what was done about it. */
export const processStates = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned_unacknowledged',
  'latched_unacknowledged',
  'latched_acknowledged',
] as const
export type ProcessState = (typeof processStates)[number]

/** What an alarm is shown as: one of the nine states of the standard. */
export const alarmStates = [...processStates, 'shelved', 'suppressed', 'out_of_service'] as const
export type AlarmState = (typeof alarmStates)[number]

/** Process below, and what keeps it from being annunciated; more than one thing can. */
export interface AlarmStanding {
  readonly process: ProcessState
  /** By somebody, for a time. */
  readonly shelved: boolean
  /** By design: another condition says that it means nothing now. */
  readonly suppressed: boolean
  readonly outOfService: boolean
}

/** How an alarm was designed. */
export interface AlarmBehaviour {
  /** After the condition has gone it stands until it is reset. */
  readonly latching: boolean
  /** False: whoever sees it need not say so; it is acknowledged as it comes. */
  readonly acknowledgementRequired: boolean
  /**
   * What is annunciated when shelving, suppression or being out of service ends while the condition holds: `always` asks for an
   * acknowledgement again (the standard's way), `unseen` only what came meanwhile or was not acknowledged before.
   */
  readonly reAlarm: 'always' | 'unseen'
}

/** What happens to an alarm: by its conditions, by time or by somebody. */
export const alarmEvents = [
  'raise',
  'clear',
  'acknowledge',
  'reset',
  're_alarm',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'remove',
  'return',
] as const
export type AlarmEvent = (typeof alarmEvents)[number]

/** Why an event changes nothing. */
export type AlarmRefusal =
  | 'active_already'
  | 'not_active'
  | 'still_active'
  | 'nothing_to_acknowledge'
  | 'acknowledged_already'
  | 'not_latched'
  | 'not_annunciated'
  | 'not_shelved'
  | 'suppressed_already'
  | 'not_suppressed'
  | 'out_of_service'
  | 'in_service'

type ProcessEvent = 'raise' | 'clear' | 'acknowledge' | 'reset' | 're_alarm'

/** Where an arrow leads, by design of the alarm. */
type Arrow =
  | { readonly to: ProcessState }
  | { readonly latching: ProcessState; readonly otherwise: ProcessState }
  /** Where it stands if somebody must acknowledge; acknowledged, or normal when the condition has gone, if nobody must. */
  | { readonly asking: ProcessState; readonly silent: ProcessState }
  | { readonly latching: ProcessState; readonly asking: ProcessState; readonly silent: ProcessState }
  | { readonly refused: AlarmRefusal }

const annunciate = { asking: 'unacknowledged', silent: 'acknowledged' } as const

/** Every arrow of an alarm that is annunciated: state × event. */
const annunciated: Readonly<Record<ProcessState, Readonly<Record<ProcessEvent, Arrow>>>> = {
  normal: {
    raise: annunciate,
    clear: { refused: 'not_active' },
    acknowledge: { refused: 'nothing_to_acknowledge' },
    reset: { refused: 'not_latched' },
    re_alarm: { refused: 'not_active' },
  },
  unacknowledged: {
    raise: { refused: 'active_already' },
    clear: { latching: 'latched_unacknowledged', asking: 'returned_unacknowledged', silent: 'normal' },
    acknowledge: { to: 'acknowledged' },
    reset: { refused: 'still_active' },
    re_alarm: { to: 'unacknowledged' },
  },
  acknowledged: {
    raise: { refused: 'active_already' },
    clear: { latching: 'latched_acknowledged', otherwise: 'normal' },
    acknowledge: { refused: 'acknowledged_already' },
    reset: { refused: 'still_active' },
    re_alarm: annunciate,
  },
  returned_unacknowledged: {
    raise: annunciate,
    clear: { refused: 'not_active' },
    acknowledge: { to: 'normal' },
    reset: { refused: 'not_latched' },
    re_alarm: { refused: 'not_active' },
  },
  latched_unacknowledged: {
    raise: annunciate,
    clear: { refused: 'not_active' },
    acknowledge: { to: 'latched_acknowledged' },
    reset: { asking: 'returned_unacknowledged', silent: 'normal' },
    re_alarm: { refused: 'not_active' },
  },
  latched_acknowledged: {
    raise: annunciate,
    clear: { refused: 'not_active' },
    acknowledge: { refused: 'acknowledged_already' },
    reset: { to: 'normal' },
    re_alarm: { refused: 'not_active' },
  },
}

/** Nobody is asked about an alarm that is not annunciated: a return leaves nothing to acknowledge, a latch stays. */
const cleared: Arrow = { latching: 'latched_acknowledged', otherwise: 'normal' }
const raised: Arrow = { to: 'unacknowledged' }
const unseen = {
  acknowledge: { refused: 'not_annunciated' },
  reset: { refused: 'not_annunciated' },
  re_alarm: { refused: 'not_annunciated' },
} as const

/** The same of one that is shelved, suppressed or out of service. */
const held: Readonly<Record<ProcessState, Readonly<Record<ProcessEvent, Arrow>>>> = {
  normal: { raise: raised, clear: { refused: 'not_active' }, ...unseen },
  unacknowledged: { raise: { refused: 'active_already' }, clear: cleared, ...unseen },
  acknowledged: { raise: { refused: 'active_already' }, clear: cleared, ...unseen },
  returned_unacknowledged: { raise: raised, clear: { refused: 'not_active' }, ...unseen },
  latched_unacknowledged: { raise: raised, clear: { refused: 'not_active' }, ...unseen },
  latched_acknowledged: { raise: raised, clear: { refused: 'not_active' }, ...unseen },
}

/** Where the process stands when the last of what held it ends: active ones are annunciated, the others stay. */
const released: Readonly<Record<ProcessState, { readonly always: Arrow; readonly unseen: Arrow }>> = {
  normal: { always: { to: 'normal' }, unseen: { to: 'normal' } },
  unacknowledged: { always: annunciate, unseen: annunciate },
  acknowledged: { always: annunciate, unseen: { to: 'acknowledged' } },
  returned_unacknowledged: { always: { to: 'returned_unacknowledged' }, unseen: { to: 'returned_unacknowledged' } },
  latched_unacknowledged: { always: { to: 'latched_unacknowledged' }, unseen: { to: 'latched_unacknowledged' } },
  latched_acknowledged: { always: { to: 'latched_acknowledged' }, unseen: { to: 'latched_acknowledged' } },
}

export const quiet: AlarmStanding = { process: 'normal', shelved: false, suppressed: false, outOfService: false }

/** True while the condition holds. */
export const isActive = (process: ProcessState): boolean => process === 'unacknowledged' || process === 'acknowledged'

const isHeld = ({ shelved, suppressed, outOfService }: AlarmStanding): boolean => shelved || suppressed || outOfService

/** True while operators are to see it: it is not normal, and nothing keeps it from them. */
export const isAnnunciated = (standing: AlarmStanding): boolean => standing.process !== 'normal' && !isHeld(standing)

/** The state of the standard. Of more than one thing that holds an alarm the most lasting one is told. */
export function shownState(standing: AlarmStanding): AlarmState {
  if (standing.outOfService) return 'out_of_service'
  if (standing.shelved) return 'shelved'
  return standing.suppressed ? 'suppressed' : standing.process
}

/** What became of an alarm. */
export type AlarmStep =
  | {
      readonly standing: AlarmStanding
      /** It is put before operators anew: this is what alarm rates count. */
      readonly annunciates: boolean
    }
  | { readonly refused: AlarmRefusal }

function follow(arrow: Arrow, { latching, acknowledgementRequired }: AlarmBehaviour): ProcessState | AlarmRefusal {
  if ('refused' in arrow) return arrow.refused
  if ('to' in arrow) return arrow.to
  if ('latching' in arrow && latching) return arrow.latching
  if ('otherwise' in arrow) return arrow.otherwise
  return acknowledgementRequired ? arrow.asking : arrow.silent
}

const isProcessState = (text: string): text is ProcessState => (processStates as readonly string[]).includes(text)

function followed(standing: AlarmStanding, event: ProcessEvent, behaviour: AlarmBehaviour): AlarmStep {
  const isOut = isHeld(standing)
  const process = follow((isOut ? held : annunciated)[standing.process][event], behaviour)
  if (!isProcessState(process)) return { refused: process }
  return { standing: { ...standing, process }, annunciates: !isOut && isActive(process) && event !== 'acknowledge' }
}

/** What holds an alarm has changed; where nothing does any more, the process is annunciated as it stands. */
function holding(before: AlarmStanding, after: AlarmStanding, behaviour: AlarmBehaviour): AlarmStep {
  if (isHeld(after)) return { standing: after, annunciates: false }
  const process = follow(released[before.process][behaviour.reAlarm], behaviour) as ProcessState
  const annunciates = isActive(process) && (behaviour.reAlarm === 'always' || before.process === 'unacknowledged')
  return { standing: { ...after, process }, annunciates }
}

/**
 * One event of an alarm: where it stands after it, or why nothing happens.
 *
 * - `raise`, `clear`: the condition came to hold, or no longer does.
 * - `acknowledge`, `reset`, `re_alarm`: by an operator, or by time for the last.
 * - `shelve` (again: with another end), `unshelve`: by an operator; also when its time is over.
 * - `suppress`, `unsuppress`: by design. `remove`, `return`: out of service and back; what is removed is no longer shelved.
 */
export function alarmStep(standing: AlarmStanding, event: AlarmEvent, behaviour: AlarmBehaviour): AlarmStep {
  const { shelved, suppressed, outOfService } = standing
  switch (event) {
    case 'shelve':
      return outOfService
        ? { refused: 'out_of_service' }
        : { standing: { ...standing, shelved: true }, annunciates: false }
    case 'unshelve':
      return shelved ? holding(standing, { ...standing, shelved: false }, behaviour) : { refused: 'not_shelved' }
    case 'suppress':
      return suppressed
        ? { refused: 'suppressed_already' }
        : { standing: { ...standing, suppressed: true }, annunciates: false }
    case 'unsuppress':
      return suppressed
        ? holding(standing, { ...standing, suppressed: false }, behaviour)
        : { refused: 'not_suppressed' }
    case 'remove':
      return outOfService
        ? { refused: 'out_of_service' }
        : { standing: { ...standing, shelved: false, outOfService: true }, annunciates: false }
    case 'return':
      return outOfService
        ? holding(standing, { ...standing, outOfService: false }, behaviour)
        : { refused: 'in_service' }
    default:
      return followed(standing, event, behaviour)
  }
}
