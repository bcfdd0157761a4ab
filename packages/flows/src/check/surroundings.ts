import type { ValueType } from '@millrace/compute'
import type { ModelPackage } from '@millrace/runtime'

/** What a document is checked against, where it is known. */
export interface FlowSurroundings {
  /** Types of points, by path of the node. Without one a node goes by its settings. */
  readonly points?: Readonly<Record<string, ValueType>>
  /** Packages by the text of the setting `model`. */
  readonly models?: Readonly<Record<string, ModelPackage>>
}
