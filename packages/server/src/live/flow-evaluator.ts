import type { SampleBatch } from '@millrace/core'
import type { Evaluator, Making } from './evaluator.ts'
import type { FlowDefinition } from './needs.ts'

/** Flows of one tenant. */
export class FlowEvaluator implements Evaluator<FlowDefinition> {
  readonly making: Making
  constructor(making: Making) {
    this.making = making
  }
  put(): void {}
  remove(): void {}
  feed(_batch: SampleBatch): void {}
  tick(): void {}
  skipped(): void {}
  take(): Float64Array<ArrayBuffer> | undefined {
    return undefined
  }
  reconcile(): void {}
  save(): Uint8Array {
    return new Uint8Array()
  }
  load(): void {}
}
