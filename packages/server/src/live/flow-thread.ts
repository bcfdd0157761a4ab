import { runDesk } from './desk-port.ts'
import { FlowEvaluator } from './flow-evaluator.ts'

runDesk((_kind, making) => new FlowEvaluator(making))
