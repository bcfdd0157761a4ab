export { LINK_PREFIX, type Subjects } from './grants.ts'
export { operatorRole } from './roles.ts'
export type { AccessService, RoleAt } from './service.ts'
export { type Action, isAction, vocabulary } from './vocabulary.ts'
