import { modelOf } from '../package/archive.ts'
import { trainAnomaly } from './anomaly/train.ts'
import type { Learned, LearningRequest, Progress } from './face.ts'
import { trainForecast } from './forecast/train.ts'
import { trainRegression } from './regression/train.ts'

/** Learns where it is called; for a thread of its own. Throws `learning.*`, `core.unit_unknown`, and `model.malformed` for names that are none. */
export function train(asked: LearningRequest, progress: Progress): Learned {
  const learned = ofKind(asked, progress)
  // Ids, names and words come from whoever asks.
  if (learned.files) modelOf(learned.files)
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
