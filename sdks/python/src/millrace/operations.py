# From the routes of packages/server by `npm run sdk`; never edited.
# mypy: disable-error-code=no-any-return
"""Every operation of the API, typed. What the rest of the package does not say better is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Optional, Union

from .connection import Connection, segment

if TYPE_CHECKING:
    from .schemas import (
        Acceptance,
        AcceptanceReply,
        AccessQuestion,
        ActionList,
        Alarm,
        AlarmActReply,
        AlarmActRequest,
        AlarmApproveRequest,
        AlarmChange,
        AlarmChangeCounts,
        AlarmChangePage,
        AlarmChangeRequest,
        AlarmConditionCheck,
        AlarmDecisionRequest,
        AlarmDecisionsReply,
        AlarmDecisionsRequest,
        AlarmDefinitionInForce,
        AlarmDefinitionPage,
        AlarmEventPage,
        AlarmImportReply,
        AlarmImportRequest,
        AlarmNoteRequest,
        AlarmPage,
        AlarmPerformance,
        AlarmRejectionRequest,
        AlarmRemoveRequest,
        AlarmRowList,
        AlarmSettings,
        AlarmShelveRequest,
        AlarmSuppressRequest,
        AnomalyBand,
        App,
        AppAsk,
        AppAskReply,
        AppChangeRequest,
        AppHours,
        AppInstallRequest,
        AppInstallation,
        AppInstallationList,
        AppKeyMade,
        AppKeyRequest,
        AppLeaving,
        AppLibrary,
        AppLibraryRequest,
        AppLines,
        AppLogPage,
        AppMetrics,
        AppMirror,
        AppMirrorApps,
        AppMirrorChange,
        AppMirrorList,
        AppMirrorRequest,
        AppMirrorTake,
        AppPreview,
        AppPreviewRequest,
        AppProcessList,
        AppQuotaChange,
        AppQuotas,
        AppRowCount,
        AppRowPage,
        AppRowsRequest,
        AppSelf,
        AppServiceAnswer,
        AppServiceRequest,
        AppShelfPage,
        AppSides,
        AppStart,
        AppTests,
        AppTicket,
        AppTicketRequest,
        AppTrialRequest,
        AppUpgradeRequest,
        AppVersion,
        Asset,
        AssetChange,
        AssetMove,
        AssetPage,
        AssetRequest,
        AssetUse,
        Assignment,
        AssignmentList,
        AssignmentRequest,
        AtList,
        AuditPage,
        Binding,
        BindingBackRequest,
        BindingCalibrationList,
        BindingCalibrationRequest,
        BindingChange,
        BindingComparison,
        BindingList,
        BindingPreview,
        BindingRequest,
        BindingVersionRequest,
        BoundAssetList,
        Buckets,
        BulkRequest,
        CertificateAuthority,
        CertificatePage,
        Comparison,
        Component,
        ComponentCallAnswer,
        ComponentCallRequest,
        ComponentDeprecateRequest,
        ComponentPage,
        ComponentProposal,
        ComponentProposalRequest,
        ComponentPublishRequest,
        ComponentReviewRequest,
        ComponentServiceRequest,
        ComponentTrial,
        ComponentTrialRequest,
        ComponentUse,
        ComponentVersion,
        ComponentVersionWhole,
        ControlChart,
        CorrelationList,
        Credential,
        CredentialRemoval,
        CredentialRequest,
        Derived,
        DerivedBackRequest,
        DerivedChange,
        DerivedList,
        DerivedPreview,
        DerivedPreviewRequest,
        DerivedRequest,
        Device,
        DeviceAuthorization,
        DeviceAuthorizationForm,
        DeviceDiagnosis,
        DeviceEntry,
        DevicePage,
        DeviceProfile,
        DeviceProfileCheck,
        DeviceProfileNote,
        DeviceProfilePage,
        DeviceProfileRejection,
        DeviceProfileText,
        DeviceProfileTrialRequest,
        DeviceToken,
        DeviceTokenForm,
        Downtime,
        DowntimeList,
        DowntimeReason,
        DowntimeReasonList,
        DowntimeReasonRequest,
        DowntimeRequest,
        EnergyAdjustmentRequest,
        EnergyBaseline,
        EnergyBaselineDefinition,
        EnergyBaselineList,
        EnergyBaselineRequest,
        EnergyBaselineTrial,
        EnergyFactorList,
        EnergyFactorRequest,
        EnergyIndicator,
        EnergyIndicatorList,
        EnergyIndicatorRequest,
        EnergyIndicatorValues,
        EnergyMediumList,
        EnergyMeter,
        EnergyMeterList,
        EnergyMeterRequest,
        EnergySavings,
        EnergyUse,
        EnrolmentRequest,
        EnrolmentToken,
        EnrolmentTokenPage,
        EnrolmentTokenRequest,
        Envelope,
        EnvelopeRequest,
        EquipmentApplication,
        EquipmentApplicationList,
        EquipmentApplicationRequest,
        EquipmentClass,
        EquipmentClassList,
        EquipmentPlan,
        EquipmentRemoval,
        EventDataSchema,
        EventKeeping,
        EventList,
        EventTypeList,
        Explanation,
        FactorAdded,
        Factors,
        Flow,
        FlowActionPage,
        FlowCheck,
        FlowCheckRequest,
        FlowDeployment,
        FlowDeploymentList,
        FlowDeploymentRequest,
        FlowDifferences,
        FlowDraftRequest,
        FlowInbox,
        FlowInboxBody,
        FlowNodeList,
        FlowPage,
        FlowPublishRequest,
        FlowRecomputeRequest,
        FlowReplay,
        FlowReplayRequest,
        FlowRequest,
        FlowReviewRequest,
        FlowRunList,
        FlowSecret,
        FlowSecretList,
        FlowSecretRequest,
        FlowSettings,
        FlowTestAnswer,
        FlowTestRequest,
        FlowUpgradeRequest,
        FlowVersion,
        Grant,
        GrantPage,
        GrantRequest,
        GroupList,
        HeldRoles,
        HistogramBins,
        HistoryShare,
        IdentityProvider,
        IdentityProviderCheck,
        IdentityProviderList,
        IdentityProviderRequest,
        Import,
        ImportPage,
        ImportRefusals,
        ImportRequest,
        Invitation,
        InvitationList,
        InvitationOffer,
        InvitationRequest,
        InvitationToken,
        IssuedCertificate,
        KpiCheckRequest,
        KpiChecked,
        KpiDefinition,
        KpiDefinitionList,
        KpiDefinitionRequest,
        KpiProgress,
        KpiResultList,
        KpiTogetherList,
        LatestList,
        LostTime,
        MaintenancePlan,
        MaintenancePlanPage,
        MaintenancePlanRequest,
        Mechanism,
        MechanismCallAnswer,
        MechanismCallRequest,
        MechanismCheck,
        MechanismDeprecateRequest,
        MechanismDifferences,
        MechanismDraftRequest,
        MechanismKeyList,
        MechanismKeyRequest,
        MechanismLibrary,
        MechanismLibraryRequest,
        MechanismLineage,
        MechanismPage,
        MechanismStage,
        MechanismStepRequest,
        MechanismTryAnswer,
        MechanismTryRequest,
        MechanismVersion,
        Member,
        MemberPage,
        NoticeChannel,
        NoticeChannelPage,
        NoticeChannelRequest,
        NoticeDelivery,
        NoticeDeliveryPage,
        NoticeLinkToken,
        NoticeLinkView,
        NoticePage,
        NoticePerson,
        NoticePersonPage,
        NoticePersonRequest,
        NoticeRota,
        NoticeRotaPage,
        NoticeRotaRequest,
        NoticeRule,
        NoticeRulePage,
        NoticeRuleRequest,
        NoticeStandInRequest,
        NoticeTestReply,
        NoticeTestRequest,
        OpenSessions,
        OperatorRecovery,
        Organisation,
        OrganisationChange,
        OrganisationList,
        OrganisationMade,
        OrganisationRequest,
        Overview,
        OwnProviders,
        PairingCode,
        PairingOffer,
        ParetoList,
        PasskeyAdded,
        PasskeyBegun,
        PasskeyNew,
        PasskeyOptions,
        PasskeySignIn,
        PasswordChange,
        PersonRecovery,
        PhysicalAsset,
        PhysicalAssetPage,
        PhysicalAssetRequest,
        PixelColumns,
        Placed,
        Placement,
        PlantChanges,
        PlatformEventPage,
        Point,
        PointPage,
        Product,
        ProductList,
        ProductRequest,
        ProductionChangeList,
        ProductionOrder,
        ProductionOrderList,
        ProductionOrderRequest,
        ProfileChange,
        Program,
        ProgramMade,
        ProgramPage,
        ProgramRequest,
        ProgramRotation,
        Proven,
        ProvenAcceptance,
        ProviderChoices,
        QuotaChange,
        QuotaList,
        RecoveryCodes,
        RecoveryMade,
        RecoveryOffer,
        RecoveryRequest,
        RecoveryToken,
        RecoveryUse,
        RemovalList,
        RemovalPreview,
        RemovalRequest,
        Removed,
        RenewalRequest,
        Retention,
        RetentionRule,
        RetentionRuleList,
        RetentionRuleRequest,
        Revocation,
        Rights,
        Role,
        RoleFilling,
        RoleFillingChange,
        RoleFillingPage,
        RoleFillingRequest,
        RoleList,
        RoleRequest,
        SampleList,
        Screen,
        ScreenAssetList,
        ScreenChange,
        ScreenPage,
        ScreenRequest,
        ScreenVersion,
        ScreenVersionList,
        Seal,
        SealRequest,
        SecondStep,
        Session,
        SignIn,
        SignInReply,
        SqlQuery,
        SqlResult,
        StateList,
        StorageFigures,
        Study,
        StudyPage,
        StudyRequest,
        SwitchTo,
        Telemetry,
        ThingBindingRequest,
        ThingDifferenceList,
        ThingInstance,
        ThingInstanceList,
        ThingInstanceRequest,
        ThingMigration,
        ThingMigrationRequest,
        ThingModel,
        ThingModelChange,
        ThingModelPage,
        ThingModelRequest,
        ThingTemplateMade,
        ThingTemplateRequest,
        TokenForm,
        TokenReply,
        TopList,
        TotpBegun,
        TotpConfirmation,
        Verification,
        Webhook,
        WebhookDelivery,
        WebhookDeliveryPage,
        WebhookDeliveryWhole,
        WebhookList,
        WebhookMade,
        WebhookReplay,
        WebhookReplayRequest,
        WebhookRequest,
        WebhookResumeRequest,
        WebhookSecret,
        WebhookSecretRequest,
        WeightedMeans,
        WorkCalendar,
        WorkCalendarList,
        WorkCalendarRequest,
        WorkOrder,
        WorkOrderChange,
        WorkOrderMove,
        WorkOrderPage,
        WorkOrderPhoto,
        WorkOrderRequest,
        WorkUnit,
        WorkUnitList,
        WorkUnitNowList,
        WorkUnitRequest,
        WorkUnitStretchList,
        Write,
        WriteDecision,
        WritePage,
        WriteRefusal,
        WriteRequest,
        WriteRule,
        WriteRuleList,
        WriteRuleRequest,
    )



class Operations:
    """By operationId. Each raises :class:`PlatformFault`; a `from` of the query is `from_` here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post_session(self, body: SignIn) -> SignInReply:
        """Sign in with a password. Needs `public`."""
        return self._connection.json('POST', '/session', body=body)

    def get_session(self) -> Session:
        """Who is signed in. Needs `person`."""
        return self._connection.json('GET', '/session')

    def delete_session(self) -> None:
        """Sign out. Needs `person`."""
        self._connection.done('DELETE', '/session')

    def post_session_second_step(self, body: SecondStep) -> Session:
        """Give the second factor. Needs `public`."""
        return self._connection.json('POST', '/session/second-step', body=body)

    def post_session_passkey_options(self) -> PasskeyBegun:
        """Begin to sign in with a passkey alone. Needs `public`."""
        return self._connection.json('POST', '/session/passkey/options')

    def post_session_passkey(self, body: PasskeySignIn) -> Session:
        """Sign in with a passkey alone. Needs `public`."""
        return self._connection.json('POST', '/session/passkey', body=body)

    def post_session_recovery_offer(self, body: RecoveryToken) -> RecoveryOffer:
        """What a recovery token is for. Needs `public`."""
        return self._connection.json('POST', '/session/recovery/offer', body=body)

    def post_session_recovery(self, body: RecoveryUse) -> None:
        """Get back in with a recovery token; every session ends. Needs `public`."""
        self._connection.done('POST', '/session/recovery', body=body)

    def post_session_organisation(self, body: SwitchTo) -> None:
        """Work for another of your organisations. Needs `person`."""
        self._connection.done('POST', '/session/organisation', body=body)

    def post_me(self, body: ProfileChange) -> None:
        """Change your name or language. Needs `person`."""
        self._connection.done('POST', '/me', body=body)

    def post_me_password(self, body: PasswordChange) -> None:
        """Change your password. Needs `person`."""
        self._connection.done('POST', '/me/password', body=body)

    def get_me_sessions(self) -> OpenSessions:
        """Where you are signed in. Needs `person`."""
        return self._connection.json('GET', '/me/sessions')

    def delete_me_sessions(self) -> None:
        """Sign out everywhere but here. Needs `person`."""
        self._connection.done('DELETE', '/me/sessions')

    def delete_me_sessions_by_id(self, id: str) -> None:
        """Sign out somewhere. Needs `person`."""
        self._connection.done('DELETE', f'/me/sessions/{segment(id)}')

    def get_me_factors(self) -> Factors:
        """How you prove who you are. Needs `person`."""
        return self._connection.json('GET', '/me/factors')

    def post_me_factors_challenge(self) -> PasskeyOptions:
        """Ask for one of your passkeys, as a proof. Needs `person`."""
        return self._connection.json('POST', '/me/factors/challenge')

    def post_me_totp(self, body: Proven) -> TotpBegun:
        """Begin to set up an authenticator app. Needs `person`."""
        return self._connection.json('POST', '/me/totp', body=body)

    def delete_me_totp(self, body: Proven) -> None:
        """Remove the authenticator app. Needs `person`."""
        self._connection.done('DELETE', '/me/totp', body=body)

    def post_me_totp_confirmation(self, body: TotpConfirmation) -> FactorAdded:
        """Prove that the app shows the right code. Needs `person`."""
        return self._connection.json('POST', '/me/totp/confirmation', body=body)

    def post_me_recovery_codes(self, body: Proven) -> RecoveryCodes:
        """New recovery codes; the old ones end. Needs `person`."""
        return self._connection.json('POST', '/me/recovery-codes', body=body)

    def post_me_passkeys_options(self, body: Proven) -> PasskeyOptions:
        """Begin to register a passkey. Needs `person`."""
        return self._connection.json('POST', '/me/passkeys/options', body=body)

    def post_me_passkeys(self, body: PasskeyNew) -> PasskeyAdded:
        """Register a passkey. Needs `person`."""
        return self._connection.json('POST', '/me/passkeys', body=body)

    def delete_me_passkeys_by_id(self, id: str, body: Proven) -> None:
        """Remove a passkey. Needs `person`."""
        self._connection.done('DELETE', f'/me/passkeys/{segment(id)}', body=body)

    def get_me_rights(self) -> Rights:
        """What you may do. Needs `person`."""
        return self._connection.json('GET', '/me/rights')

    def get_me_roles(self) -> HeldRoles:
        """Roles you hold. Needs `person`."""
        return self._connection.json('GET', '/me/roles')

    def get_actions(self) -> ActionList:
        """The vocabulary of rights. Needs `person`."""
        return self._connection.json('GET', '/actions')

    def get_roles(self) -> RoleList:
        """Roles, standard and own. Needs `member:read`."""
        return self._connection.json('GET', '/roles')

    def post_roles(self, body: RoleRequest) -> Role:
        """Make a role. Needs `role:manage`."""
        return self._connection.json('POST', '/roles', body=body)

    def delete_roles_by_name(self, name: str) -> None:
        """Drop a role that nobody holds. Needs `role:manage`."""
        self._connection.done('DELETE', f'/roles/{segment(name)}')

    def get_assignments(self, *, holder: Optional[str] = None, role: Optional[str] = None) -> AssignmentList:
        """Who holds which role where. Needs `member:read`."""
        return self._connection.json('GET', '/assignments', query={'holder': holder, 'role': role})

    def post_assignments(self, body: AssignmentRequest) -> Assignment:
        """Give a member or program a role. Needs `role:manage`."""
        return self._connection.json('POST', '/assignments', body=body)

    def delete_assignments_by_id(self, id: str) -> None:
        """Take a role away. Needs `role:manage`."""
        self._connection.done('DELETE', f'/assignments/{segment(id)}')

    def post_access_explanation(self, body: AccessQuestion) -> Explanation:
        """Why somebody may do something, or not. Needs `access:explain`."""
        return self._connection.json('POST', '/access/explanation', body=body)

    def post_grants(self, body: GrantRequest) -> Grant:
        """Share a subtree or a point. With an organisation on the platform, or with whoever holds the link that is told once. Needs `grant:give`."""
        return self._connection.json('POST', '/grants', body=body)

    def get_grants_given(self, *, state: Optional[Literal['planned', 'open', 'ended', 'revoked']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> GrantPage:
        """What this organisation shares. Needs `grant:read`."""
        return self._connection.json('GET', '/grants/given', query={'state': state, 'cursor': cursor, 'limit': limit})

    def get_grants_received(self, *, state: Optional[Literal['planned', 'open', 'ended', 'revoked']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> GrantPage:
        """What others share with this organisation. Needs `organisation:read`."""
        return self._connection.json('GET', '/grants/received', query={'state': state, 'cursor': cursor, 'limit': limit})

    def get_grants_received_by_id(self, id: str) -> Grant:
        """One grant that this organisation received. Needs `organisation:read`."""
        return self._connection.json('GET', f'/grants/received/{segment(id)}')

    def get_grants_held(self) -> Grant:
        """What the link you hold opens. Needs `link`."""
        return self._connection.json('GET', '/grants/held')

    def get_grants_by_id(self, id: str) -> Grant:
        """One grant, given or received. Needs `grant:read`."""
        return self._connection.json('GET', f'/grants/{segment(id)}')

    def delete_grants_by_id(self, id: str) -> None:
        """Stop sharing. At once: open streams through the grant end. Needs `grant:give`."""
        self._connection.done('DELETE', f'/grants/{segment(id)}')

    def get_members(self, *, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> MemberPage:
        """Members and what they hold. Needs `member:read`."""
        return self._connection.json('GET', '/members', query={'search': search, 'cursor': cursor, 'limit': limit})

    def get_members_by_id(self, id: str) -> Member:
        """One member. Needs `member:read`."""
        return self._connection.json('GET', f'/members/{segment(id)}')

    def delete_members_by_id(self, id: str) -> None:
        """Remove a member. Needs `member:manage`."""
        self._connection.done('DELETE', f'/members/{segment(id)}')

    def post_members_by_id_suspension(self, id: str) -> None:
        """Suspend a member: their sessions here end. Needs `member:manage`."""
        self._connection.done('POST', f'/members/{segment(id)}/suspension')

    def delete_members_by_id_suspension(self, id: str) -> None:
        """Restore a member. Needs `member:manage`."""
        self._connection.done('DELETE', f'/members/{segment(id)}/suspension')

    def delete_members_by_id_sessions(self, id: str) -> None:
        """Sign a member out everywhere in this organisation. Needs `member:manage`."""
        self._connection.done('DELETE', f'/members/{segment(id)}/sessions')

    def post_members_by_id_recovery(self, id: str, body: RecoveryRequest) -> RecoveryMade:
        """A way back in for a member of yours alone; the token is shown once. Needs `member:manage`."""
        return self._connection.json('POST', f'/members/{segment(id)}/recovery', body=body)

    def post_people_recovery(self, body: PersonRecovery) -> RecoveryMade:
        """A way back in for anybody on the platform; the token is shown once. Needs `platform:operate`."""
        return self._connection.json('POST', '/people/recovery', body=body)

    def post_people_recovery_operator(self, body: OperatorRecovery) -> RecoveryMade:
        """A way back in for who runs the platform, for the owner of its machine alone (millrace recover-admin). Needs `person`."""
        return self._connection.json('POST', '/people/recovery/operator', body=body)

    def get_invitations(self) -> InvitationList:
        """Invitations that are open. Needs `member:read`."""
        return self._connection.json('GET', '/invitations')

    def post_invitations(self, body: InvitationRequest) -> Invitation:
        """Invite somebody; the token is shown once. Needs `member:manage`."""
        return self._connection.json('POST', '/invitations', body=body)

    def delete_invitations_by_id(self, id: str) -> None:
        """Withdraw an invitation. Needs `member:manage`."""
        self._connection.done('DELETE', f'/invitations/{segment(id)}')

    def post_invitations_offer(self, body: InvitationToken) -> InvitationOffer:
        """Who invites, and until when. Needs `public`."""
        return self._connection.json('POST', '/invitations/offer', body=body)

    def post_invitations_acceptance(self, body: Acceptance) -> AcceptanceReply:
        """Accept an invitation, with a new account or your own. Needs `public`."""
        return self._connection.json('POST', '/invitations/acceptance', body=body)

    def post_invitations_acceptance_second_step(self, body: ProvenAcceptance) -> Session:
        """Accept with your own account by its second factor, and be signed in there. Needs `public`."""
        return self._connection.json('POST', '/invitations/acceptance/second-step', body=body)

    def get_organisation(self) -> Organisation:
        """Your organisation and its rules. Needs `organisation:read`."""
        return self._connection.json('GET', '/organisation')

    def post_organisation(self, body: OrganisationChange) -> Organisation:
        """Change its name or rules. Needs `organisation:manage`."""
        return self._connection.json('POST', '/organisation', body=body)

    def get_organisations(self) -> OrganisationList:
        """Every organisation on the platform. Needs `platform:operate`."""
        return self._connection.json('GET', '/organisations')

    def post_organisations(self, body: OrganisationRequest) -> OrganisationMade:
        """Make an organisation, with an invitation for its administrator. Needs `platform:operate`."""
        return self._connection.json('POST', '/organisations', body=body)

    def post_organisations_by_id_suspension(self, id: str) -> None:
        """Suspend an organisation: nobody and nothing of it gets in. Needs `platform:operate`."""
        self._connection.done('POST', f'/organisations/{segment(id)}/suspension')

    def delete_organisations_by_id_suspension(self, id: str) -> None:
        """Restore an organisation. Needs `platform:operate`."""
        self._connection.done('DELETE', f'/organisations/{segment(id)}/suspension')

    def get_sign_in_providers(self, *, organisation: str) -> ProviderChoices:
        """Providers that an organisation signs in by. Empty as well for an organisation that does not exist. Needs `public`."""
        return self._connection.json('GET', '/sign-in/providers', query={'organisation': organisation})

    def get_sign_in_providers_by_id_start(self, id: str) -> None:
        """Go to a provider to sign in. Needs `public`."""
        self._connection.done('GET', f'/sign-in/providers/{segment(id)}/start')

    def get_sign_in_providers_by_id_callback(self, id: str, *, code: Optional[str] = None, state: Optional[str] = None, iss: Optional[str] = None, error: Optional[str] = None, error_description: Optional[str] = None) -> None:
        """Where the provider sends people back to. Needs `public`."""
        self._connection.done('GET', f'/sign-in/providers/{segment(id)}/callback', query={'code': code, 'state': state, 'iss': iss, 'error': error, 'error_description': error_description})

    def get_me_sign_in_providers(self) -> OwnProviders:
        """Providers you can connect to your account. Needs `person`."""
        return self._connection.json('GET', '/me/sign-in-providers')

    def get_me_sign_in_providers_by_id_start(self, id: str) -> None:
        """Go to a provider to connect it to your account. Needs `person`."""
        self._connection.done('GET', f'/me/sign-in-providers/{segment(id)}/start')

    def delete_me_sign_in_providers_by_id(self, id: str) -> None:
        """No longer sign in by a provider. Needs `person`."""
        self._connection.done('DELETE', f'/me/sign-in-providers/{segment(id)}')

    def get_identity_providers(self) -> IdentityProviderList:
        """Sign-in providers of the organisation. Needs `provider:manage`."""
        return self._connection.json('GET', '/identity-providers')

    def post_identity_providers(self, body: IdentityProviderRequest) -> IdentityProvider:
        """Trust an OpenID provider. Register the `redirectUri` of the reply at the provider. Groups give roles only if you may give them. Needs `provider:manage`."""
        return self._connection.json('POST', '/identity-providers', body=body)

    def get_identity_providers_by_id(self, id: str) -> IdentityProvider:
        """One sign-in provider. Needs `provider:manage`."""
        return self._connection.json('GET', f'/identity-providers/{segment(id)}')

    def put_identity_providers_by_id(self, id: str, body: IdentityProviderRequest) -> IdentityProvider:
        """Change a sign-in provider. Needs `provider:manage`."""
        return self._connection.json('PUT', f'/identity-providers/{segment(id)}', body=body)

    def delete_identity_providers_by_id(self, id: str) -> None:
        """Trust a sign-in provider no longer. Needs `provider:manage`."""
        self._connection.done('DELETE', f'/identity-providers/{segment(id)}')

    def post_identity_providers_by_id_check(self, id: str) -> IdentityProviderCheck:
        """Try a sign-in provider. Needs `provider:manage`."""
        return self._connection.json('POST', f'/identity-providers/{segment(id)}/check')

    def post_device_authorization(self, body: DeviceAuthorizationForm) -> DeviceAuthorization:
        """Ask to be let in by a person, with a code (OAuth 2.0 device flow). RFC 8628 section 3.1; as a form or as JSON. Then show the user code, and ask POST /device-token. Needs `public`."""
        return self._connection.json('POST', '/device-authorization', body=body)

    def post_device_token(self, body: DeviceTokenForm) -> DeviceToken:
        """Whether a person let the program in, and then its token. RFC 8628 section 3.4. Until then the error is authorization_pending; slow_down: wait 5 s longer from now on; expired_token and access_denied end it. Needs `public`."""
        return self._connection.json('POST', '/device-token', body=body)

    def post_pairings_offer(self, body: PairingCode) -> PairingOffer:
        """Who asks to be let in with this code. Needs `person`."""
        return self._connection.json('POST', '/pairings/offer', body=body)

    def post_pairings_approval(self, body: PairingCode) -> None:
        """Let a program in as yourself, for a day. Needs `person`."""
        self._connection.done('POST', '/pairings/approval', body=body)

    def post_pairings_refusal(self, body: PairingCode) -> None:
        """Refuse a program that asks to be let in. Needs `person`."""
        self._connection.done('POST', '/pairings/refusal', body=body)

    def get_quotas(self) -> QuotaList:
        """What your organisation may use, and uses. Needs `quota:read`."""
        return self._connection.json('GET', '/quotas')

    def get_organisations_by_id_quotas(self, id: str) -> QuotaList:
        """What an organisation may use, and uses. Needs `platform:operate`."""
        return self._connection.json('GET', f'/organisations/{segment(id)}/quotas')

    def put_organisations_by_id_quotas(self, id: str, body: QuotaChange) -> QuotaList:
        """Set or lift one quota of an organisation. Needs `platform:operate`."""
        return self._connection.json('PUT', f'/organisations/{segment(id)}/quotas', body=body)

    def get_audit(self, *, seq: Optional[int] = None, action: Optional[str] = None, actor: Optional[str] = None, target: Optional[str] = None, outcome: Optional[Literal['done', 'refused', 'failed']] = None, from_: Optional[str] = None, to: Optional[str] = None, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> AuditPage:
        """Who did what, newest first. Needs `audit:read`."""
        return self._connection.json('GET', '/audit', query={'seq': seq, 'action': action, 'actor': actor, 'target': target, 'outcome': outcome, 'from': from_, 'to': to, 'search': search, 'cursor': cursor, 'limit': limit})

    def get_audit_verification(self) -> Verification:
        """Walks the whole chain and its signatures. Needs `audit:read`."""
        return self._connection.json('GET', '/audit/verification')

    def get_audit_export(self) -> bytes:
        """The whole chain, to be verified anywhere with `millrace audit verify`. Needs `audit:export`."""
        return self._connection.octets('GET', '/audit/export')

    def get_audit_retention(self) -> Retention:
        """How long records are kept. Needs `audit:read`."""
        return self._connection.json('GET', '/audit/retention')

    def put_audit_retention(self, body: Retention) -> Retention:
        """Keep records for so long. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/audit/retention', body=body)

    def post_machines_enrolment_tokens(self, body: EnrolmentTokenRequest) -> EnrolmentToken:
        """A one-time token with which one machine gets its certificate. Needs `device:enrol`."""
        return self._connection.json('POST', '/machines/enrolment-tokens', body=body)

    def get_machines_enrolment_tokens(self, *, state: Optional[Literal['open', 'used', 'withdrawn', 'expired']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> EnrolmentTokenPage:
        """Enrolment tokens, newest first. Needs `device:enrol`."""
        return self._connection.json('GET', '/machines/enrolment-tokens', query={'state': state, 'cursor': cursor, 'limit': limit})

    def delete_machines_enrolment_tokens_by_id(self, id: str) -> None:
        """Withdraw a token that was not used. Needs `device:enrol`."""
        self._connection.done('DELETE', f'/machines/enrolment-tokens/{segment(id)}')

    def post_machines_enrolments(self, body: EnrolmentRequest) -> IssuedCertificate:
        """Get the certificate that a token promises. Needs `public`."""
        return self._connection.json('POST', '/machines/enrolments', body=body)

    def post_machines_renewals(self, body: RenewalRequest) -> IssuedCertificate:
        """Renew the certificate of a machine. Needs `public`."""
        return self._connection.json('POST', '/machines/renewals', body=body)

    def get_machines_certificates(self, *, name: Optional[str] = None, state: Optional[Literal['valid', 'expired', 'revoked']] = None, search: Optional[str] = None, ends_within_days: Optional[int] = None, only: Optional[Literal['newest']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> CertificatePage:
        """Certificates of machines, by name, the newest of each first. Needs `device:read`."""
        return self._connection.json('GET', '/machines/certificates', query={'name': name, 'state': state, 'search': search, 'endsWithinDays': ends_within_days, 'only': only, 'cursor': cursor, 'limit': limit})

    def post_machines_certificates_by_id_revocation(self, id: str, body: Revocation) -> None:
        """Revoke a certificate; its connections are cut at once. Needs `device:revoke`."""
        self._connection.done('POST', f'/machines/certificates/{segment(id)}/revocation', body=body)

    def post_machines_removals(self, body: CredentialRemoval) -> None:
        """Remove the credential of a machine: its secret ends, its certificates are revoked. Needs `device:revoke`."""
        self._connection.done('POST', '/machines/removals', body=body)

    def get_machines_ca(self) -> CertificateAuthority:
        """Root of the certificates of machines and servers. Needs `public`."""
        return self._connection.json('GET', '/machines/ca')

    def get_machines_crl(self) -> bytes:
        """Revoked certificates (RFC 5280 section 5), PEM, a list for each issuing authority. Needs `public`."""
        return self._connection.octets('GET', '/machines/crl')

    def get_programs(self, *, cursor: Optional[str] = None, limit: Optional[int] = None) -> ProgramPage:
        """Programs of the organisation, newest first. Needs `program:manage`."""
        return self._connection.json('GET', '/programs', query={'cursor': cursor, 'limit': limit})

    def post_programs(self, body: ProgramRequest) -> ProgramMade:
        """Make an API key or an OAuth client. The secret is told once. Roles are given with POST /assignments; without one it may do nothing. Needs `program:manage`."""
        return self._connection.json('POST', '/programs', body=body)

    def get_programs_by_id(self, id: str) -> Program:
        """One program. Needs `program:manage`."""
        return self._connection.json('GET', f'/programs/{segment(id)}')

    def delete_programs_by_id(self, id: str) -> None:
        """End a program for good. Needs `program:manage`."""
        self._connection.done('DELETE', f'/programs/{segment(id)}')

    def post_programs_by_id_rotation(self, id: str, body: ProgramRotation) -> ProgramMade:
        """Give a program a new secret. You must hold what the program may do, since you learn its secret. Needs `program:manage`."""
        return self._connection.json('POST', f'/programs/{segment(id)}/rotation', body=body)

    def post_programs_by_id_suspension(self, id: str) -> None:
        """Suspend a program: its keys and tokens end. Needs `program:manage`."""
        self._connection.done('POST', f'/programs/{segment(id)}/suspension')

    def delete_programs_by_id_suspension(self, id: str) -> None:
        """Restore a program. Needs `program:manage`."""
        self._connection.done('DELETE', f'/programs/{segment(id)}/suspension')

    def post_oauth_token(self, body: TokenForm) -> TokenReply:
        """An access token for a client (OAuth 2.0 client credentials). RFC 6749 section 4.4, with client_secret_basic or client_secret_post. Errors have the form of section 5.2. Needs `public`."""
        return self._connection.json('POST', '/oauth/token', form=body)

    def get_overview(self) -> Overview:
        """The plant at a glance. Needs `device:read`."""
        return self._connection.json('GET', '/overview')

    def get_points_latest(self, *, ids: str, grant: Optional[str] = None) -> LatestList:
        """Latest values of points. Needs `point:read`."""
        return self._connection.json('GET', '/points/latest', query={'ids': ids, 'grant': grant})

    def get_points_by_id_history(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, limit: Optional[int] = None, order: Optional[Literal['asc', 'desc']] = None, cursor: Optional[str] = None, format: Optional[Literal['json', 'ndjson', 'csv', 'arrow', 'parquet']] = None, grant: Optional[str] = None) -> SampleList:
        """Samples of a point, as they were measured. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/history', query={'from': from_, 'to': to, 'limit': limit, 'order': order, 'cursor': cursor, 'format': format, 'grant': grant})

    def get_history_export(self, *, points: Optional[str] = None, asset: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, format: Optional[Literal['ndjson', 'csv', 'arrow', 'parquet']] = None, grant: Optional[str] = None) -> bytes:
        """Every sample of points, of an asset, or of all. By point, then by time; any range, sent as fast as it is taken. Needs `history:export`."""
        return self._connection.octets('GET', '/history/export', query={'points': points, 'asset': asset, 'from': from_, 'to': to, 'format': format, 'grant': grant})

    def get_points_by_id_buckets(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, pixels: Optional[int] = None, width: Optional[int] = None, grant: Optional[str] = None) -> Buckets:
        """A point in buckets of time. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/buckets', query={'from': from_, 'to': to, 'pixels': pixels, 'width': width, 'grant': grant})

    def post_telemetry(self, body: Telemetry) -> None:
        """Values of a device, by its own credential. Answers when the values are durable. Needs `device`."""
        self._connection.done('POST', '/telemetry', body=body)

    def get_points_at(self, *, ids: str, times: str, mode: Optional[Literal['before', 'step', 'linear']] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> AtList:
        """Values of points at given instants. OPC UA Part 11 §6.5.5, ReadAtTime. Needs `point:read`."""
        return self._connection.json('GET', '/points/at', query={'ids': ids, 'times': times, 'mode': mode, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_points_by_id_time_weighted(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, pixels: Optional[int] = None, width: Optional[int] = None, interpolation: Optional[Literal['step', 'linear']] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> WeightedMeans:
        """Time-weighted means of a point in windows of time. OPC UA Part 13 §5.4.3.7, TimeAverage2: what stands at the start of a window counts. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/time-weighted', query={'from': from_, 'to': to, 'pixels': pixels, 'width': width, 'interpolation': interpolation, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_points_by_id_m4(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, quality: Optional[Literal['good', 'uncertain']] = None, pixels: int, grant: Optional[str] = None) -> PixelColumns:
        """What a chart of so many pixels needs of a point. First, last, least and greatest number of each column of pixels, with their times. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/m4', query={'from': from_, 'to': to, 'quality': quality, 'pixels': pixels, 'grant': grant})

    def get_points_by_id_states(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, width: Optional[int] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> StateList:
        """How long a point was in each state. OPC UA Part 13 §5.4.3.22 for any value. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/states', query={'from': from_, 'to': to, 'width': width, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_points_by_id_histogram(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, edges: Optional[str] = None, bins: Optional[int] = None, weight: Optional[Literal['samples', 'time']] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> HistogramBins:
        """How often a point had which values. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/histogram', query={'from': from_, 'to': to, 'edges': edges, 'bins': bins, 'weight': weight, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_history_groups(self, *, points: Optional[str] = None, asset: Optional[str] = None, name: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, pixels: Optional[int] = None, width: Optional[int] = None, by: Optional[Literal['all', 'asset', 'device', 'name', 'unit', 'point']] = None, of: Optional[Literal['mean', 'weighted', 'min', 'max', 'range', 'first', 'last', 'sum', 'count']] = None, with_: Optional[Literal['sum', 'mean', 'min', 'max']] = None, interpolation: Optional[Literal['step', 'linear']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> GroupList:
        """Many points put together, window by window. By asset, device, name, unit, or all; only points in reach take part. Needs `point:read`."""
        return self._connection.json('GET', '/history/groups', query={'points': points, 'asset': asset, 'name': name, 'from': from_, 'to': to, 'pixels': pixels, 'width': width, 'by': by, 'of': of, 'with': with_, 'interpolation': interpolation, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_history_top(self, *, points: Optional[str] = None, asset: Optional[str] = None, name: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, of: Optional[Literal['mean', 'weighted', 'min', 'max', 'range', 'first', 'last', 'sum', 'count']] = None, n: Optional[int] = None, order: Optional[Literal['highest', 'lowest']] = None, interpolation: Optional[Literal['step', 'linear']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> TopList:
        """The points with the greatest or least values. Of the points in reach, by an aggregate over the range. Needs `point:read`."""
        return self._connection.json('GET', '/history/top', query={'points': points, 'asset': asset, 'name': name, 'from': from_, 'to': to, 'of': of, 'n': n, 'order': order, 'interpolation': interpolation, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_history_compare(self, *, points: Optional[str] = None, asset: Optional[str] = None, name: Optional[str] = None, starts: str, length: int, pixels: Optional[int] = None, width: Optional[int] = None, interpolation: Optional[Literal['step', 'linear']] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> Comparison:
        """Points over several periods, laid over each other by the time since their start. Time-weighted means; windows begin with each period. Points of several assets by asset and name. Needs `point:read`."""
        return self._connection.json('GET', '/history/compare', query={'points': points, 'asset': asset, 'name': name, 'starts': starts, 'length': length, 'pixels': pixels, 'width': width, 'interpolation': interpolation, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_history_correlation(self, *, points: Optional[str] = None, asset: Optional[str] = None, name: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, pixels: Optional[int] = None, width: Optional[int] = None, method: Optional[Literal['pearson', 'spearman']] = None, lag: Optional[int] = None, interpolation: Optional[Literal['step', 'linear']] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> CorrelationList:
        """How points go together, each with each, also one after the other. Needs `point:read`."""
        return self._connection.json('GET', '/history/correlation', query={'points': points, 'asset': asset, 'name': name, 'from': from_, 'to': to, 'pixels': pixels, 'width': width, 'method': method, 'lag': lag, 'interpolation': interpolation, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_points_by_id_control_chart(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, width: Optional[int] = None, subgroup: Optional[int] = None, rules: Optional[Literal['nelson', 'western']] = None, reference_from: Optional[str] = None, reference_to: Optional[str] = None, lower: Optional[float] = None, upper: Optional[float] = None, grant: Optional[str] = None) -> ControlChart:
        """A control chart of a point, with the run rules it breaks and what it is capable of. ISO 7870-2: individuals and moving range, or means and ranges; Nelson’s or Western Electric’s rules. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/control-chart', query={'from': from_, 'to': to, 'width': width, 'subgroup': subgroup, 'rules': rules, 'referenceFrom': reference_from, 'referenceTo': reference_to, 'lower': lower, 'upper': upper, 'grant': grant})

    def get_points_by_id_anomalies(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, width: Optional[int] = None, weeks: Optional[int] = None, k: Optional[float] = None, offset: Optional[int] = None, grant: Optional[str] = None) -> AnomalyBand:
        """Where a point left the band of its hour of the week. Median and median absolute deviation of the weeks before, by hour of the week in local time. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/anomalies', query={'from': from_, 'to': to, 'width': width, 'weeks': weeks, 'k': k, 'offset': offset, 'grant': grant})

    def post_history_envelope(self, body: EnvelopeRequest, *, grant: Optional[str] = None) -> Envelope:
        """What good batches did, phase by phase, and how far another lay outside. Needs `point:read`."""
        return self._connection.json('POST', '/history/envelope', query={'grant': grant}, body=body)

    def get_points_by_id_pareto(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None, except_: Optional[str] = None, quality: Optional[Literal['good', 'uncertain']] = None, gap: Optional[int] = None, not_good: Optional[Literal['ends', 'skipped']] = None, grant: Optional[str] = None) -> ParetoList:
        """Time lost by reason, the greatest first, of a point that tells a state. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}/pareto', query={'from': from_, 'to': to, 'except': except_, 'quality': quality, 'gap': gap, 'notGood': not_good, 'grant': grant})

    def get_history_events(self, *, points: Optional[str] = None, asset: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, kinds: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> EventList:
        """What happened, to be laid over curves: changes of states, and what other modules know. Needs `point:read`."""
        return self._connection.json('GET', '/history/events', query={'points': points, 'asset': asset, 'from': from_, 'to': to, 'kinds': kinds, 'limit': limit, 'grant': grant})

    def get_energy_media(self) -> EnergyMediumList:
        """Energy media, with their units. Needs `energy:read`."""
        return self._connection.json('GET', '/energy/media')

    def get_energy_meters(self) -> EnergyMeterList:
        """Meters in reach, by name. Needs `energy:read`."""
        return self._connection.json('GET', '/energy/meters')

    def post_energy_meters(self, body: EnergyMeterRequest) -> EnergyMeter:
        """Make a point a meter of a medium. Needs `energy:manage`."""
        return self._connection.json('POST', '/energy/meters', body=body)

    def delete_energy_meters_by_id(self, id: str) -> None:
        """Take a meter away that has no baseline. Needs `energy:manage`."""
        self._connection.done('DELETE', f'/energy/meters/{segment(id)}')

    def get_energy_meters_by_id_use(self, id: str, *, from_: str, to: Optional[str] = None, width: int) -> EnergyUse:
        """What a meter counted, period by period, in standard coal and carbon too. Whole periods that begin with `from`, up to the present. Gaps are null and in no sum. Needs `energy:read`."""
        return self._connection.json('GET', f'/energy/meters/{segment(id)}/use', query={'from': from_, 'to': to, 'width': width})

    def get_energy_factors(self) -> EnergyFactorList:
        """Factors of standard coal and carbon, every version with its source and year. Needs `energy:read`."""
        return self._connection.json('GET', '/energy/factors')

    def post_energy_factors(self, body: EnergyFactorRequest) -> EnergyFactorList:
        """Set a factor: a new version, that counts from now on. Needs `energy:factor`."""
        return self._connection.json('POST', '/energy/factors', body=body)

    def post_energy_baselines_trial(self, body: EnergyBaselineDefinition) -> EnergyBaselineTrial:
        """What a baseline would be: fit, figures, findings; nothing is kept. Needs `energy:manage`."""
        return self._connection.json('POST', '/energy/baselines/trial', body=body)

    def get_energy_baselines(self) -> EnergyBaselineList:
        """Baselines of meters in reach, the newest version of each first. Needs `energy:read`."""
        return self._connection.json('GET', '/energy/baselines')

    def post_energy_baselines(self, body: EnergyBaselineRequest) -> EnergyBaseline:
        """Freeze a baseline as the next version of its meter. Model, figures and all data of which it was made are kept and never changed. Needs `energy:manage`."""
        return self._connection.json('POST', '/energy/baselines', body=body)

    def get_energy_baselines_by_id(self, id: str) -> EnergyBaseline:
        """One baseline, with its data and adjustments. Needs `energy:read`."""
        return self._connection.json('GET', f'/energy/baselines/{segment(id)}')

    def post_energy_baselines_by_id_approval(self, id: str) -> EnergyBaseline:
        """Approve a frozen baseline: it counts for its meter from now on. By a person who did not freeze it. The one that counted before is retired. Needs `energy:approve`."""
        return self._connection.json('POST', f'/energy/baselines/{segment(id)}/approval')

    def post_energy_baselines_by_id_retirement(self, id: str) -> EnergyBaseline:
        """Retire a baseline. Needs `energy:approve`."""
        return self._connection.json('POST', f'/energy/baselines/{segment(id)}/retirement')

    def post_energy_baselines_by_id_adjustments(self, id: str, body: EnergyAdjustmentRequest) -> EnergyBaseline:
        """Adjust a baseline for what is no driver, with the reason. Needs `energy:manage`."""
        return self._connection.json('POST', f'/energy/baselines/{segment(id)}/adjustments', body=body)

    def delete_energy_baselines_by_id_adjustments_by_adjustment(self, id: str, adjustment: str) -> None:
        """Take an adjustment back; the audit keeps it. Needs `energy:manage`."""
        self._connection.done('DELETE', f'/energy/baselines/{segment(id)}/adjustments/{segment(adjustment)}')

    def get_energy_baselines_by_id_savings(self, id: str, *, from_: str, to: Optional[str] = None, confidence: Optional[float] = None) -> EnergySavings:
        """Savings against a baseline, with their uncertainty and CUSUM. Expected less measured. Periods begin when those of the baseline did; gaps are in no sum. Needs `energy:read`."""
        return self._connection.json('GET', f'/energy/baselines/{segment(id)}/savings', query={'from': from_, 'to': to, 'confidence': confidence})

    def get_energy_indicators(self) -> EnergyIndicatorList:
        """Energy performance indicators (EnPI) of meters in reach. Needs `energy:read`."""
        return self._connection.json('GET', '/energy/indicators')

    def post_energy_indicators(self, body: EnergyIndicatorRequest) -> EnergyIndicator:
        """Make an indicator. Needs `energy:manage`."""
        return self._connection.json('POST', '/energy/indicators', body=body)

    def delete_energy_indicators_by_id(self, id: str) -> None:
        """Take an indicator away. Needs `energy:manage`."""
        self._connection.done('DELETE', f'/energy/indicators/{segment(id)}')

    def get_energy_indicators_by_id_values(self, id: str, *, from_: str, to: Optional[str] = None, width: int) -> EnergyIndicatorValues:
        """An indicator, period by period, and over the whole range. Needs `energy:read`."""
        return self._connection.json('GET', f'/energy/indicators/{segment(id)}/values', query={'from': from_, 'to': to, 'width': width})

    def post_sql(self, body: SqlQuery) -> SqlResult:
        """A query in SQL over samples, points and assets. One SELECT, in a process of its own, with limits on time, memory and the size of the answer. Lines and Arrow tell rows, cut and moment in the headers millrace-rows, millrace-truncated and millrace-as-of. Needs `history:query`."""
        return self._connection.json('POST', '/sql', body=body)

    def post_history_imports(self, body: ImportRequest) -> Import:
        """Begin to bring history in from a file. CSV, Parquet or Arrow. The file is sent in parts, or lies in the import folder of the organisation. Needs `history:import`."""
        return self._connection.json('POST', '/history/imports', body=body)

    def get_history_imports(self, *, cursor: Optional[str] = None, limit: Optional[int] = None) -> ImportPage:
        """Imports, newest first. Needs `history:import`."""
        return self._connection.json('GET', '/history/imports', query={'cursor': cursor, 'limit': limit})

    def get_history_imports_by_id(self, id: str) -> Import:
        """How far an import is, and what became of it. Needs `history:import`."""
        return self._connection.json('GET', f'/history/imports/{segment(id)}')

    def delete_history_imports_by_id(self, id: str) -> None:
        """End an import and forget its report; what was stored stays. Needs `history:import`."""
        self._connection.done('DELETE', f'/history/imports/{segment(id)}')

    def put_history_imports_by_id_content(self, id: str, body: bytes, *, offset: int) -> Import:
        """Send the next part of the file. Durable when it answers; a part that came before is passed over. The last one starts the import. Needs `history:import`."""
        return self._connection.json('PUT', f'/history/imports/{segment(id)}/content', query={'offset': offset}, octets=body)

    def get_history_imports_by_id_refusals(self, id: str) -> ImportRefusals:
        """What was refused of an import, line by line. Needs `history:import`."""
        return self._connection.json('GET', f'/history/imports/{segment(id)}/refusals')

    def post_history_imports_by_id_resume(self, id: str) -> Import:
        """Go on with an import that was stopped by a fault. Needs `history:import`."""
        return self._connection.json('POST', f'/history/imports/{segment(id)}/resume')

    def get_assets(self, *, parent: Optional[str] = None, below: Optional[str] = None, level: Optional[Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment']] = None, tag: Optional[str] = None, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AssetPage:
        """Assets: children of one, or found by words. Needs `asset:read`."""
        return self._connection.json('GET', '/assets', query={'parent': parent, 'below': below, 'level': level, 'tag': tag, 'search': search, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def post_assets(self, body: AssetRequest) -> Asset:
        """Make an asset by hand. Needs `asset:write`."""
        return self._connection.json('POST', '/assets', body=body)

    def get_assets_by_id(self, id: str, *, grant: Optional[str] = None) -> Asset:
        """One asset. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}', query={'grant': grant})

    def put_assets_by_id(self, id: str, body: AssetChange) -> Asset:
        """Rename or describe an asset, or say its level. Paths and levels of everything below follow. Needs `asset:write`."""
        return self._connection.json('PUT', f'/assets/{segment(id)}', body=body)

    def delete_assets_by_id(self, id: str) -> None:
        """Remove an asset that holds nothing. Needs `asset:write`."""
        self._connection.done('DELETE', f'/assets/{segment(id)}')

    def put_assets_by_id_parent(self, id: str, body: AssetMove) -> Asset:
        """Move an asset with everything below it. Who may see it follows from where it stands. What sources describe as being there is placed where it stands now. Needs `asset:write`."""
        return self._connection.json('PUT', f'/assets/{segment(id)}/parent', body=body)

    def put_assets_by_id_use(self, id: str, body: AssetUse) -> Asset:
        """Retire an asset, or take it into use again. Everything below must be retired before. Needs `asset:write`."""
        return self._connection.json('PUT', f'/assets/{segment(id)}/use', body=body)

    def put_placements(self, body: Placement) -> Placed:
        """Say where a device, or single points, stand in the plant. They stay there when the device speaks again, whatever it says about its place. Needs `asset:write`."""
        return self._connection.json('PUT', '/placements', body=body)

    def get_points(self, *, asset: Optional[str] = None, device: Optional[str] = None, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> PointPage:
        """Points with their latest value. Needs `point:read`."""
        return self._connection.json('GET', '/points', query={'asset': asset, 'device': device, 'search': search, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def get_points_by_id(self, id: str, *, grant: Optional[str] = None) -> Point:
        """One point with its latest value. Needs `point:read`."""
        return self._connection.json('GET', f'/points/{segment(id)}', query={'grant': grant})

    def get_physical_assets(self, *, search: Optional[str] = None, serial_number: Optional[str] = None, mounted: Optional[Literal['yes', 'no']] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> PhysicalAssetPage:
        """Physical assets: things with serial numbers, wherever they are mounted. Whoever sees a part of the plant sees those that ever filled a place in it; guests see none. Needs `asset:read`."""
        return self._connection.json('GET', '/physical-assets', query={'search': search, 'serialNumber': serial_number, 'mounted': mounted, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def post_physical_assets(self, body: PhysicalAssetRequest) -> PhysicalAsset:
        """Register a physical asset. Needs `asset:write`."""
        return self._connection.json('POST', '/physical-assets', body=body)

    def get_physical_assets_by_id(self, id: str, *, grant: Optional[str] = None) -> PhysicalAsset:
        """One physical asset. Needs `asset:read`."""
        return self._connection.json('GET', f'/physical-assets/{segment(id)}', query={'grant': grant})

    def put_physical_assets_by_id(self, id: str, body: PhysicalAssetRequest) -> PhysicalAsset:
        """Say anew what a physical asset is. Needs `asset:write`."""
        return self._connection.json('PUT', f'/physical-assets/{segment(id)}', body=body)

    def delete_physical_assets_by_id(self, id: str) -> None:
        """Remove a physical asset that never filled a place. Needs `asset:write`."""
        self._connection.done('DELETE', f'/physical-assets/{segment(id)}')

    def get_role_fillings(self, *, asset: Optional[str] = None, physical_asset: Optional[str] = None, serial_number: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> RoleFillingPage:
        """Which physical asset filled which place, from when until when; newest first. Needs `asset:read`."""
        return self._connection.json('GET', '/role-fillings', query={'asset': asset, 'physicalAsset': physical_asset, 'serialNumber': serial_number, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def post_role_fillings(self, body: RoleFillingRequest) -> RoleFilling:
        """Say that a physical asset fills a place. Refused while another is there, unless the place is shared; and while it is elsewhere itself. Needs `asset:write`."""
        return self._connection.json('POST', '/role-fillings', body=body)

    def put_role_fillings_by_id(self, id: str, body: RoleFillingChange) -> RoleFilling:
        """End what fills a place, or say another time. Needs `asset:write`."""
        return self._connection.json('PUT', f'/role-fillings/{segment(id)}', body=body)

    def delete_role_fillings_by_id(self, id: str) -> None:
        """Remove what was never so; the audit keeps it. Needs `asset:write`."""
        self._connection.done('DELETE', f'/role-fillings/{segment(id)}')

    def get_assets_sheet(self) -> bytes:
        """The plant as a spreadsheet: places, points on them, and physical assets with where they are. A parent is told by the names from the top down, parted by /, with ~1 for / and ~0 for ~ in a name. Needs `asset:write`."""
        return self._connection.octets('GET', '/assets/sheet')

    def post_assets_sheet(self, body: bytes, *, seen: str) -> PlantChanges:
        """Change the plant by a spreadsheet, all of it or nothing. CSV as GET /assets/sheet gives it: rows that are missing are left alone, rows without an id are made. Only what was looked at before is made. Needs `asset:write`."""
        return self._connection.json('POST', '/assets/sheet', query={'seen': seen}, octets=body)

    def post_assets_sheet_preview(self, body: bytes) -> PlantChanges:
        """What a spreadsheet would change, line by line. CSV as GET /assets/sheet gives it: rows that are missing are left alone, rows without an id are made. Needs `asset:write`."""
        return self._connection.json('POST', '/assets/sheet/preview', octets=body)

    def post_assets_bulk(self, body: BulkRequest) -> PlantChanges:
        """Change every asset that a filter finds; without `seen` only look at what would change. Needs `asset:write`."""
        return self._connection.json('POST', '/assets/bulk', body=body)

    def get_thing_models(self, *, search: Optional[str] = None, key: Optional[str] = None, status: Optional[Literal['draft', 'published', 'retired']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> ThingModelPage:
        """Thing models, by key, the newest version first. Needs `model:read`."""
        return self._connection.json('GET', '/thing-models', query={'search': search, 'key': key, 'status': status, 'cursor': cursor, 'limit': limit})

    def post_thing_models(self, body: ThingModelRequest) -> ThingModel:
        """Draft a version of a thing model. W3C WoT Thing Description 1.1 §9: properties, actions and events, with tm:extends and tm:ref. Needs `model:write`."""
        return self._connection.json('POST', '/thing-models', body=body)

    def get_thing_models_by_id(self, id: str) -> ThingModel:
        """One version, as written and with all it refers to. Needs `model:read`."""
        return self._connection.json('GET', f'/thing-models/{segment(id)}')

    def put_thing_models_by_id(self, id: str, body: ThingModelChange) -> ThingModel:
        """Change a draft. Needs `model:write`."""
        return self._connection.json('PUT', f'/thing-models/{segment(id)}', body=body)

    def delete_thing_models_by_id(self, id: str) -> None:
        """Remove a version that nothing is of: a draft, or a retired one. Needs `model:write`."""
        self._connection.done('DELETE', f'/thing-models/{segment(id)}')

    def get_thing_models_by_id_document(self, id: str) -> Any:
        """One version as a Thing Model document. Needs `model:read`."""
        return self._connection.json('GET', f'/thing-models/{segment(id)}/document')

    def post_thing_models_by_id_publication(self, id: str) -> ThingModel:
        """Publish a draft; from then on it is never changed. Needs `model:write`."""
        return self._connection.json('POST', f'/thing-models/{segment(id)}/publication')

    def post_thing_models_by_id_retirement(self, id: str) -> ThingModel:
        """Retire a version: nothing new comes to be of it. Needs `model:write`."""
        return self._connection.json('POST', f'/thing-models/{segment(id)}/retirement')

    def get_thing_models_by_id_differences(self, id: str, *, to: str) -> ThingDifferenceList:
        """What differs between two versions. Needs `model:read`."""
        return self._connection.json('GET', f'/thing-models/{segment(id)}/differences', query={'to': to})

    def post_thing_models_by_id_migration(self, id: str, body: ThingMigrationRequest) -> ThingMigration:
        """Take assets of a version to another; without `seen` only look at what becomes of their bindings. Needs `asset:write`."""
        return self._connection.json('POST', f'/thing-models/{segment(id)}/migration', body=body)

    def post_thing_models_by_id_assets(self, id: str, body: ThingTemplateRequest) -> ThingTemplateMade:
        """Make assets of a model, all or none. Needs `asset:write`."""
        return self._connection.json('POST', f'/thing-models/{segment(id)}/assets', body=body)

    def get_assets_by_id_model(self, id: str, *, grant: Optional[str] = None) -> ThingInstance:
        """Of which model an asset is, and which point each property is. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/model', query={'grant': grant})

    def put_assets_by_id_model(self, id: str, body: ThingInstanceRequest) -> ThingInstance:
        """Say of which model an asset is; its properties find their points by name or pattern. Needs `asset:write`."""
        return self._connection.json('PUT', f'/assets/{segment(id)}/model', body=body)

    def delete_assets_by_id_model(self, id: str) -> None:
        """An asset is of no model any more. Needs `asset:write`."""
        self._connection.done('DELETE', f'/assets/{segment(id)}/model')

    def get_assets_by_id_models(self, id: str, *, grant: Optional[str] = None) -> ThingInstanceList:
        """The same as a list: empty where an asset is of no model. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/models', query={'grant': grant})

    def put_assets_by_id_bindings_by_property(self, id: str, property: str, body: ThingBindingRequest) -> ThingInstance:
        """Bind a property to a point by hand. Needs `asset:write`."""
        return self._connection.json('PUT', f'/assets/{segment(id)}/bindings/{segment(property)}', body=body)

    def get_assets_by_id_thing_description(self, id: str, *, grant: Optional[str] = None) -> Any:
        """The Thing Description of an asset. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/thing-description', query={'grant': grant})

    def get_assets_by_id_properties_by_property(self, id: str, property: str, *, grant: Optional[str] = None) -> Any:
        """The newest value of a property, in the unit of the model. Needs `point:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/properties/{segment(property)}', query={'grant': grant})

    def get_devices(self, *, kind: Optional[Literal['edge_node', 'device']] = None, state: Optional[Literal['online', 'offline', 'stale', 'never']] = None, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> DevicePage:
        """Edge nodes and devices with their state. Needs `device:read`."""
        return self._connection.json('GET', '/devices', query={'kind': kind, 'state': state, 'search': search, 'cursor': cursor, 'limit': limit})

    def get_devices_by_id(self, id: str) -> Device:
        """One edge node or device. Needs `device:read`."""
        return self._connection.json('GET', f'/devices/{segment(id)}')

    def get_devices_by_id_diagnosis(self, id: str) -> DeviceDiagnosis:
        """How a device behind an edge answers: failures, cycles, its last frames decoded. Asks the edge, within 5 s. Frames hold values, so it needs point:read for every point of the device. Needs `device:read`."""
        return self._connection.json('GET', f'/devices/{segment(id)}/diagnosis')

    def post_devices_credentials(self, body: CredentialRequest) -> Credential:
        """Give an edge node or device a name and a secret. Needs `device:enrol`."""
        return self._connection.json('POST', '/devices/credentials', body=body)

    def post_points_by_id_writes(self, id: str, body: WriteRequest, *, grant: Optional[str] = None) -> Write:
        """Write a value to a machine. Answers with what became of it, within 20 s; or at once with a write that waits, where a second person confirms. Look at `state`: what went out and was not answered is unknown. Needs `point:write`."""
        return self._connection.json('POST', f'/points/{segment(id)}/writes', query={'grant': grant}, body=body)

    def get_writes(self, *, state: Optional[Literal['waiting', 'sending', 'done', 'failed', 'unknown', 'refused', 'withdrawn', 'expired']] = None, point: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> WritePage:
        """Writes to machines, newest first. Needs `point:read`."""
        return self._connection.json('GET', '/writes', query={'state': state, 'point': point, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def get_writes_by_id(self, id: str, *, grant: Optional[str] = None) -> Write:
        """One write to a machine. Needs `point:read`."""
        return self._connection.json('GET', f'/writes/{segment(id)}', query={'grant': grant})

    def delete_writes_by_id(self, id: str, *, grant: Optional[str] = None) -> None:
        """Withdraw a write of yours that waits. Needs `point:write`."""
        self._connection.done('DELETE', f'/writes/{segment(id)}', query={'grant': grant})

    def post_writes_by_id_confirmation(self, id: str, body: WriteDecision) -> Write:
        """Confirm what another wants to write; it goes out at once. Needs `write:confirm`."""
        return self._connection.json('POST', f'/writes/{segment(id)}/confirmation', body=body)

    def post_writes_by_id_refusal(self, id: str, body: WriteRefusal) -> Write:
        """Refuse what another wants to write. Needs `write:confirm`."""
        return self._connection.json('POST', f'/writes/{segment(id)}/refusal', body=body)

    def get_write_rules(self) -> WriteRuleList:
        """Where a second person confirms writes. Needs `organisation:read`."""
        return self._connection.json('GET', '/write-rules')

    def put_write_rules(self, body: WriteRuleRequest) -> WriteRule:
        """Say whether a second person confirms writes at a place and below. The nearest rule up the tree counts; one place has one rule. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/write-rules', body=body)

    def delete_write_rules_by_id(self, id: str) -> None:
        """Drop a rule for writes. Needs `organisation:manage`."""
        self._connection.done('DELETE', f'/write-rules/{segment(id)}')

    def get_history_figures(self) -> StorageFigures:
        """What the history takes up. Needs `organisation:read`."""
        return self._connection.json('GET', '/history/figures')

    def post_history_removals(self, body: RemovalRequest) -> Removed:
        """Remove history for good. Answers when neither queries nor files hold it any more. Points and assets stay. Needs `history:remove`."""
        return self._connection.json('POST', '/history/removals', body=body)

    def get_history_removals(self) -> RemovalList:
        """Removals under way and the last that ended, newest first. Needs `history:remove`."""
        return self._connection.json('GET', '/history/removals')

    def post_history_removals_preview(self, body: RemovalPreview) -> HistoryShare:
        """How much a removal would take away. Needs `history:remove`."""
        return self._connection.json('POST', '/history/removals/preview', body=body)

    def get_retention_rules(self) -> RetentionRuleList:
        """For how long history is kept. Needs `organisation:read`."""
        return self._connection.json('GET', '/retention-rules')

    def put_retention_rules(self, body: RetentionRuleRequest) -> RetentionRule:
        """Keep history at a place and below for so many days; needs history:remove, too. The nearest rule up the tree counts; one place has one rule. Older days are removed within an hour. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/retention-rules', body=body)

    def get_retention_rules_effect(self, *, asset: Optional[str] = None, days: int) -> HistoryShare:
        """What a rule at a place would take away at once. Needs `organisation:manage`."""
        return self._connection.json('GET', '/retention-rules/effect', query={'asset': asset, 'days': days})

    def delete_retention_rules_by_id(self, id: str) -> None:
        """Drop a retention rule. Needs `organisation:manage`."""
        self._connection.done('DELETE', f'/retention-rules/{segment(id)}')

    def get_device_profiles(self, *, cursor: Optional[str] = None, limit: Optional[int] = None, search: Optional[str] = None, kind: Optional[str] = None, status: Optional[Literal['draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded']] = None, origin: Optional[Literal['library', 'organisation']] = None) -> DeviceProfilePage:
        """Device profiles: those of the organisation, then those that ship with the platform. Of each maker and model the version that counts now; with a status every version that has it. Needs `library:read`."""
        return self._connection.json('GET', '/device-profiles', query={'cursor': cursor, 'limit': limit, 'search': search, 'kind': kind, 'status': status, 'origin': origin})

    def post_device_profiles(self, body: DeviceProfileText) -> DeviceProfile:
        """Contribute a device profile, or a later version of one, as a draft. Checked as POST /device-profiles/check does. It takes the place of a version that was still open. Addresses are not read here: no driver runs on the platform. Needs `library:contribute`."""
        return self._connection.json('POST', '/device-profiles', body=body)

    def post_device_profiles_check(self, body: DeviceProfileText) -> DeviceProfileCheck:
        """What is wrong with the text of a device profile, line by line; nothing is kept. Needs `library:contribute`."""
        return self._connection.json('POST', '/device-profiles/check', body=body)

    def get_device_profiles_by_id(self, id: str) -> DeviceProfile:
        """One device profile, with what became of it. Needs `library:read`."""
        return self._connection.json('GET', f'/device-profiles/{segment(id)}')

    def delete_device_profiles_by_id(self, id: str) -> None:
        """Remove a version that was rejected, withdrawn or superseded, and never tried nor published. The audit keeps what became of it. Needs `library:review`."""
        self._connection.done('DELETE', f'/device-profiles/{segment(id)}')

    def get_device_profiles_by_id_text(self, id: str) -> bytes:
        """A device profile as a file, with its status as it is now. Needs `library:read`."""
        return self._connection.octets('GET', f'/device-profiles/{segment(id)}/text')

    def get_device_profiles_by_id_entry(self, id: str, *, name: Optional[str] = None, driver: Optional[str] = None, host: Optional[str] = None, port: Optional[str] = None, unit: Optional[int] = None, prefix: Optional[str] = None, language: Optional[Literal['en', 'zh']] = None, set: Optional[str] = None) -> DeviceEntry:
        """The device as an entry of an edge’s configuration. Needs `library:read`."""
        return self._connection.json('GET', f'/device-profiles/{segment(id)}/entry', query={'name': name, 'driver': driver, 'host': host, 'port': port, 'unit': unit, 'prefix': prefix, 'language': language, 'set': set})

    def post_device_profiles_by_id_submission(self, id: str, body: DeviceProfileNote) -> DeviceProfile:
        """Ask for a review of a draft. By whoever contributed it. Needs `library:contribute`."""
        return self._connection.json('POST', f'/device-profiles/{segment(id)}/submission', body=body)

    def post_device_profiles_by_id_trial(self, id: str, body: DeviceProfileTrialRequest) -> DeviceProfile:
        """Say that it was tried on a device: which, with which firmware, by whom. By a second person: nobody who had a hand in the version, and no program. Needs `library:review`."""
        return self._connection.json('POST', f'/device-profiles/{segment(id)}/trial', body=body)

    def post_device_profiles_by_id_publication(self, id: str, body: DeviceProfileNote) -> DeviceProfile:
        """Publish what was tried. By a second person: nobody who had a hand in the version, and no program. Every table must rest on a document, a device, or two programs of different publishers. Needs `library:review`."""
        return self._connection.json('POST', f'/device-profiles/{segment(id)}/publication', body=body)

    def post_device_profiles_by_id_rejection(self, id: str, body: DeviceProfileRejection) -> DeviceProfile:
        """Reject what waits for a review, with the reason. By a second person: nobody who had a hand in the version, and no program. Needs `library:review`."""
        return self._connection.json('POST', f'/device-profiles/{segment(id)}/rejection', body=body)

    def post_device_profiles_by_id_withdrawal(self, id: str, body: DeviceProfileNote) -> DeviceProfile:
        """Withdraw a version. By whoever contributed it, or a reviewer. Needs `library:contribute`."""
        return self._connection.json('POST', f'/device-profiles/{segment(id)}/withdrawal', body=body)

    def get_notices(self, *, cursor: Optional[str] = None, limit: Optional[int] = None, state: Optional[Literal['raised', 'acknowledged', 'cleared']] = None) -> NoticePage:
        """What was told, the newest first. Needs `notice:read`."""
        return self._connection.json('GET', '/notices', query={'cursor': cursor, 'limit': limit, 'state': state})

    def get_notice_deliveries(self, *, cursor: Optional[str] = None, limit: Optional[int] = None, state: Optional[Literal['waiting', 'sending', 'sent', 'dead', 'dropped']] = None, channel: Optional[str] = None) -> NoticeDeliveryPage:
        """Messages and what became of them, the newest first. Needs `notice:read`."""
        return self._connection.json('GET', '/notice-deliveries', query={'cursor': cursor, 'limit': limit, 'state': state, 'channel': channel})

    def post_notice_deliveries_by_id_resending(self, id: str) -> NoticeDelivery:
        """Send once more what was given up. Needs `notice:write`."""
        return self._connection.json('POST', f'/notice-deliveries/{segment(id)}/resending')

    def get_notice_channels(self) -> NoticeChannelPage:
        """The ways out; no secret is told. Needs `notice:read`."""
        return self._connection.json('GET', '/notice-channels')

    def post_notice_channels(self, body: NoticeChannelRequest) -> NoticeChannel:
        """Add a way out. Needs `notice:write`."""
        return self._connection.json('POST', '/notice-channels', body=body)

    def get_notice_channels_by_id(self, id: str) -> NoticeChannel:
        """One way out. Needs `notice:read`."""
        return self._connection.json('GET', f'/notice-channels/{segment(id)}')

    def put_notice_channels_by_id(self, id: str, body: NoticeChannelRequest) -> NoticeChannel:
        """Change a way out. Secrets that are left out stay, unless it goes elsewhere from now on. Needs `notice:write`."""
        return self._connection.json('PUT', f'/notice-channels/{segment(id)}', body=body)

    def delete_notice_channels_by_id(self, id: str) -> None:
        """Remove a way out that no rule uses. Needs `notice:write`."""
        self._connection.done('DELETE', f'/notice-channels/{segment(id)}')

    def post_notice_channels_by_id_test(self, id: str, body: NoticeTestRequest) -> NoticeTestReply:
        """Send a test message and see what the other side answers. Needs `notice:write`."""
        return self._connection.json('POST', f'/notice-channels/{segment(id)}/test', body=body)

    def get_notice_people(self) -> NoticePersonPage:
        """Who can be told. Needs `notice:read`."""
        return self._connection.json('GET', '/notice-people')

    def post_notice_people(self, body: NoticePersonRequest) -> NoticePerson:
        """Add somebody who can be told. Needs `notice:write`."""
        return self._connection.json('POST', '/notice-people', body=body)

    def put_notice_people_by_id(self, id: str, body: NoticePersonRequest) -> NoticePerson:
        """Change name, language or addresses. Needs `notice:write`."""
        return self._connection.json('PUT', f'/notice-people/{segment(id)}', body=body)

    def delete_notice_people_by_id(self, id: str) -> None:
        """Remove somebody whom no rule and no rota names. Needs `notice:write`."""
        self._connection.done('DELETE', f'/notice-people/{segment(id)}')

    def get_notice_rotas(self) -> NoticeRotaPage:
        """Who is on call, now and in the weeks that follow. Needs `notice:read`."""
        return self._connection.json('GET', '/notice-rotas')

    def post_notice_rotas(self, body: NoticeRotaRequest) -> NoticeRota:
        """Add a rota. Needs `notice:write`."""
        return self._connection.json('POST', '/notice-rotas', body=body)

    def put_notice_rotas_by_id(self, id: str, body: NoticeRotaRequest) -> NoticeRota:
        """Change a rota. Needs `notice:write`."""
        return self._connection.json('PUT', f'/notice-rotas/{segment(id)}', body=body)

    def delete_notice_rotas_by_id(self, id: str) -> None:
        """Remove a rota that no rule names. Needs `notice:write`."""
        self._connection.done('DELETE', f'/notice-rotas/{segment(id)}')

    def post_notice_rotas_by_id_stand_ins(self, id: str, body: NoticeStandInRequest) -> NoticeRota:
        """Let somebody stand in. Needs `notice:write`."""
        return self._connection.json('POST', f'/notice-rotas/{segment(id)}/stand-ins', body=body)

    def delete_notice_rotas_by_id_stand_ins_by_stand_in(self, id: str, stand_in: str) -> None:
        """Nobody stands in any more. Needs `notice:write`."""
        self._connection.done('DELETE', f'/notice-rotas/{segment(id)}/stand-ins/{segment(stand_in)}')

    def get_notice_rules(self) -> NoticeRulePage:
        """What is told to whom, and who is told next. Needs `notice:read`."""
        return self._connection.json('GET', '/notice-rules')

    def post_notice_rules(self, body: NoticeRuleRequest) -> NoticeRule:
        """Add a rule. Needs `notice:write`."""
        return self._connection.json('POST', '/notice-rules', body=body)

    def put_notice_rules_by_id(self, id: str, body: NoticeRuleRequest) -> NoticeRule:
        """Change a rule. Needs `notice:write`."""
        return self._connection.json('PUT', f'/notice-rules/{segment(id)}', body=body)

    def delete_notice_rules_by_id(self, id: str) -> None:
        """Remove a rule; what it was about to tell is not told. Needs `notice:write`."""
        self._connection.done('DELETE', f'/notice-rules/{segment(id)}')

    def post_notice_links_view(self, body: NoticeLinkToken) -> NoticeLinkView:
        """What the message behind a link is about; nothing is acknowledged. Needs `public`."""
        return self._connection.json('POST', '/notice-links/view', body=body)

    def post_notice_links_acknowledgement(self, body: NoticeLinkToken) -> NoticeLinkView:
        """Acknowledge by the link of a message, once. Needs `public`."""
        return self._connection.json('POST', '/notice-links/acknowledgement', body=body)

    def get_alarm_definitions(self, *, asset: Optional[str] = None, search: Optional[str] = None, rationalised: Optional[bool] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AlarmDefinitionPage:
        """The master alarm database: what is in force. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-definitions', query={'asset': asset, 'search': search, 'rationalised': rationalised, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def get_alarm_definitions_export(self, *, grant: Optional[str] = None) -> AlarmRowList:
        """The master alarm database as rows of a spreadsheet. Fields with dots, lists as JSON; POST /alarm-definitions/import reads them back. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-definitions/export', query={'grant': grant})

    def post_alarm_definitions_import(self, body: AlarmImportRequest) -> AlarmImportReply:
        """Propose what differs in rows of a spreadsheet. Nothing comes into force before it is approved. A row with an id changes that alarm, one without is a new one. Needs `alarm:propose`."""
        return self._connection.json('POST', '/alarm-definitions/import', body=body)

    def post_alarm_definitions_check(self, body: AlarmConditionCheck) -> None:
        """See whether a condition can be evaluated, and what is wrong with it. Nothing is kept. The answer is empty, or the fault that a proposal would get. Needs `alarm:propose`."""
        self._connection.done('POST', '/alarm-definitions/check', body=body)

    def get_alarm_definitions_by_id(self, id: str, *, grant: Optional[str] = None) -> AlarmDefinitionInForce:
        """One alarm of the master alarm database. Needs `alarm:read`."""
        return self._connection.json('GET', f'/alarm-definitions/{segment(id)}', query={'grant': grant})

    def get_alarm_changes(self, *, state: Optional[Literal['proposed', 'approved', 'rejected', 'withdrawn']] = None, alarm: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AlarmChangePage:
        """Changes of the master alarm database, newest first. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-changes', query={'state': state, 'alarm': alarm, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def post_alarm_changes(self, body: AlarmChangeRequest) -> AlarmChange:
        """Propose a new alarm, a change of one, or its end. Needs `alarm:propose`."""
        return self._connection.json('POST', '/alarm-changes', body=body)

    def post_alarm_changes_approval(self, body: AlarmApproveRequest) -> AlarmChangePage:
        """Approve changes; they come into force. By a second person: nobody who had a hand in the proposal, and no program. All of them or none. Needs `alarm:approve`."""
        return self._connection.json('POST', '/alarm-changes/approval', body=body)

    def post_alarm_changes_decision(self, body: AlarmDecisionsRequest) -> AlarmDecisionsReply:
        """Approve or reject many changes at once, each with its result. By a second person: nobody who had a hand in the proposal, and no program. In one transaction; what cannot be decided stays as it is, and says why. Needs `alarm:approve`."""
        return self._connection.json('POST', '/alarm-changes/decision', body=body)

    def get_alarm_changes_counts(self, *, grant: Optional[str] = None) -> AlarmChangeCounts:
        """How many changes wait, and how many of them for you. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-changes/counts', query={'grant': grant})

    def get_alarm_changes_by_id(self, id: str, *, grant: Optional[str] = None) -> AlarmChange:
        """One change, with what differs. Needs `alarm:read`."""
        return self._connection.json('GET', f'/alarm-changes/{segment(id)}', query={'grant': grant})

    def delete_alarm_changes_by_id(self, id: str) -> None:
        """Withdraw a change of yours that waits. Needs `alarm:propose`."""
        self._connection.done('DELETE', f'/alarm-changes/{segment(id)}')

    def post_alarm_changes_by_id_approval(self, id: str, body: AlarmDecisionRequest) -> AlarmChange:
        """Approve a change; it comes into force. By a second person: nobody who had a hand in the proposal, and no program. Needs `alarm:approve`."""
        return self._connection.json('POST', f'/alarm-changes/{segment(id)}/approval', body=body)

    def post_alarm_changes_by_id_rejection(self, id: str, body: AlarmRejectionRequest) -> AlarmChange:
        """Reject a change, with the reason. Needs `alarm:approve`."""
        return self._connection.json('POST', f'/alarm-changes/{segment(id)}/rejection', body=body)

    def get_alarm_settings(self, *, grant: Optional[str] = None) -> AlarmSettings:
        """What the organisation has decided about its alarms. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-settings', query={'grant': grant})

    def put_alarm_settings(self, body: AlarmSettings) -> AlarmSettings:
        """Decide about alarms: the matrix of priorities, who must acknowledge, the longest shelving. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/alarm-settings', body=body)

    def get_alarms(self, *, state: Optional[str] = None, priority: Optional[str] = None, asset: Optional[str] = None, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AlarmPage:
        """Alarms, the most urgent first, then the newest. Those that operators are to see, unless states are named. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarms', query={'state': state, 'priority': priority, 'asset': asset, 'search': search, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def get_alarms_performance(self, *, from_: Optional[str] = None, to: Optional[str] = None, asset: Optional[str] = None, grant: Optional[str] = None) -> AlarmPerformance:
        """How the alarm system performs: the metrics of ISA-18.2 clause 16. Of the last 24 h unless said. An asset stands for what one operator watches. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarms/performance', query={'from': from_, 'to': to, 'asset': asset, 'grant': grant})

    def get_alarms_by_id(self, id: str, *, grant: Optional[str] = None) -> Alarm:
        """One alarm. Needs `alarm:read`."""
        return self._connection.json('GET', f'/alarms/{segment(id)}', query={'grant': grant})

    def get_alarms_by_id_events(self, id: str, *, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AlarmEventPage:
        """What happened to an alarm, newest first. Needs `alarm:read`."""
        return self._connection.json('GET', f'/alarms/{segment(id)}/events', query={'cursor': cursor, 'limit': limit, 'grant': grant})

    def post_alarms_by_id_notes(self, id: str, body: AlarmNoteRequest) -> None:
        """Leave a note at an alarm. Needs `alarm:acknowledge`."""
        self._connection.done('POST', f'/alarms/{segment(id)}/notes', body=body)

    def post_alarms_acknowledgement(self, body: AlarmActRequest) -> AlarmActReply:
        """Acknowledge alarms. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:acknowledge`."""
        return self._connection.json('POST', '/alarms/acknowledgement', body=body)

    def post_alarms_reset(self, body: AlarmActRequest) -> AlarmActReply:
        """Reset latched alarms whose condition has gone. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:acknowledge`."""
        return self._connection.json('POST', '/alarms/reset', body=body)

    def post_alarms_shelving(self, body: AlarmShelveRequest) -> AlarmActReply:
        """Shelve alarms, with a reason and an end. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. They return by themselves; shelving again sets another end. Needs `alarm:shelve`."""
        return self._connection.json('POST', '/alarms/shelving', body=body)

    def post_alarms_unshelving(self, body: AlarmActRequest) -> AlarmActReply:
        """Take alarms from the shelf. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:shelve`."""
        return self._connection.json('POST', '/alarms/unshelving', body=body)

    def post_alarms_suppression(self, body: AlarmSuppressRequest) -> AlarmActReply:
        """Suppress alarms, with a reason and an end. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Beside the condition that suppresses an alarm by design: it stands suppressed while either does. Needs `alarm:remove`."""
        return self._connection.json('POST', '/alarms/suppression', body=body)

    def post_alarms_unsuppression(self, body: AlarmActRequest) -> AlarmActReply:
        """End what somebody suppressed. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:remove`."""
        return self._connection.json('POST', '/alarms/unsuppression', body=body)

    def post_alarms_removal(self, body: AlarmRemoveRequest) -> AlarmActReply:
        """Take alarms out of service, with a reason and perhaps an end. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:remove`."""
        return self._connection.json('POST', '/alarms/removal', body=body)

    def post_alarms_return(self, body: AlarmActRequest) -> AlarmActReply:
        """Put alarms back into service. Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Needs `alarm:remove`."""
        return self._connection.json('POST', '/alarms/return', body=body)

    def get_alarm_events(self, *, from_: Optional[str] = None, to: Optional[str] = None, asset: Optional[str] = None, kind: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None, grant: Optional[str] = None) -> AlarmEventPage:
        """The journal of alarms, newest first. Needs `alarm:read`."""
        return self._connection.json('GET', '/alarm-events', query={'from': from_, 'to': to, 'asset': asset, 'kind': kind, 'cursor': cursor, 'limit': limit, 'grant': grant})

    def get_work_calendars(self) -> WorkCalendarList:
        """Work calendars: shifts, breaks, holidays. Needs `production:read`."""
        return self._connection.json('GET', '/work-calendars')

    def post_work_calendars(self, body: WorkCalendarRequest) -> WorkCalendar:
        """Make a work calendar. Needs `production:manage`."""
        return self._connection.json('POST', '/work-calendars', body=body)

    def put_work_calendars_by_id(self, id: str, body: WorkCalendarRequest) -> WorkCalendar:
        """Change a work calendar. Needs `production:manage`."""
        return self._connection.json('PUT', f'/work-calendars/{segment(id)}', body=body)

    def delete_work_calendars_by_id(self, id: str) -> None:
        """Remove a work calendar that no work unit uses. Needs `production:manage`."""
        self._connection.done('DELETE', f'/work-calendars/{segment(id)}')

    def get_products(self) -> ProductList:
        """Products with their planned run time per item. Needs `production:read`."""
        return self._connection.json('GET', '/products')

    def post_products(self, body: ProductRequest) -> Product:
        """Add a product. Needs `production:manage`."""
        return self._connection.json('POST', '/products', body=body)

    def put_products_by_id(self, id: str, body: ProductRequest) -> Product:
        """Change a product. Needs `production:manage`."""
        return self._connection.json('PUT', f'/products/{segment(id)}', body=body)

    def delete_products_by_id(self, id: str) -> None:
        """Remove a product that no order names. Needs `production:manage`."""
        self._connection.done('DELETE', f'/products/{segment(id)}')

    def get_downtime_reasons(self) -> DowntimeReasonList:
        """Why machines stand: a tree of reasons. Needs `production:read`."""
        return self._connection.json('GET', '/downtime-reasons')

    def post_downtime_reasons(self, body: DowntimeReasonRequest) -> DowntimeReason:
        """Add a reason. Needs `production:manage`."""
        return self._connection.json('POST', '/downtime-reasons', body=body)

    def put_downtime_reasons_by_id(self, id: str, body: DowntimeReasonRequest) -> DowntimeReason:
        """Change, move or retire a reason. Needs `production:manage`."""
        return self._connection.json('PUT', f'/downtime-reasons/{segment(id)}', body=body)

    def delete_downtime_reasons_by_id(self, id: str) -> None:
        """Remove a reason that was never entered. Needs `production:manage`."""
        self._connection.done('DELETE', f'/downtime-reasons/{segment(id)}')

    def get_work_units(self) -> WorkUnitList:
        """Assets that produce, with what tells their states and counts. Needs `production:read`."""
        return self._connection.json('GET', '/work-units')

    def put_work_units_by_asset(self, asset: str, body: WorkUnitRequest) -> WorkUnit:
        """Make an asset a work unit, or change what tells its states and counts. Needs `production:manage`."""
        return self._connection.json('PUT', f'/work-units/{segment(asset)}', body=body)

    def delete_work_units_by_asset(self, asset: str) -> None:
        """No longer a work unit: its orders and downtimes go. Needs `production:manage`."""
        self._connection.done('DELETE', f'/work-units/{segment(asset)}')

    def get_work_units_by_asset_quick_reasons(self, asset: str) -> DowntimeReasonList:
        """Reasons to choose from at a machine. Those that were entered there most in the last 30 days come first; headings of the tree are left out. Needs `production:read`."""
        return self._connection.json('GET', f'/work-units/{segment(asset)}/quick-reasons')

    def get_production_now(self) -> WorkUnitNowList:
        """Work units as they are now: state, shift, order, reason, and what stood without one. Needs `production:read`."""
        return self._connection.json('GET', '/production-now')

    def get_work_units_by_asset_stretches(self, asset: str, *, from_: str, to: str) -> WorkUnitStretchList:
        """What a work unit did, stretch by stretch, up to the present. Cut where its state, the reason or the plan becomes another; of at most 35 days. Needs `production:read`."""
        return self._connection.json('GET', f'/work-units/{segment(asset)}/stretches', query={'from': from_, 'to': to})

    def get_lost_time(self, *, below: str, from_: str, to: str) -> LostTime:
        """Planned busy time lost by reason over all work units below an asset, the greatest first. Planned stops are no loss; what nobody gave a reason for is told by its state. Needs `production:read`."""
        return self._connection.json('GET', '/lost-time', query={'below': below, 'from': from_, 'to': to})

    def get_production_orders(self, *, asset: str, limit: Optional[int] = None) -> ProductionOrderList:
        """Orders of a work unit, newest first. Needs `production:read`."""
        return self._connection.json('GET', '/production-orders', query={'asset': asset, 'limit': limit})

    def post_production_orders(self, body: ProductionOrderRequest) -> ProductionOrder:
        """Begin an order, or enter one. Needs `production:enter`."""
        return self._connection.json('POST', '/production-orders', body=body)

    def put_production_orders_by_id(self, id: str, body: ProductionOrderRequest) -> ProductionOrder:
        """End or correct an order. Needs `production:enter`."""
        return self._connection.json('PUT', f'/production-orders/{segment(id)}', body=body)

    def delete_production_orders_by_id(self, id: str) -> None:
        """Take an order back; what it was stays in its changes. Needs `production:enter`."""
        self._connection.done('DELETE', f'/production-orders/{segment(id)}')

    def get_downtimes(self, *, asset: str, limit: Optional[int] = None) -> DowntimeList:
        """Downtimes of a work unit, newest first. Needs `production:read`."""
        return self._connection.json('GET', '/downtimes', query={'asset': asset, 'limit': limit})

    def post_downtimes(self, body: DowntimeRequest) -> Downtime:
        """Say why a machine stands. Needs `production:enter`."""
        return self._connection.json('POST', '/downtimes', body=body)

    def put_downtimes_by_id(self, id: str, body: DowntimeRequest) -> Downtime:
        """End or correct a downtime. Needs `production:enter`."""
        return self._connection.json('PUT', f'/downtimes/{segment(id)}', body=body)

    def delete_downtimes_by_id(self, id: str) -> None:
        """Take a downtime back; what it was stays in its changes. Needs `production:enter`."""
        self._connection.done('DELETE', f'/downtimes/{segment(id)}')

    def get_production_changes_by_id(self, id: str) -> ProductionChangeList:
        """What became of a calendar, product, reason, work unit, order or downtime: who changed what, the first first. Needs `production:read`."""
        return self._connection.json('GET', f'/production-changes/{segment(id)}')

    def get_kpis(self) -> KpiDefinitionList:
        """KPIs: those of ISO 22400-2, and every version of the organisation’s own. Needs `production:read`."""
        return self._connection.json('GET', '/kpis')

    def post_kpis(self, body: KpiDefinitionRequest) -> KpiDefinition:
        """Define a KPI, or a new version of it. Its formula and units are checked. Windows that begin from validFrom on are told anew. Needs `production:manage`."""
        return self._connection.json('POST', '/kpis', body=body)

    def post_kpis_check(self, body: KpiCheckRequest) -> KpiChecked:
        """Check formula and units of a KPI; nothing is kept. Needs `production:manage`."""
        return self._connection.json('POST', '/kpis/check', body=body)

    def get_kpi_results(self, *, asset: str, key: str, kind: Literal['hour', 'shift', 'day', 'week', 'month', 'order'], from_: str, to: str) -> KpiResultList:
        """A KPI of a work unit by window, with the numbers that went in. Needs `production:read`."""
        return self._connection.json('GET', '/kpi-results', query={'asset': asset, 'key': key, 'kind': kind, 'from': from_, 'to': to})

    def get_kpi_results_together(self, *, below: str, key: str, kind: Literal['hour', 'shift', 'day', 'week', 'month', 'order'], from_: str, to: str) -> KpiTogetherList:
        """A KPI of all work units below an asset by window. What adds up is summed over the work units, and the formula worked out once: never a mean of ratios. Needs `production:read`."""
        return self._connection.json('GET', '/kpi-results/together', query={'below': below, 'key': key, 'kind': kind, 'from': from_, 'to': to})

    def get_kpi_progress(self) -> KpiProgress:
        """How many windows wait to be told, and why. Needs `production:read`."""
        return self._connection.json('GET', '/kpi-progress')

    def get_derived_points(self, *, asset: Optional[str] = None, grant: Optional[str] = None) -> DerivedList:
        """Derived points, with formula, inputs and how they stand. Needs `point:read`."""
        return self._connection.json('GET', '/derived-points', query={'asset': asset, 'grant': grant})

    def post_derived_points(self, body: DerivedRequest) -> Derived:
        """Give an asset a point that is worked out of others. It gets a value whenever one of its inputs does, and is a point like all others. Answered when it is in force. With `from` it is worked out of the history from then on, too. Needs `asset:write`."""
        return self._connection.json('POST', '/derived-points', body=body)

    def post_derived_points_preview(self, body: DerivedPreviewRequest) -> DerivedPreview:
        """What a formula gives over the last hours of the history; nothing is kept. Needs `asset:write`."""
        return self._connection.json('POST', '/derived-points/preview', body=body)

    def put_derived_points_by_id(self, id: str, body: DerivedChange) -> Derived:
        """Change a derived point. What it had before stays as it was, unless `from` says otherwise. Those that rest on it follow. Needs `asset:write`."""
        return self._connection.json('PUT', f'/derived-points/{segment(id)}', body=body)

    def delete_derived_points_by_id(self, id: str) -> None:
        """Work a derived point out no more; the point and its history stay. Needs `asset:write`."""
        self._connection.done('DELETE', f'/derived-points/{segment(id)}')

    def post_derived_points_by_id_back(self, id: str, body: DerivedBackRequest) -> Derived:
        """Work a derived point out of the history from a moment on. Needs `asset:write`."""
        return self._connection.json('POST', f'/derived-points/{segment(id)}/back', body=body)

    def get_equipment_classes(self) -> EquipmentClassList:
        """Equipment classes: kinds of machines as data. Needs `library:read`."""
        return self._connection.json('GET', '/equipment-classes')

    def get_equipment_classes_by_class(self, class_: str) -> EquipmentClass:
        """One class: what it measures, its KPIs, alarms and comparison rules. Beside each published figure of a reference case stands what the formula gives here. Needs `library:read`."""
        return self._connection.json('GET', f'/equipment-classes/{segment(class_)}')

    def get_assets_by_id_equipment_class(self, id: str, *, grant: Optional[str] = None) -> EquipmentApplication:
        """Which equipment class was applied to an asset, and what came of it. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/equipment-class', query={'grant': grant})

    def post_assets_by_id_equipment_class(self, id: str, body: EquipmentApplicationRequest) -> EquipmentPlan:
        """Apply a class to an asset: thing model, alarms to be approved, KPIs. All of it or nothing. Alarms are proposed and come into force when a second person approves them; what was applied already changes nothing. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage. Needs `asset:write`."""
        return self._connection.json('POST', f'/assets/{segment(id)}/equipment-class', body=body)

    def delete_assets_by_id_equipment_class(self, id: str, *, seen: Optional[str] = None) -> EquipmentRemoval:
        """Take the class off an asset: thing model, KPIs and open proposals go, alarms are to be retired. All of it or nothing. Alarms in force stay until a second person approves that they are retired; KPIs that were told stay. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage. Needs `asset:write`."""
        return self._connection.json('DELETE', f'/assets/{segment(id)}/equipment-class', query={'seen': seen})

    def get_assets_by_id_equipment_classes(self, id: str, *, grant: Optional[str] = None) -> EquipmentApplicationList:
        """The same as a list: empty where no class was applied. Needs `asset:read`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/equipment-classes', query={'grant': grant})

    def post_assets_by_id_equipment_class_preview(self, id: str, body: EquipmentApplicationRequest) -> EquipmentPlan:
        """What would come of a class at an asset; nothing is written. Its points are found by name, type and unit; units are converted where UCUM allows. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage. Needs `asset:write`."""
        return self._connection.json('POST', f'/assets/{segment(id)}/equipment-class/preview', body=body)

    def get_assets_by_id_equipment_class_removal(self, id: str) -> EquipmentRemoval:
        """What would go if the class were taken off an asset; nothing is written. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage. Needs `asset:write`."""
        return self._connection.json('GET', f'/assets/{segment(id)}/equipment-class/removal')

    def get_work_orders(self, *, cursor: Optional[str] = None, limit: Optional[int] = None, state: Optional[Literal['open', 'in_work', 'waiting', 'done', 'closed']] = None, asset: Optional[str] = None) -> WorkOrderPage:
        """Work orders, the newest first. Needs `maintenance:read`."""
        return self._connection.json('GET', '/work-orders', query={'cursor': cursor, 'limit': limit, 'state': state, 'asset': asset})

    def post_work_orders(self, body: WorkOrderRequest) -> WorkOrder:
        """Ask for work. Needs `maintenance:work`."""
        return self._connection.json('POST', '/work-orders', body=body)

    def get_work_orders_by_id(self, id: str) -> WorkOrder:
        """One work order, with what was done. Needs `maintenance:read`."""
        return self._connection.json('GET', f'/work-orders/{segment(id)}')

    def put_work_orders_by_id(self, id: str, body: WorkOrderChange) -> WorkOrder:
        """Tick off the check list; say parts, times and people. What is left out stays; parts, times and people are told whole. Needs `maintenance:work`."""
        return self._connection.json('PUT', f'/work-orders/{segment(id)}', body=body)

    def post_work_orders_by_id_moves(self, id: str, body: WorkOrderMove) -> WorkOrder:
        """Begin, wait, finish, reopen, close or call off. With the effect on a KPI at closing: its value before and after, of times in which it has one. Needs `maintenance:work`."""
        return self._connection.json('POST', f'/work-orders/{segment(id)}/moves', body=body)

    def post_work_orders_by_id_photos(self, id: str, body: bytes) -> WorkOrderPhoto:
        """Add a photo: JPEG, PNG or WebP, at most 8 MiB. Needs `maintenance:work`."""
        return self._connection.json('POST', f'/work-orders/{segment(id)}/photos', octets=body)

    def get_work_orders_by_id_photos_by_photo(self, id: str, photo: str) -> bytes:
        """A photo. Needs `maintenance:read`."""
        return self._connection.octets('GET', f'/work-orders/{segment(id)}/photos/{segment(photo)}')

    def delete_work_orders_by_id_photos_by_photo(self, id: str, photo: str) -> None:
        """Remove a photo of an order that is not over. Needs `maintenance:work`."""
        self._connection.done('DELETE', f'/work-orders/{segment(id)}/photos/{segment(photo)}')

    def get_maintenance_plans(self) -> MaintenancePlanPage:
        """What makes work orders by itself. Needs `maintenance:read`."""
        return self._connection.json('GET', '/maintenance-plans')

    def post_maintenance_plans(self, body: MaintenancePlanRequest) -> MaintenancePlan:
        """Add a plan. Needs `maintenance:plan`."""
        return self._connection.json('POST', '/maintenance-plans', body=body)

    def put_maintenance_plans_by_id(self, id: str, body: MaintenancePlanRequest) -> MaintenancePlan:
        """Change a plan. Needs `maintenance:plan`."""
        return self._connection.json('PUT', f'/maintenance-plans/{segment(id)}', body=body)

    def delete_maintenance_plans_by_id(self, id: str) -> None:
        """Remove a plan; its orders stay. Needs `maintenance:plan`."""
        self._connection.done('DELETE', f'/maintenance-plans/{segment(id)}')

    def get_mechanisms(self, *, search: Optional[str] = None, domain: Optional[str] = None, stage: Optional[MechanismStage] = None, equipment: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> MechanismPage:
        """Mechanism models of the registry. Needs `mechanism:read`."""
        return self._connection.json('GET', '/mechanisms', query={'search': search, 'domain': domain, 'stage': stage, 'equipment': equipment, 'cursor': cursor, 'limit': limit})

    def get_mechanism_library(self) -> MechanismLibrary:
        """Models that the platform brings along. Needs `mechanism:read`."""
        return self._connection.json('GET', '/mechanism-library')

    def post_mechanism_library(self, body: MechanismLibraryRequest) -> MechanismVersion:
        """Take a model of the library into the registry. Its reference cases are run here first; it is published when they pass. Needs `mechanism:publish`."""
        return self._connection.json('POST', '/mechanism-library', body=body)

    def post_mechanisms_packages(self, body: bytes) -> MechanismVersion:
        """Bring a package in. The archive that library/models/README.md tells of. One that was tampered with is refused. Needs `mechanism:write`."""
        return self._connection.json('POST', '/mechanisms/packages', octets=body)

    def post_mechanisms_drafts(self, body: MechanismDraftRequest) -> MechanismVersion:
        """Keep a version as it is written. Its name and version stand in its model.yaml. What is not published yet is replaced, and is a draft again. Needs `mechanism:write`."""
        return self._connection.json('POST', '/mechanisms/drafts', body=body)

    def post_mechanisms_check(self, body: MechanismDraftRequest) -> MechanismCheck:
        """Every mistake of what is written; nothing is kept. Needs `mechanism:write`."""
        return self._connection.json('POST', '/mechanisms/check', body=body)

    def post_mechanisms_try(self, body: MechanismTryRequest) -> MechanismTryAnswer:
        """What is written over rows or the history of points; nothing is kept. Needs `mechanism:write`."""
        return self._connection.json('POST', '/mechanisms/try', body=body)

    def get_mechanisms_by_id(self, id: str) -> Mechanism:
        """A model and its versions. Needs `mechanism:read`."""
        return self._connection.json('GET', f'/mechanisms/{segment(id)}')

    def get_mechanisms_by_id_differences(self, id: str, *, from_: str, to: str) -> MechanismDifferences:
        """What one version has that another has not. Needs `mechanism:read`."""
        return self._connection.json('GET', f'/mechanisms/{segment(id)}/differences', query={'from': from_, 'to': to})

    def get_mechanisms_by_id_versions_by_version(self, id: str, version: str) -> MechanismVersion:
        """A version: manifest, files, cases and how it came here. Needs `mechanism:read`."""
        return self._connection.json('GET', f'/mechanisms/{segment(id)}/versions/{segment(version)}')

    def delete_mechanisms_by_id_versions_by_version(self, id: str, version: str) -> None:
        """Forget a version that was never published. Needs `mechanism:write`."""
        self._connection.done('DELETE', f'/mechanisms/{segment(id)}/versions/{segment(version)}')

    def get_mechanisms_by_id_versions_by_version_package(self, id: str, version: str) -> bytes:
        """The package, as it was signed. Needs `mechanism:read`."""
        return self._connection.octets('GET', f'/mechanisms/{segment(id)}/versions/{segment(version)}/package')

    def post_mechanisms_by_id_versions_by_version_test(self, id: str, version: str) -> MechanismVersion:
        """Run its reference cases here. A draft whose cases all pass is tested; what failed is told case by case. Needs `mechanism:write`."""
        return self._connection.json('POST', f'/mechanisms/{segment(id)}/versions/{segment(version)}/test')

    def post_mechanisms_by_id_versions_by_version_review(self, id: str, version: str, body: MechanismStepRequest) -> MechanismVersion:
        """Agree, as a second person. Needs `mechanism:publish`."""
        return self._connection.json('POST', f'/mechanisms/{segment(id)}/versions/{segment(version)}/review', body=body)

    def post_mechanisms_by_id_versions_by_version_publish(self, id: str, version: str, body: MechanismStepRequest) -> MechanismVersion:
        """From now on it is never changed, and can be bound. Needs `mechanism:publish`."""
        return self._connection.json('POST', f'/mechanisms/{segment(id)}/versions/{segment(version)}/publish', body=body)

    def post_mechanisms_by_id_versions_by_version_deprecate(self, id: str, version: str, body: MechanismDeprecateRequest) -> MechanismVersion:
        """Nothing new is bound to it. Needs `mechanism:publish`."""
        return self._connection.json('POST', f'/mechanisms/{segment(id)}/versions/{segment(version)}/deprecate', body=body)

    def post_mechanisms_by_id_versions_by_version_call(self, id: str, version: str, body: MechanismCallRequest) -> MechanismCallAnswer:
        """Run a version over rows. Every output has its OPC UA status, and a reason where it is not good. Rows may come, and results go, as a table of Arrow: columns named as the inputs, `time`, `<input>.status`; `<output>`, `<output>.status`, `<output>.reason`. Parameters (JSON) and state (base64) stand in the metadata of its schema. Needs `mechanism:read`."""
        return self._connection.json('POST', f'/mechanisms/{segment(id)}/versions/{segment(version)}/call', body=body)

    def get_mechanism_keys(self) -> MechanismKeyList:
        """Keys whose packages are trusted. Needs `mechanism:read`."""
        return self._connection.json('GET', '/mechanism-keys')

    def post_mechanism_keys(self, body: MechanismKeyRequest) -> MechanismKeyList:
        """Trust the packages that a key signs. Needs `mechanism:publish`."""
        return self._connection.json('POST', '/mechanism-keys', body=body)

    def delete_mechanism_keys_by_fingerprint(self, fingerprint: str) -> None:
        """Trust a key no more. Needs `mechanism:publish`."""
        self._connection.done('DELETE', f'/mechanism-keys/{segment(fingerprint)}')

    def get_bindings(self, *, mechanism: Optional[str] = None, asset: Optional[str] = None, grant: Optional[str] = None) -> BindingList:
        """Mechanism models that run at assets. Needs `point:read`."""
        return self._connection.json('GET', '/bindings', query={'mechanism': mechanism, 'asset': asset, 'grant': grant})

    def post_bindings(self, body: BindingRequest) -> Binding:
        """Run a published version at assets. Its outputs become points of each asset. Answered when it is in force. Needs `mechanism:bind`."""
        return self._connection.json('POST', '/bindings', body=body)

    def get_bindings_by_id(self, id: str, *, grant: Optional[str] = None) -> Binding:
        """A binding. Needs `point:read`."""
        return self._connection.json('GET', f'/bindings/{segment(id)}', query={'grant': grant})

    def put_bindings_by_id(self, id: str, body: BindingChange) -> Binding:
        """Change a binding. Needs `mechanism:bind`."""
        return self._connection.json('PUT', f'/bindings/{segment(id)}', body=body)

    def delete_bindings_by_id(self, id: str) -> None:
        """Run it no more; its points and their history stay. Needs `mechanism:bind`."""
        self._connection.done('DELETE', f'/bindings/{segment(id)}')

    def get_bindings_by_id_assets(self, id: str, *, grant: Optional[str] = None) -> BoundAssetList:
        """Assets that run it, and how it stands at each. Needs `point:read`."""
        return self._connection.json('GET', f'/bindings/{segment(id)}/assets', query={'grant': grant})

    def post_bindings_preview(self, body: BindingRequest) -> BindingPreview:
        """Which assets would run it, and what is missing; nothing is kept. Needs `mechanism:bind`."""
        return self._connection.json('POST', '/bindings/preview', body=body)

    def post_bindings_by_id_pause(self, id: str) -> Binding:
        """Give no values until it is resumed. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/pause')

    def post_bindings_by_id_resume(self, id: str) -> Binding:
        """Go on; what came meanwhile is worked out from the history. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/resume')

    def post_bindings_by_id_canary(self, id: str, body: BindingVersionRequest) -> Binding:
        """Run another version in the shadow of the one in force. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/canary', body=body)

    def get_bindings_by_id_canary(self, id: str, *, grant: Optional[str] = None) -> BindingComparison:
        """How the two compare. Needs `point:read`."""
        return self._connection.json('GET', f'/bindings/{segment(id)}/canary', query={'grant': grant})

    def delete_bindings_by_id_canary(self, id: str) -> Binding:
        """End the shadow. Needs `mechanism:bind`."""
        return self._connection.json('DELETE', f'/bindings/{segment(id)}/canary')

    def post_bindings_by_id_promote(self, id: str, body: BindingVersionRequest) -> Binding:
        """Put another published version in force. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/promote', body=body)

    def post_bindings_by_id_rollback(self, id: str) -> Binding:
        """Back to the version before. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/rollback')

    def post_bindings_by_id_back(self, id: str, body: BindingBackRequest) -> Binding:
        """Work its outputs out of the history from a moment on. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/back', body=body)

    def get_bindings_by_id_assets_by_asset_calibrations(self, id: str, asset: str, *, grant: Optional[str] = None) -> BindingCalibrationList:
        """Parameters that held at an asset, newest first. Needs `point:read`."""
        return self._connection.json('GET', f'/bindings/{segment(id)}/assets/{segment(asset)}/calibrations', query={'grant': grant})

    def post_bindings_by_id_assets_by_asset_calibrations(self, id: str, asset: str, body: BindingCalibrationRequest) -> BindingCalibrationList:
        """Other parameters for one asset. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/bindings/{segment(id)}/assets/{segment(asset)}/calibrations', body=body)

    def get_lineage(self, *, point: str, time: Optional[str] = None, grant: Optional[str] = None) -> MechanismLineage:
        """Where a value of a model’s output came from: version, inputs, parameters. Needs `point:read`."""
        return self._connection.json('GET', '/lineage', query={'point': point, 'time': time, 'grant': grant})

    def get_studies(self, *, mechanism: Optional[str] = None, binding: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> StudyPage:
        """Backtests, calibrations and learning, newest first. Needs `mechanism:bind`."""
        return self._connection.json('GET', '/studies', query={'mechanism': mechanism, 'binding': binding, 'cursor': cursor, 'limit': limit})

    def post_studies(self, body: StudyRequest) -> Study:
        """Begin a backtest, a calibration, or to learn a model from history. Needs `mechanism:bind`."""
        return self._connection.json('POST', '/studies', body=body)

    def get_studies_by_id(self, id: str) -> Study:
        """How far it is, and what came of it. Needs `mechanism:bind`."""
        return self._connection.json('GET', f'/studies/{segment(id)}')

    def delete_studies_by_id(self, id: str) -> None:
        """Cancel one that runs; forget one that ended. Needs `mechanism:bind`."""
        self._connection.done('DELETE', f'/studies/{segment(id)}')

    def post_studies_by_id_apply(self, id: str) -> Study:
        """Use what came of it. Of a calibration the parameters hold at its asset; of learning a draft is in the registry, which needs mechanism:write. Needs `mechanism:bind`."""
        return self._connection.json('POST', f'/studies/{segment(id)}/apply')

    def get_components(self, *, search: Optional[str] = None, kind: Optional[Literal['subflow', 'script', 'service']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> ComponentPage:
        """The pool of components, by name. Needs `component:read`."""
        return self._connection.json('GET', '/components', query={'search': search, 'kind': kind, 'cursor': cursor, 'limit': limit})

    def post_components(self, body: ComponentPublishRequest) -> ComponentVersion:
        """Publish a part of a flow under a name. The next version of the name, or the first; it never changes. Where the organisation asks for it, it waits for a second person. Needs `component:publish`."""
        return self._connection.json('POST', '/components', body=body)

    def post_components_proposals(self, body: ComponentProposalRequest) -> ComponentProposal:
        """A part of a flow as it would be published, and what is wrong with it; nothing is kept. Needs `component:read`."""
        return self._connection.json('POST', '/components/proposals', body=body)

    def post_components_services(self, body: ComponentServiceRequest) -> ComponentVersion:
        """Publish a service of an app under a name. One whose manifest says http: true, of an installation that whoever publishes may work with. The next version of the name, or the first. Needs `component:publish`."""
        return self._connection.json('POST', '/components/services', body=body)

    def post_components_by_name_call(self, name: str, body: ComponentCallRequest) -> ComponentCallAnswer:
        """Call a service of the pool. It works as the installation whose it is; what it writes, whoever calls must be allowed to write as well. Each call is counted as theirs. Needs `component:use`."""
        return self._connection.json('POST', f'/components/{segment(name)}/call', body=body)

    def get_components_by_name(self, name: str) -> Component:
        """A component: its versions, and where it is used. Needs `component:read`."""
        return self._connection.json('GET', f'/components/{segment(name)}')

    def get_components_by_name_versions_by_number(self, name: str, number: str) -> ComponentVersionWhole:
        """A version, with what is inside. Needs `component:read`."""
        return self._connection.json('GET', f'/components/{segment(name)}/versions/{segment(number)}')

    def delete_components_by_name_versions_by_number(self, name: str, number: str) -> None:
        """Remove a version that nobody names. Needs `component:publish`."""
        self._connection.done('DELETE', f'/components/{segment(name)}/versions/{segment(number)}')

    def post_components_by_name_versions_by_number_review(self, name: str, number: str, body: ComponentReviewRequest) -> ComponentVersion:
        """Agree to a version that waits, or reject it. Needs `component:publish`."""
        return self._connection.json('POST', f'/components/{segment(name)}/versions/{segment(number)}/review', body=body)

    def post_components_by_name_versions_by_number_deprecate(self, name: str, number: str, body: ComponentDeprecateRequest) -> ComponentVersion:
        """Say that it should not be placed any more, why, and what takes its place. It stays where it stands. Needs `component:publish`."""
        return self._connection.json('POST', f'/components/{segment(name)}/versions/{segment(number)}/deprecate', body=body)

    def post_components_by_name_versions_by_number_try(self, name: str, number: str, body: ComponentTrialRequest) -> ComponentTrial:
        """What it gives for some values; nothing is kept or counted. Needs `component:read`."""
        return self._connection.json('POST', f'/components/{segment(name)}/versions/{segment(number)}/try', body=body)

    def get_component_use(self, *, name: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, by: Optional[Literal['hour', 'day']] = None) -> ComponentUse:
        """Who uses which component how much. Of live runs and calls: not of tests, replays, trials and points given anew. The last 30 days unless told. Needs `component:read`."""
        return self._connection.json('GET', '/component-use', query={'name': name, 'from': from_, 'to': to, 'by': by})

    def get_edge_flows_by_digest(self, digest: str) -> bytes:
        """The archive of a flow that this edge node is to run. Needs `device`."""
        return self._connection.octets('GET', f'/edge-flows/{segment(digest)}')

    def get_flow_nodes(self) -> FlowNodeList:
        """Kinds of nodes: ports, settings, help. Needs `flow:read`."""
        return self._connection.json('GET', '/flow-nodes')

    def get_flows(self, *, search: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> FlowPage:
        """Flows. Needs `flow:read`."""
        return self._connection.json('GET', '/flows', query={'search': search, 'cursor': cursor, 'limit': limit})

    def post_flows(self, body: FlowRequest) -> Flow:
        """Begin a flow. Needs `flow:write`."""
        return self._connection.json('POST', '/flows', body=body)

    def post_flows_check(self, body: FlowCheckRequest) -> FlowCheck:
        """Every mistake of a document, and what each port carries; nothing is kept. Needs `flow:write`."""
        return self._connection.json('POST', '/flows/check', body=body)

    def post_flows_test(self, body: FlowTestRequest) -> FlowTestAnswer:
        """Run the tests of a document. Needs `flow:write`."""
        return self._connection.json('POST', '/flows/test', body=body)

    def post_flows_replay(self, body: FlowReplayRequest) -> FlowReplay:
        """Run a document over the history. Answered within seconds; one that takes longer is asked for by its id. Nothing is written or done. Needs `flow:write`."""
        return self._connection.json('POST', '/flows/replay', body=body)

    def get_flows_replays_by_id(self, id: str) -> FlowReplay:
        """How far a replay is, and what came of it. Needs `flow:write`."""
        return self._connection.json('GET', f'/flows/replays/{segment(id)}')

    def delete_flows_replays_by_id(self, id: str) -> None:
        """Cancel a replay, or forget it. Needs `flow:write`."""
        self._connection.done('DELETE', f'/flows/replays/{segment(id)}')

    def get_flow_settings(self) -> FlowSettings:
        """How versions of flows are published. Needs `flow:read`."""
        return self._connection.json('GET', '/flow-settings')

    def put_flow_settings(self, body: FlowSettings) -> FlowSettings:
        """Set how versions of flows are published. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/flow-settings', body=body)

    def get_flow_secrets(self) -> FlowSecretList:
        """Headers that requests of flows bear; their values are told to nobody. Needs `flow:write`."""
        return self._connection.json('GET', '/flow-secrets')

    def put_flow_secrets_by_name(self, name: str, body: FlowSecretRequest) -> FlowSecret:
        """Set a header by name, for one origin. A node out.http names it; requests to another origin are refused. Needs `flow:write`."""
        return self._connection.json('PUT', f'/flow-secrets/{segment(name)}', body=body)

    def delete_flow_secrets_by_name(self, name: str) -> None:
        """Remove a header. Needs `flow:write`."""
        self._connection.done('DELETE', f'/flow-secrets/{segment(name)}')

    def get_flows_deployments(self, *, flow: Optional[str] = None) -> FlowDeploymentList:
        """Where flows run. Needs `flow:read`."""
        return self._connection.json('GET', '/flows/deployments', query={'flow': flow})

    def get_flows_deployments_by_id(self, id: str) -> FlowDeployment:
        """A deployment. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/deployments/{segment(id)}')

    def delete_flows_deployments_by_id(self, id: str) -> None:
        """Run it no more; its points and their history stay. Needs `flow:deploy`."""
        self._connection.done('DELETE', f'/flows/deployments/{segment(id)}')

    def get_flows_deployments_by_id_runs(self, id: str) -> FlowRunList:
        """How it stands at each asset. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/deployments/{segment(id)}/runs')

    def get_flows_deployments_by_id_actions(self, id: str, *, state: Optional[Literal['waiting', 'doing', 'done', 'refused', 'failed', 'unknown']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> FlowActionPage:
        """What it asked for beside points, and what became of it; newest first. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/deployments/{segment(id)}/actions', query={'state': state, 'cursor': cursor, 'limit': limit})

    def get_flows_deployments_by_id_inbox(self, id: str) -> FlowInbox:
        """Addresses at which it takes bodies from outside. Needs `flow:deploy`."""
        return self._connection.json('GET', f'/flows/deployments/{segment(id)}/inbox')

    def post_flow_inbox_by_token(self, token: str, body: FlowInboxBody) -> None:
        """Send a body to a flow. JSON, of at most 64 KiB, to the address of a webhook in a flow. Answered when it is durable. Needs `public`."""
        self._connection.done('POST', f'/flow-inbox/{segment(token)}', body=body)

    def post_flows_deployments_by_id_pause(self, id: str) -> FlowDeployment:
        """Give nothing until it is resumed. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/deployments/{segment(id)}/pause')

    def post_flows_deployments_by_id_resume(self, id: str) -> FlowDeployment:
        """Go on with what comes from now on. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/deployments/{segment(id)}/resume')

    def post_flows_deployments_by_id_upgrade(self, id: str, body: FlowUpgradeRequest) -> FlowDeployment:
        """Put another published version in force. It acts with the rights of who does so from then on. What nodes remember is kept where all that remember are the same in both. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/deployments/{segment(id)}/upgrade', body=body)

    def post_flows_deployments_by_id_rollback(self, id: str) -> FlowDeployment:
        """Back to the version before. It acts with the rights of who does so from then on. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/deployments/{segment(id)}/rollback')

    def post_flows_deployments_by_id_recompute(self, id: str, body: FlowRecomputeRequest) -> FlowDeployment:
        """Give its points anew out of the history, from a moment on. Nothing is done a second time: actions of the past stay as they were. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/deployments/{segment(id)}/recompute', body=body)

    def get_flows_by_id(self, id: str) -> Flow:
        """A flow: its draft and its versions. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/{segment(id)}')

    def delete_flows_by_id(self, id: str) -> None:
        """Remove a flow that runs nowhere. Needs `flow:write`."""
        self._connection.done('DELETE', f'/flows/{segment(id)}')

    def put_flows_by_id_draft(self, id: str, body: FlowDraftRequest) -> Flow:
        """Keep the draft. Refused where somebody saved another since it was read: nothing is overwritten. Needs `flow:write`."""
        return self._connection.json('PUT', f'/flows/{segment(id)}/draft', body=body)

    def post_flows_by_id_versions(self, id: str, body: FlowPublishRequest) -> FlowVersion:
        """Publish the draft. Every test of it passes here first. Where the organisation asks for it, it waits for a second person. Needs `flow:publish`."""
        return self._connection.json('POST', f'/flows/{segment(id)}/versions', body=body)

    def get_flows_by_id_versions_by_version(self, id: str, version: str) -> FlowVersion:
        """A version of a flow. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/{segment(id)}/versions/{segment(version)}')

    def post_flows_by_id_versions_by_version_review(self, id: str, version: str, body: FlowReviewRequest) -> FlowVersion:
        """Agree to a version that waits, or reject it. Needs `flow:publish`."""
        return self._connection.json('POST', f'/flows/{segment(id)}/versions/{segment(version)}/review', body=body)

    def get_flows_by_id_diff(self, id: str, *, a: int, b: Optional[int] = None) -> FlowDifferences:
        """What differs between two versions, or a version and the draft. Needs `flow:read`."""
        return self._connection.json('GET', f'/flows/{segment(id)}/diff', query={'a': a, 'b': b})

    def post_flows_by_id_deployments(self, id: str, body: FlowDeploymentRequest) -> FlowDeployment:
        """Run a published version at assets, or once. It acts with the rights of who deploys it. Answered when it is in force. Needs `flow:deploy`."""
        return self._connection.json('POST', f'/flows/{segment(id)}/deployments', body=body)

    def get_apps(self, *, search: Optional[str] = None, scenario: Optional[Literal['energy', 'efficiency', 'maintenance', 'quality', 'scheduling', 'safety', 'environment', 'logistics', 'monitoring', 'reporting']] = None, stage: Optional[Literal['design', 'production', 'service', 'management']] = None, reach: Optional[Literal['common', 'industry', 'enterprise']] = None, industry: Optional[str] = None, class_: Optional[str] = None, has: Optional[Literal['pages', 'services', 'flows', 'models', 'classes', 'screens', 'tables', 'solution']] = None, fits: Optional[Literal['yes']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> AppShelfPage:
        """Apps on the shelf. Needs `app:read`."""
        return self._connection.json('GET', '/apps', query={'search': search, 'scenario': scenario, 'stage': stage, 'reach': reach, 'industry': industry, 'class': class_, 'has': has, 'fits': fits, 'cursor': cursor, 'limit': limit})

    def get_app_library(self, *, search: Optional[str] = None, scenario: Optional[Literal['energy', 'efficiency', 'maintenance', 'quality', 'scheduling', 'safety', 'environment', 'logistics', 'monitoring', 'reporting']] = None, stage: Optional[Literal['design', 'production', 'service', 'management']] = None, reach: Optional[Literal['common', 'industry', 'enterprise']] = None, industry: Optional[str] = None, class_: Optional[str] = None, has: Optional[Literal['pages', 'services', 'flows', 'models', 'classes', 'screens', 'tables', 'solution']] = None, fits: Optional[Literal['yes']] = None) -> AppLibrary:
        """Apps that come with the platform. Needs `app:read`."""
        return self._connection.json('GET', '/app-library', query={'search': search, 'scenario': scenario, 'stage': stage, 'reach': reach, 'industry': industry, 'class': class_, 'has': has, 'fits': fits})

    def post_app_library(self, body: AppLibraryRequest) -> AppVersion:
        """Put an app that comes with the platform on the shelf. Needs `app:manage`."""
        return self._connection.json('POST', '/app-library', body=body)

    def post_apps_packages(self, body: bytes) -> AppVersion:
        """Bring a package in. The archive that `millrace app pack` makes. One that was tampered with is refused. Needs `app:manage`."""
        return self._connection.json('POST', '/apps/packages', octets=body)

    def get_apps_by_publisher_by_name(self, publisher: str, name: str) -> App:
        """An app and its versions. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/{segment(publisher)}/{segment(name)}')

    def get_apps_by_publisher_by_name_versions_by_version(self, publisher: str, name: str, version: str) -> AppVersion:
        """A version: what it is, needs, asks for and brings. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}')

    def delete_apps_by_publisher_by_name_versions_by_version(self, publisher: str, name: str, version: str) -> None:
        """Take a version that is not installed off the shelf. Needs `app:manage`."""
        self._connection.done('DELETE', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}')

    def get_apps_by_publisher_by_name_versions_by_version_archive(self, publisher: str, name: str, version: str, *, from_: Optional[int] = None, bytes: Optional[int] = None) -> bytes:
        """The package, as it came in. Whole, or piece by piece, so that a link that is cut goes on where it was. Needs `app:read`."""
        return self._connection.octets('GET', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}/archive', query={'from': from_, 'bytes': bytes})

    def get_apps_by_publisher_by_name_versions_by_version_screenshots_by_number(self, publisher: str, name: str, version: str, number: str) -> bytes:
        """A picture of the app. Needs `app:read`."""
        return self._connection.octets('GET', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}/screenshots/{segment(number)}')

    def get_apps_by_publisher_by_name_versions_by_version_tests(self, publisher: str, name: str, version: str) -> AppTests:
        """What came of its own tests here. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}/tests')

    def post_apps_by_publisher_by_name_versions_by_version_tests(self, publisher: str, name: str, version: str) -> AppTests:
        """Run its own tests again. Without a plant, in a process of their own; GET tells how far they are. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/{segment(publisher)}/{segment(name)}/versions/{segment(version)}/tests')

    def get_apps_mirror(self) -> AppMirrorList:
        """Platforms from which apps are taken. Needs `app:manage`."""
        return self._connection.json('GET', '/apps/mirror')

    def post_apps_mirror(self, body: AppMirrorRequest) -> AppMirror:
        """Take apps from another Millrace. It is asked at once: an address or a key that opens nothing is refused. Needs `app:manage`."""
        return self._connection.json('POST', '/apps/mirror', body=body)

    def get_apps_mirror_by_id(self, id: str) -> AppMirror:
        """A mirror, and how far it is. Needs `app:manage`."""
        return self._connection.json('GET', f'/apps/mirror/{segment(id)}')

    def put_apps_mirror_by_id(self, id: str, body: AppMirrorChange) -> AppMirror:
        """Change a mirror. Needs `app:manage`."""
        return self._connection.json('PUT', f'/apps/mirror/{segment(id)}', body=body)

    def delete_apps_mirror_by_id(self, id: str) -> None:
        """Take nothing from there any more. Needs `app:manage`."""
        self._connection.done('DELETE', f'/apps/mirror/{segment(id)}')

    def get_apps_mirror_by_id_apps(self, id: str) -> AppMirrorApps:
        """What the other platform has. Needs `app:manage`."""
        return self._connection.json('GET', f'/apps/mirror/{segment(id)}/apps')

    def post_apps_mirror_by_id_take(self, id: str, body: AppMirrorTake) -> AppMirror:
        """Take versions. Each comes byte for byte, and is checked as one that a person brings in; GET tells how far they are. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/mirror/{segment(id)}/take', body=body)

    def post_apps_mirror_by_id_look(self, id: str) -> AppMirror:
        """Look there now. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/mirror/{segment(id)}/look')

    def get_apps_installations(self) -> AppInstallationList:
        """Apps that are installed. Needs `app:read`."""
        return self._connection.json('GET', '/apps/installations')

    def post_apps_installations(self, body: AppInstallRequest) -> AppInstallation:
        """Install a version. `agreed` is exactly what the version asks for (`asks`); whoever installs it must be allowed all of it on what is bound. Needs `app:manage`."""
        return self._connection.json('POST', '/apps/installations', body=body)

    def post_apps_installations_preview(self, body: AppPreviewRequest) -> AppPreview:
        """What an app would be bound to, what is missing, and what would be agreed to; nothing is kept. Needs `app:manage`."""
        return self._connection.json('POST', '/apps/installations/preview', body=body)

    def get_apps_installations_by_id(self, id: str) -> AppInstallation:
        """An installation. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}')

    def put_apps_installations_by_id(self, id: str, body: AppChangeRequest) -> AppInstallation:
        """Change its settings, and what it is bound to. Settings that are left out stay; `bound` is all of it anew, and `make` adds to it. Needs `app:manage`."""
        return self._connection.json('PUT', f'/apps/installations/{segment(id)}', body=body)

    def delete_apps_installations_by_id(self, id: str) -> None:
        """Uninstall it. With its tables, settings and secrets, and all that it brought; nothing stays but the audit. Refused as long as others use what it brought. Needs `app:manage`."""
        self._connection.done('DELETE', f'/apps/installations/{segment(id)}')

    def post_apps_installations_by_id_upgrade(self, id: str, body: AppUpgradeRequest) -> AppInstallation:
        """Run another version. Its tables grow, and keep their rows; what cannot hold them is refused. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/upgrade', body=body)

    def post_apps_installations_by_id_rollback(self, id: str) -> AppInstallation:
        """Run the version before again. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/rollback')

    def post_apps_installations_by_id_trial(self, id: str, body: AppTrialRequest) -> AppInstallation:
        """Try another version at some of the assets. Both run side by side: the other at what is left to it. Tables are shared, and grow; flows that are of no asset stay those of the other. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/trial', body=body)

    def delete_apps_installations_by_id_trial(self, id: str) -> AppInstallation:
        """Go back: the version before runs everywhere again. Needs `app:manage`."""
        return self._connection.json('DELETE', f'/apps/installations/{segment(id)}/trial')

    def get_apps_installations_by_id_trial(self, id: str) -> AppSides:
        """What runs and what is tried, side by side since the trial began. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/trial')

    def post_apps_installations_by_id_trial_promote(self, id: str) -> AppInstallation:
        """Run the version that is tried everywhere. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/trial/promote')

    def post_apps_installations_by_id_suspend(self, id: str) -> AppInstallation:
        """Let it do nothing; all of it stays. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/suspend')

    def post_apps_installations_by_id_resume(self, id: str) -> AppInstallation:
        """Let it work again. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/resume')

    def get_apps_installations_by_id_leaving(self, id: str) -> AppLeaving:
        """What an uninstall would take away, and what others use of it; nothing is done. Needs `app:manage`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/leaving')

    def get_apps_installations_by_id_tables_by_table_rows(self, id: str, table: str, *, where: Optional[str] = None, order: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> AppRowPage:
        """Rows of a table of an app. Needs `app:use`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/tables/{segment(table)}/rows', query={'where': where, 'order': order, 'cursor': cursor, 'limit': limit})

    def put_apps_installations_by_id_tables_by_table_rows(self, id: str, table: str, body: AppRowsRequest) -> AppRowCount:
        """Keep rows, by their key. Each is whole: what is left out of what may be empty is empty. Needs `app:use`."""
        return self._connection.json('PUT', f'/apps/installations/{segment(id)}/tables/{segment(table)}/rows', body=body)

    def delete_apps_installations_by_id_tables_by_table_rows(self, id: str, table: str, *, where: str) -> AppRowCount:
        """Remove rows. Needs `app:use`."""
        return self._connection.json('DELETE', f'/apps/installations/{segment(id)}/tables/{segment(table)}/rows', query={'where': where})

    def post_apps_installations_by_id_ticket(self, id: str, body: AppTicketRequest) -> AppTicket:
        """Open a page of an app. For a sandboxed frame: its files are served without cookies, to whoever has the ticket. Needs `app:use`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/ticket', body=body)

    def get_app_frames_by_ticket_by_path(self, ticket: str, path: str) -> bytes:
        """A file of pages of an app. Its policy leaves it no origin, no cookies and no network; millrace.js and millrace.css are beside every file. Needs `public`."""
        return self._connection.octets('GET', f'/app-frames/{segment(ticket)}/{segment(path)}')

    def get_apps_installations_by_id_start(self, id: str) -> AppStart:
        """What a page of an app begins with. Needs `app:use`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/start')

    def get_apps_installations_by_id_processes(self, id: str) -> AppProcessList:
        """Processes outside that an app has, and their keys. Needs `app:manage`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/processes')

    def post_apps_installations_by_id_processes_by_process_key(self, id: str, process: str, body: AppKeyRequest) -> AppKeyMade:
        """Give a process outside a key, or a new one in place of that. Shown this once and kept nowhere. Whoever comes with it is the app: whoever gives it must be allowed all that was agreed to. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/processes/{segment(process)}/key', body=body)

    def delete_apps_installations_by_id_processes_by_process_key(self, id: str, process: str) -> None:
        """End the key of a process outside. Needs `app:manage`."""
        self._connection.done('DELETE', f'/apps/installations/{segment(id)}/processes/{segment(process)}/key')

    def get_screens(self, *, search: Optional[str] = None, class_: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> ScreenPage:
        """Screens. Needs `screen:read`."""
        return self._connection.json('GET', '/screens', query={'search': search, 'class': class_, 'cursor': cursor, 'limit': limit})

    def post_screens(self, body: ScreenRequest) -> Screen:
        """Make a screen. Needs `screen:write`."""
        return self._connection.json('POST', '/screens', body=body)

    def get_screens_by_id(self, id: str) -> Screen:
        """A screen. Needs `screen:read`."""
        return self._connection.json('GET', f'/screens/{segment(id)}')

    def put_screens_by_id(self, id: str, body: ScreenChange) -> Screen:
        """Save a screen as its next version. Refused where somebody saved another since it was read: nothing is overwritten. Needs `screen:write`."""
        return self._connection.json('PUT', f'/screens/{segment(id)}', body=body)

    def delete_screens_by_id(self, id: str) -> None:
        """Remove a screen with its versions. Needs `screen:write`."""
        self._connection.done('DELETE', f'/screens/{segment(id)}')

    def get_screens_by_id_assets(self, id: str) -> ScreenAssetList:
        """Assets that a screen is for, as far as one sees them. Needs `screen:read`."""
        return self._connection.json('GET', f'/screens/{segment(id)}/assets')

    def get_screens_by_id_versions(self, id: str) -> ScreenVersionList:
        """Versions of a screen that are kept. Needs `screen:read`."""
        return self._connection.json('GET', f'/screens/{segment(id)}/versions')

    def get_screens_by_id_versions_by_version(self, id: str, version: str) -> ScreenVersion:
        """A version of a screen. Needs `screen:read`."""
        return self._connection.json('GET', f'/screens/{segment(id)}/versions/{segment(version)}')

    def post_apps_installations_by_id_services_by_service(self, id: str, service: str, body: AppServiceRequest) -> AppServiceAnswer:
        """Call a service of an app. One whose manifest says http: true. What it writes, both the app and whoever calls must be allowed to write. Needs `app:use`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/services/{segment(service)}', body=body)

    def post_apps_installations_by_id_services_by_service_resume(self, id: str, service: str) -> AppMetrics:
        """Call a service that was paused again. Needs `app:manage`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/services/{segment(service)}/resume')

    def post_apps_installations_by_id_ask(self, id: str, body: AppAsk) -> AppAskReply:
        """What a page of an app asks of the plant. Needs the right of the installation and that of whoever looks at the page. Needs `app:use`."""
        return self._connection.json('POST', f'/apps/installations/{segment(id)}/ask', body=body)

    def get_apps_installations_by_id_log(self, id: str, *, service: Optional[str] = None, source: Optional[Literal['service', 'flow', 'page', 'process']] = None, level: Optional[Literal['info', 'warn', 'error']] = None, text: Optional[str] = None, from_: Optional[str] = None, to: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> AppLogPage:
        """What an app wrote to its log. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/log', query={'service': service, 'source': source, 'level': level, 'text': text, 'from': from_, 'to': to, 'cursor': cursor, 'limit': limit})

    def get_apps_installations_by_id_metrics(self, id: str) -> AppMetrics:
        """What services of an app did and took. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/metrics')

    def get_apps_installations_by_id_hours(self, id: str, *, from_: Optional[str] = None, to: Optional[str] = None) -> AppHours:
        """What an app did and took, by the hour. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/hours', query={'from': from_, 'to': to})

    def get_apps_installations_by_id_quotas(self, id: str) -> AppQuotas:
        """What an app may use, and uses. Needs `app:read`."""
        return self._connection.json('GET', f'/apps/installations/{segment(id)}/quotas')

    def put_apps_installations_by_id_quotas(self, id: str, body: AppQuotaChange) -> AppQuotas:
        """Set one quota of an app, or let it be as usual. Within what the organisation has. Needs `organisation:manage`."""
        return self._connection.json('PUT', f'/apps/installations/{segment(id)}/quotas', body=body)

    def get_app_process(self) -> AppSelf:
        """The app whose key it is: what it is bound to, set to, and may do. In the names of its manifest; secrets are not told. Needs `app`."""
        return self._connection.json('GET', '/app-process')

    def post_app_process_ask(self, body: AppAsk) -> AppAskReply:
        """Values, history, writes and models, as the app. In the units of its manifest. A write is asked for here, and needs what was agreed to of that property. Needs `app`."""
        return self._connection.json('POST', '/app-process/ask', body=body)

    def get_app_process_tables_by_table_rows(self, table: str, *, where: Optional[str] = None, order: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> AppRowPage:
        """Rows of a table of the app. Needs `app`."""
        return self._connection.json('GET', f'/app-process/tables/{segment(table)}/rows', query={'where': where, 'order': order, 'cursor': cursor, 'limit': limit})

    def put_app_process_tables_by_table_rows(self, table: str, body: AppRowsRequest) -> AppRowCount:
        """Keep rows of the app, by their key. Each is whole: what is left out of what may be empty is empty. Needs `app`."""
        return self._connection.json('PUT', f'/app-process/tables/{segment(table)}/rows', body=body)

    def delete_app_process_tables_by_table_rows(self, table: str, *, where: str) -> AppRowCount:
        """Remove rows of the app. Needs `app`."""
        return self._connection.json('DELETE', f'/app-process/tables/{segment(table)}/rows', query={'where': where})

    def post_app_process_log(self, body: AppLines) -> None:
        """Write to the log of the app. Needs `app`."""
        self._connection.done('POST', '/app-process/log', body=body)

    def post_backups_seal(self, body: SealRequest) -> Seal:
        """Bind the checksum of a backup to the platform’s keys. Needs `platform:operate`."""
        return self._connection.json('POST', '/backups/seal', body=body)

    def get_events(self, *, types: Optional[str] = None, asset: Optional[str] = None, subject: Optional[str] = None, after: Optional[str] = None, since: Optional[str] = None, order: Optional[Literal['oldest', 'newest']] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> PlatformEventPage:
        """What happened, in its order. Of the types that the caller may see, at the assets they may see. `last` goes into `after` of the next question; nothing is left out between. Older events than are kept: 410. Needs `event:read`."""
        return self._connection.json('GET', '/events', query={'types': types, 'asset': asset, 'subject': subject, 'after': after, 'since': since, 'order': order, 'cursor': cursor, 'limit': limit})

    def get_event_types(self) -> EventTypeList:
        """The catalogue: what can happen, and what is told of it. Needs `event:read`."""
        return self._connection.json('GET', '/event-types')

    def get_event_types_by_type_schema(self, type: str) -> EventDataSchema:
        """JSON Schema of the data of a type. Needs `event:read`."""
        return self._connection.json('GET', f'/event-types/{segment(type)}/schema')

    def get_event_keeping(self) -> EventKeeping:
        """How long events are kept. Needs `organisation:read`."""
        return self._connection.json('GET', '/event-keeping')

    def put_event_keeping(self, body: EventKeeping) -> EventKeeping:
        """Keep events for so long, and so many. Needs `organisation:manage`."""
        return self._connection.json('PUT', '/event-keeping', body=body)

    def get_webhooks(self) -> WebhookList:
        """Who is told of events by HTTP. Needs `webhook:read`."""
        return self._connection.json('GET', '/webhooks')

    def post_webhooks(self, body: WebhookRequest) -> WebhookMade:
        """Tell an address of events from now on. Signed as Standard Webhooks 1.0.0, at least once, in order; webhook-id is the id of the event. The secret is shown this once. Needs `webhook:write`."""
        return self._connection.json('POST', '/webhooks', body=body)

    def get_webhooks_by_id(self, id: str) -> Webhook:
        """One webhook. Needs `webhook:read`."""
        return self._connection.json('GET', f'/webhooks/{segment(id)}')

    def put_webhooks_by_id(self, id: str, body: WebhookRequest) -> Webhook:
        """Change a webhook. Needs `webhook:write`."""
        return self._connection.json('PUT', f'/webhooks/{segment(id)}', body=body)

    def delete_webhooks_by_id(self, id: str) -> None:
        """End a webhook, and forget its log. Needs `webhook:write`."""
        self._connection.done('DELETE', f'/webhooks/{segment(id)}')

    def post_webhooks_by_id_secret(self, id: str, body: WebhookSecretRequest) -> WebhookSecret:
        """A new secret; the one until now signs beside it for a time. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/secret', body=body)

    def post_webhooks_by_id_test(self, id: str) -> WebhookDelivery:
        """Send an event of no consequence, now. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/test')

    def post_webhooks_by_id_resume(self, id: str, body: WebhookResumeRequest) -> Webhook:
        """Go on with one that was paused, or try one that fails at once. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/resume', body=body)

    def post_webhooks_by_id_skip(self, id: str) -> Webhook:
        """Leave out the one event that waits for success. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/skip')

    def post_webhooks_by_id_replay(self, id: str, body: WebhookReplayRequest) -> WebhookReplay:
        """Send once more what happened since a moment. Under the same webhook-id as before: who keeps those passes over what they have. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/replay', body=body)

    def get_webhooks_by_id_deliveries(self, id: str, *, outcome: Optional[Literal['delivered', 'failed', 'skipped']] = None, event: Optional[str] = None, cursor: Optional[str] = None, limit: Optional[int] = None) -> WebhookDeliveryPage:
        """Attempts, the newest first. Needs `webhook:read`."""
        return self._connection.json('GET', f'/webhooks/{segment(id)}/deliveries', query={'outcome': outcome, 'event': event, 'cursor': cursor, 'limit': limit})

    def get_webhooks_by_id_deliveries_by_delivery(self, id: str, delivery: str) -> WebhookDeliveryWhole:
        """One attempt, with what was sent. Needs `webhook:read`."""
        return self._connection.json('GET', f'/webhooks/{segment(id)}/deliveries/{segment(delivery)}')

    def post_webhooks_by_id_deliveries_by_delivery_replay(self, id: str, delivery: str) -> WebhookReplay:
        """Send the event of this attempt once more. Needs `webhook:write`."""
        return self._connection.json('POST', f'/webhooks/{segment(id)}/deliveries/{segment(delivery)}/replay')
