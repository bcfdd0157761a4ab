import { trainAnomaly } from './anomaly/train.ts'
import type { Learned, LearningRequest, Progress } from './face.ts'
import { trainForecast } from './forecast/train.ts'
import { trainRegression } from './regression/train.ts'

/** Learns where it is called; for a thread of its own. Throws `learning.*`, and `core.unit_unknown`. */
export function train(asked: LearningRequest, progress: Progress): Learned {
  const learned = ofKind(asked, progress)
  progress(1)
  return learned
}

function ofKind(asked: LearningRequest, progress: Progress): Learned {
  switch (asked.kind) {
    case 'regression':
      return trainRegression(asked, progress)
    case 'forecast':
      return trainForecast(asked, progress)
    case 'anomaly':
      return trainAnomaly(asked, progress)
  }
}
