export type {
  AccessQuestion,
  ActionInfo,
  Assignment,
  AssignmentQuery,
  AssignmentRequest,
  Explanation,
  Role,
  RoleRequest,
} from './access.ts'
export type {
  Action,
  FactorProof,
  Factors,
  HeldRole,
  OpenSession,
  OwnProvider,
  Passkey,
  PasskeyAdded,
  PasskeyMade,
  ProfileChange,
  Rights,
  TotpBegun,
} from './account.ts'
export type {
  Alarm,
  AlarmActReply,
  AlarmChange,
  AlarmChangeCounts,
  AlarmChangeQuery,
  AlarmChangeRequest,
  AlarmDecisionsReply,
  AlarmDefinition,
  AlarmDefinitionInForce,
  AlarmDefinitionQuery,
  AlarmEvent,
  AlarmEventQuery,
  AlarmImportReply,
  AlarmPage,
  AlarmPerformance,
  AlarmPerformanceQuery,
  AlarmQuery,
  AlarmRow,
  AlarmSettings,
} from './alarms.ts'
export type {
  App,
  AppAsked,
  AppBound,
  AppChange,
  AppFit,
  AppInstall,
  AppInstallation,
  AppListed,
  AppManifest,
  AppPreview,
  AppPreviewRequest,
  AppQuery,
  AppRow,
  AppRowFilter,
  AppRowQuery,
  AppShelfPage,
  AppUpgrade,
  AppVersion,
} from './apps.ts'
export type { AuditQuery, AuditRecord, Retention, Verification } from './audit.ts'
export type { HoldEvent } from './backups.ts'
export type {
  Binding,
  BindingCalibration,
  BindingChange,
  BindingComparison,
  BindingPreview,
  BindingQuery,
  BindingRequest,
  BoundAsset,
  LineageQuery,
  MechanismLineage,
} from './bindings.ts'
export {
  type Credential,
  type CredentialRequest,
  type Device,
  type DeviceDiagnosis,
  type DeviceQuery,
  MillraceClient,
  type Overview,
  type Proof,
  type SecondStepNeeded,
  type Session,
  type SqlResult,
} from './client.ts'
export type { Write, WriteQuery, WriteRequest, WriteRule, WriteRuleRequest } from './commands.ts'
export type { AskOptions, ClientOptions } from './connection.ts'
export type {
  DerivedPoint,
  DerivedPointChange,
  DerivedPointQuery,
  DerivedPointRequest,
  DerivedPreview,
  DerivedPreviewRequest,
} from './derived.ts'
export type {
  DeviceEntryQuery,
  DeviceProfile,
  DeviceProfileCheck,
  DeviceProfileListed,
  DeviceProfilePoint,
  DeviceProfileQuery,
  DeviceProfileStep,
  DeviceProfileTrialRequest,
} from './device-profiles.ts'
export type { DeviceCode, DeviceSignIn } from './device-sign-in.ts'
export type { AssetChange, AssetRequest, BulkRequest, PlantChange, PlantChanges } from './drawing.ts'
export type {
  EnergyAdjustmentRequest,
  EnergyBaseline,
  EnergyBaselineDefinition,
  EnergyBaselineListed,
  EnergyBaselineRequest,
  EnergyBaselineTrial,
  EnergyFactor,
  EnergyFactorRequest,
  EnergyIndicator,
  EnergyIndicatorRequest,
  EnergyIndicatorValues,
  EnergyMedium,
  EnergyMeter,
  EnergyMeterRequest,
  EnergySavings,
  EnergySavingsQuery,
  EnergyUse,
  EnergyUseQuery,
} from './energy.ts'
export type {
  EquipmentApplication,
  EquipmentApplicationRequest,
  EquipmentClass,
  EquipmentClassListed,
  EquipmentPlan,
  EquipmentRemoval,
} from './equipment.ts'
export { type FaultKind, faultOf, PlatformFault } from './fault.ts'
export type {
  Flow,
  FlowAction,
  FlowActionQuery,
  FlowCheck,
  FlowDeployment,
  FlowDeploymentRequest,
  FlowDifferences,
  FlowDocument,
  FlowListed,
  FlowLiveListener,
  FlowQuery,
  FlowReplay,
  FlowReplayRequest,
  FlowRun,
  FlowSettings,
  FlowTestAnswer,
  FlowVersion,
  FlowWires,
} from './flows.ts'
export type { Grant, GrantQuery, GrantRequest } from './grants.ts'
export type {
  EventKeeping,
  EventStreamQuery,
  EventType,
  PlatformEvent,
  PlatformEventPage,
  PlatformEventQuery,
} from './happened.ts'
export type { History, HistoryColumns, HistoryQuery } from './history.ts'
export { newId } from './id.ts'
export type { Import, ImportMapping, ImportQuery, ImportRefusals, ImportRequest } from './imports.ts'
export type {
  KpiChecked,
  KpiDefinition,
  KpiDefinitionRequest,
  KpiProgress,
  KpiResult,
  KpiResultQuery,
  KpiTogether,
  KpiTogetherQuery,
} from './kpis.ts'
export type { List, Page } from './list.ts'
export type { Live, LiveListener, LiveQuery, PointSample } from './live.ts'
export type {
  Certificate,
  CertificateAuthority,
  CertificateQuery,
  EnrolmentToken,
  EnrolmentTokenQuery,
  EnrolmentTokenRequest,
  EnrolmentTokenState,
  RevocationReason,
} from './machines.ts'
export type {
  MaintenancePlan,
  MaintenancePlanRequest,
  WorkOrder,
  WorkOrderChange,
  WorkOrderListed,
  WorkOrderMove,
  WorkOrderPhoto,
  WorkOrderQuery,
  WorkOrderRequest,
} from './maintenance.ts'
export type {
  Mechanism,
  MechanismCall,
  MechanismCallAnswer,
  MechanismCaseResult,
  MechanismCheck,
  MechanismDifferences,
  MechanismFile,
  MechanismFinding,
  MechanismKey,
  MechanismLibraryModel,
  MechanismListed,
  MechanismManifest,
  MechanismQuery,
  MechanismResults,
  MechanismTry,
  MechanismTryAnswer,
  MechanismVersion,
} from './mechanisms.ts'
export type {
  Invitation,
  InvitationAcceptance,
  InvitationAccepted,
  InvitationOffer,
  InvitationRequest,
  Member,
  MemberQuery,
} from './members.ts'
export type { ModelInputs, ModelOutput, ModelRun, ModelRunOptions } from './model-run.ts'
export type {
  Notice,
  NoticeChannel,
  NoticeChannelRequest,
  NoticeDelivery,
  NoticeDeliveryQuery,
  NoticeLevel,
  NoticeLinkView,
  NoticePerson,
  NoticePersonRequest,
  NoticeQuery,
  NoticeRota,
  NoticeRotaRequest,
  NoticeRule,
  NoticeRuleRequest,
  NoticeStandInRequest,
  NoticeTestReply,
  NoticeTestRequest,
} from './notices.ts'
export type { Organisation, OrganisationChange, Quota } from './organisation.ts'
export type { OrganisationMade, OrganisationRequest, QuotaChange } from './organisations.ts'
export type { PairingOffer } from './pairing.ts'
export type {
  PhysicalAsset,
  PhysicalAssetQuery,
  PhysicalAssetRequest,
  RoleFilling,
  RoleFillingQuery,
} from './physical.ts'
export type {
  Asset,
  AssetQuery,
  AtQuery,
  BucketQuery,
  Buckets,
  ExportQuery,
  GroupList,
  GroupQuery,
  HistogramBins,
  HistogramQuery,
  M4Query,
  PixelColumns,
  PlantApi,
  Point,
  PointQuery,
  PointSampleAt,
  Sample,
  SampleList,
  StateList,
  StateQuery,
  TopList,
  TopQuery,
  WeightedMeans,
  WeightedQuery,
} from './plant.ts'
export type {
  Downtime,
  DowntimeReason,
  DowntimeReasonRequest,
  DowntimeRequest,
  LostTime,
  LostTimeQuery,
  Product,
  ProductionChange,
  ProductionOrder,
  ProductionOrderRequest,
  ProductRequest,
  StretchQuery,
  WorkCalendar,
  WorkCalendarRequest,
  WorkUnit,
  WorkUnitNow,
  WorkUnitRequest,
  WorkUnitStretch,
} from './production.ts'
export type { Program, ProgramMade, ProgramQuery, ProgramRequest, ProgramRotation } from './programs.ts'
export type { IdentityProvider, IdentityProviderCheck, IdentityProviderRequest } from './providers.ts'
export type {
  Lost,
  OperatorRecovery,
  PersonRecovery,
  RecoveryMade,
  RecoveryOffer,
  RecoveryRequest,
  RecoveryUse,
} from './recovery.ts'
export type {
  HistoryShare,
  Removal,
  RemovalPreview,
  RemovalRequest,
  Removed,
  RetentionRule,
  RetentionRuleRequest,
  RuleEffectQuery,
  StorageFigures,
} from './storage.ts'
export type { Study, StudyQuery, StudyRequest, StudyResult } from './studies.ts'
export type { Telemetry } from './telemetry.ts'
export type {
  ThingDifference,
  ThingInstance,
  ThingMigration,
  ThingModel,
  ThingModelContent,
  ThingModelListed,
  ThingModelQuery,
  ThingProperty,
  ThingTemplateRequest,
} from './things.ts'
export type {
  Webhook,
  WebhookDelivery,
  WebhookDeliveryQuery,
  WebhookDeliveryWhole,
  WebhookMade,
  WebhookRequest,
  WebhookSecret,
} from './webhooks.ts'
