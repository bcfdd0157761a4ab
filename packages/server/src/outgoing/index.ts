export { createOutgoing, type Outgoing } from './outgoing.ts'
