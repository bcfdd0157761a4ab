import { defineFaults } from '@millrace/core'

defineFaults('live', {
  skipped: {
    blame: 'us',
    status: 500,
    says: 'Live computing was {bytes} bytes behind the journal, more than the {most} that are kept for it, and left them out.',
    remedy:
      'Alarms may have missed what happened then, and windows of KPIs that were told what came late; the history has it. Look in the log for what held it up.',
  },
  journal_gap: {
    blame: 'us',
    status: 500,
    says: 'Live computing wanted to go on at {position}, and the journal begins at {begins}.',
    remedy:
      'Alarms may have missed what happened between, and windows of KPIs that were told what came late; the history has it.',
  },
  checkpoint_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected a checkpoint of live computing in {file}, saw {seen}.',
    remedy: 'It begins anew with what the journal still has. Check the disk.',
  },
  checkpoint_unwritable: {
    blame: 'configuration',
    status: 503,
    says: 'The checkpoint of live computing in {file} cannot be written ({seen}).',
    remedy: 'Check the disk and the rights of the folder; it is tried again, and the journal is kept meanwhile.',
  },
  journal_unreadable: {
    blame: 'configuration',
    status: 503,
    says: 'Live computing cannot read the journal ({seen}).',
    remedy: 'Check the disk; it is tried again every second.',
  },
  thread_lost: {
    blame: 'us',
    status: 500,
    says: 'The thread of live computing ended ({seen}).',
    remedy: 'It is started again and reads on from its checkpoint; report this with the log.',
  },
  failed: {
    blame: 'us',
    status: 500,
    says: 'Live computing met something that it does not know: {seen}.',
    remedy: 'Report this with the log.',
  },
  flow_slow: {
    blame: 'caller',
    status: 422,
    says: 'The flow works through {seen} samples a second, fewer than the {least} that it must.',
    remedy: 'Make it simpler, or feed it less (a deadband or a throttle before it); then publish and upgrade.',
  },
  flow_behind: {
    blame: 'caller',
    status: 422,
    says: 'The flow does not keep up: {seen} samples wait for it, and others would wait with it.',
    remedy:
      'Make it simpler, or feed it less (a deadband or a throttle before it); then publish and upgrade, and recompute its points.',
  },
  flow_stuck: {
    blame: 'caller',
    status: 422,
    says: 'The flow held its thread for {seconds} s without coming back, and was ended.',
    remedy: 'Mend its scripts; then publish and upgrade. Pausing and resuming it tries again.',
  },
  flow_failed: {
    blame: 'us',
    status: 500,
    says: 'The flow ended with a fault that is not its own: {seen}.',
    remedy: 'Report this with the log; pausing and resuming it tries again.',
  },
  untaken: {
    blame: 'us',
    status: 503,
    says: 'Results of live computing are not taken ({seen}).',
    remedy: 'They are kept and offered again every second.',
  },
})
