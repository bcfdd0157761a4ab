export type { Federated, MemberService } from './service.ts'
