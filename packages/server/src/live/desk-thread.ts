import { makePlain } from './desk-kinds.ts'
import { runDesk } from './desk-port.ts'

runDesk(makePlain)
