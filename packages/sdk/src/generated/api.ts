/* From the routes of packages/server by `npm run sdk`; never edited. */
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in with a password */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the second factor */
        post: operations["postSessionSecondStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey alone */
        post: operations["postSessionPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey alone */
        post: operations["postSessionPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/recovery/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a recovery token is for */
        post: operations["postSessionRecoveryOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get back in with a recovery token; every session ends */
        post: operations["postSessionRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work for another of your organisations */
        post: operations["postSessionOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your name or language */
        post: operations["postMe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password */
        post: operations["postMePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in */
        get: operations["getMeSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere but here */
        delete: operations["deleteMeSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out somewhere */
        delete: operations["deleteMeSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you prove who you are */
        get: operations["getMeFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for one of your passkeys, as a proof */
        post: operations["postMeFactorsChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up an authenticator app */
        post: operations["postMeTotp"];
        /** Remove the authenticator app */
        delete: operations["deleteMeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove that the app shows the right code */
        post: operations["postMeTotpConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes; the old ones end */
        post: operations["postMeRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to register a passkey */
        post: operations["postMePasskeysOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register a passkey */
        post: operations["postMePasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey */
        delete: operations["deleteMePasskeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you may do */
        get: operations["getMeRights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles you hold */
        get: operations["getMeRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vocabulary of rights */
        get: operations["getActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles, standard and own */
        get: operations["getRoles"];
        put?: never;
        /** Make a role */
        post: operations["postRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop a role that nobody holds */
        delete: operations["deleteRolesByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who holds which role where */
        get: operations["getAssignments"];
        put?: never;
        /** Give a member or program a role */
        post: operations["postAssignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a role away */
        delete: operations["deleteAssignmentsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why somebody may do something, or not */
        post: operations["postAccessExplanation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share a subtree or a point
         * @description With an organisation on the platform, or with whoever holds the link that is told once.
         */
        post: operations["postGrants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/given": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this organisation shares */
        get: operations["getGrantsGiven"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What others share with this organisation */
        get: operations["getGrantsReceived"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/received/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One grant that this organisation received */
        get: operations["getGrantsReceivedById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the link you hold opens */
        get: operations["getGrantsHeld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One grant, given or received */
        get: operations["getGrantsById"];
        put?: never;
        post?: never;
        /**
         * Stop sharing
         * @description At once: open streams through the grant end.
         */
        delete: operations["deleteGrantsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members and what they hold */
        get: operations["getMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member */
        get: operations["getMembersById"];
        put?: never;
        post?: never;
        /** Remove a member */
        delete: operations["deleteMembersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend a member: their sessions here end */
        post: operations["postMembersByIdSuspension"];
        /** Restore a member */
        delete: operations["deleteMembersByIdSuspension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a member out everywhere in this organisation */
        delete: operations["deleteMembersByIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A way back in for a member of yours alone; the token is shown once */
        post: operations["postMembersByIdRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A way back in for anybody on the platform; the token is shown once */
        post: operations["postPeopleRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/recovery/operator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A way back in for who runs the platform, for the owner of its machine alone (millrace recover-admin) */
        post: operations["postPeopleRecoveryOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that are open */
        get: operations["getInvitations"];
        put?: never;
        /** Invite somebody; the token is shown once */
        post: operations["postInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["deleteInvitationsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who invites, and until when */
        post: operations["postInvitationsOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation, with a new account or your own */
        post: operations["postInvitationsAcceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/acceptance/second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept with your own account by its second factor, and be signed in there */
        post: operations["postInvitationsAcceptanceSecondStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your organisation and its rules */
        get: operations["getOrganisation"];
        put?: never;
        /** Change its name or rules */
        post: operations["postOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every organisation on the platform */
        get: operations["getOrganisations"];
        put?: never;
        /** Make an organisation, with an invitation for its administrator */
        post: operations["postOrganisations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend an organisation: nobody and nothing of it gets in */
        post: operations["postOrganisationsByIdSuspension"];
        /** Restore an organisation */
        delete: operations["deleteOrganisationsByIdSuspension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Providers that an organisation signs in by
         * @description Empty as well for an organisation that does not exist.
         */
        get: operations["getSignInProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/providers/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to a provider to sign in */
        get: operations["getSignInProvidersByIdStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/providers/{id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the provider sends people back to */
        get: operations["getSignInProvidersByIdCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-in-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers you can connect to your account */
        get: operations["getMeSignInProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-in-providers/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to a provider to connect it to your account */
        get: operations["getMeSignInProvidersByIdStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-in-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** No longer sign in by a provider */
        delete: operations["deleteMeSignInProvidersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-in providers of the organisation */
        get: operations["getIdentityProviders"];
        put?: never;
        /**
         * Trust an OpenID provider
         * @description Register the `redirectUri` of the reply at the provider. Groups give roles only if you may give them.
         */
        post: operations["postIdentityProviders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sign-in provider */
        get: operations["getIdentityProvidersById"];
        /** Change a sign-in provider */
        put: operations["putIdentityProvidersById"];
        post?: never;
        /** Trust a sign-in provider no longer */
        delete: operations["deleteIdentityProvidersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a sign-in provider */
        post: operations["postIdentityProvidersByIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What your organisation may use, and uses */
        get: operations["getQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an organisation may use, and uses */
        get: operations["getOrganisationsByIdQuotas"];
        /** Set or lift one quota of an organisation */
        put: operations["putOrganisationsByIdQuotas"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walks the whole chain and its signatures */
        get: operations["getAuditVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole chain, to be verified anywhere with `millrace audit verify` */
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long records are kept */
        get: operations["getAuditRetention"];
        /** Keep records for so long */
        put: operations["putAuditRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/enrolment-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enrolment tokens, newest first */
        get: operations["getMachinesEnrolmentTokens"];
        put?: never;
        /** A one-time token with which one machine gets its certificate */
        post: operations["postMachinesEnrolmentTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/enrolment-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw a token that was not used */
        delete: operations["deleteMachinesEnrolmentTokensById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the certificate that a token promises */
        post: operations["postMachinesEnrolments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew the certificate of a machine */
        post: operations["postMachinesRenewals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates of machines, by name, the newest of each first */
        get: operations["getMachinesCertificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/certificates/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a certificate; its connections are cut at once */
        post: operations["postMachinesCertificatesByIdRevocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the credential of a machine: its secret ends, its certificates are revoked */
        post: operations["postMachinesRemovals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/ca": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Root of the certificates of machines and servers */
        get: operations["getMachinesCa"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Revoked certificates (RFC 5280 section 5), PEM, a list for each issuing authority */
        get: operations["getMachinesCrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Programs of the organisation, newest first */
        get: operations["getPrograms"];
        put?: never;
        /**
         * Make an API key or an OAuth client
         * @description The secret is told once. Roles are given with POST /assignments; without one it may do nothing.
         */
        post: operations["postPrograms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One program */
        get: operations["getProgramsById"];
        put?: never;
        post?: never;
        /** End a program for good */
        delete: operations["deleteProgramsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a program a new secret
         * @description You must hold what the program may do, since you learn its secret.
         */
        post: operations["postProgramsByIdRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend a program: its keys and tokens end */
        post: operations["postProgramsByIdSuspension"];
        /** Restore a program */
        delete: operations["deleteProgramsByIdSuspension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An access token for a client (OAuth 2.0 client credentials)
         * @description RFC 6749 section 4.4, with client_secret_basic or client_secret_post. Errors have the form of section 5.2.
         */
        post: operations["postOauthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plant at a glance */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest values of points */
        get: operations["getPointsLatest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Samples of a point, as they were measured */
        get: operations["getPointsByIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every sample of points, of an asset, or of all
         * @description By point, then by time; any range, sent as fast as it is taken.
         */
        get: operations["getHistoryExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/buckets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A point in buckets of time */
        get: operations["getPointsByIdBuckets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New values as they come
         * @description Server-sent events: `samples` with an array of PointSample. The first brings what is held.
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Values of a device, by its own credential
         * @description Answers when the values are durable.
         */
        post: operations["postTelemetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Values of points at given instants
         * @description OPC UA Part 11 §6.5.5, ReadAtTime.
         */
        get: operations["getPointsAt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/time-weighted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Time-weighted means of a point in windows of time
         * @description OPC UA Part 13 §5.4.3.7, TimeAverage2: what stands at the start of a window counts.
         */
        get: operations["getPointsByIdTimeWeighted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/m4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a chart of so many pixels needs of a point
         * @description First, last, least and greatest number of each column of pixels, with their times.
         */
        get: operations["getPointsByIdM4"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long a point was in each state
         * @description OPC UA Part 13 §5.4.3.22 for any value.
         */
        get: operations["getPointsByIdStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often a point had which values */
        get: operations["getPointsByIdHistogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Many points put together, window by window
         * @description By asset, device, name, unit, or all; only points in reach take part.
         */
        get: operations["getHistoryGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The points with the greatest or least values
         * @description Of the points in reach, by an aggregate over the range.
         */
        get: operations["getHistoryTop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Points over several periods, laid over each other by the time since their start
         * @description Time-weighted means; windows begin with each period. Points of several assets by asset and name.
         */
        get: operations["getHistoryCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/correlation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How points go together, each with each, also one after the other */
        get: operations["getHistoryCorrelation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/control-chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A control chart of a point, with the run rules it breaks and what it is capable of
         * @description ISO 7870-2: individuals and moving range, or means and ranges; Nelson’s or Western Electric’s rules.
         */
        get: operations["getPointsByIdControlChart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a point left the band of its hour of the week
         * @description Median and median absolute deviation of the weeks before, by hour of the week in local time.
         */
        get: operations["getPointsByIdAnomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/envelope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What good batches did, phase by phase, and how far another lay outside */
        post: operations["postHistoryEnvelope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/pareto": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Time lost by reason, the greatest first, of a point that tells a state */
        get: operations["getPointsByIdPareto"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, to be laid over curves: changes of states, and what other modules know */
        get: operations["getHistoryEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy media, with their units */
        get: operations["getEnergyMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meters in reach, by name */
        get: operations["getEnergyMeters"];
        put?: never;
        /** Make a point a meter of a medium */
        post: operations["postEnergyMeters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/meters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a meter away that has no baseline */
        delete: operations["deleteEnergyMetersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/meters/{id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a meter counted, period by period, in standard coal and carbon too
         * @description Whole periods that begin with `from`, up to the present. Gaps are null and in no sum.
         */
        get: operations["getEnergyMetersByIdUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Factors of standard coal and carbon, every version with its source and year */
        get: operations["getEnergyFactors"];
        put?: never;
        /** Set a factor: a new version, that counts from now on */
        post: operations["postEnergyFactors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a baseline would be: fit, figures, findings; nothing is kept */
        post: operations["postEnergyBaselinesTrial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Baselines of meters in reach, the newest version of each first */
        get: operations["getEnergyBaselines"];
        put?: never;
        /**
         * Freeze a baseline as the next version of its meter
         * @description Model, figures and all data of which it was made are kept and never changed.
         */
        post: operations["postEnergyBaselines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One baseline, with its data and adjustments */
        get: operations["getEnergyBaselinesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a frozen baseline: it counts for its meter from now on
         * @description By a person who did not freeze it. The one that counted before is retired.
         */
        post: operations["postEnergyBaselinesByIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}/retirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a baseline */
        post: operations["postEnergyBaselinesByIdRetirement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adjust a baseline for what is no driver, with the reason */
        post: operations["postEnergyBaselinesByIdAdjustments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}/adjustments/{adjustment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an adjustment back; the audit keeps it */
        delete: operations["deleteEnergyBaselinesByIdAdjustmentsByAdjustment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/baselines/{id}/savings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Savings against a baseline, with their uncertainty and CUSUM
         * @description Expected less measured. Periods begin when those of the baseline did; gaps are in no sum.
         */
        get: operations["getEnergyBaselinesByIdSavings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy performance indicators (EnPI) of meters in reach */
        get: operations["getEnergyIndicators"];
        put?: never;
        /** Make an indicator */
        post: operations["postEnergyIndicators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an indicator away */
        delete: operations["deleteEnergyIndicatorsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/energy/indicators/{id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An indicator, period by period, and over the whole range */
        get: operations["getEnergyIndicatorsByIdValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A query in SQL over samples, points and assets
         * @description One SELECT, in a process of its own, with limits on time, memory and the size of the answer. Lines and Arrow tell rows, cut and moment in the headers millrace-rows, millrace-truncated and millrace-as-of.
         */
        post: operations["postSql"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: operations["getHistoryImports"];
        put?: never;
        /**
         * Begin to bring history in from a file
         * @description CSV, Parquet or Arrow. The file is sent in parts, or lies in the import folder of the organisation.
         */
        post: operations["postHistoryImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, and what became of it */
        get: operations["getHistoryImportsById"];
        put?: never;
        post?: never;
        /** End an import and forget its report; what was stored stays */
        delete: operations["deleteHistoryImportsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/imports/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send the next part of the file
         * @description Durable when it answers; a part that came before is passed over. The last one starts the import.
         */
        put: operations["putHistoryImportsByIdContent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/imports/{id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was refused of an import, line by line */
        get: operations["getHistoryImportsByIdRefusals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with an import that was stopped by a fault */
        post: operations["postHistoryImportsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets: children of one, or found by words */
        get: operations["getAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset */
        get: operations["getAssetsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Points with their latest value */
        get: operations["getPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One point with its latest value */
        get: operations["getPointsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Edge nodes and devices with their state */
        get: operations["getDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One edge node or device */
        get: operations["getDevicesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a device behind an edge answers: failures, cycles, its last frames decoded
         * @description Asks the edge, within 5 s. Frames hold values, so it needs point:read for every point of the device.
         */
        get: operations["getDevicesByIdDiagnosis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an edge node or device a name and a secret */
        post: operations["postDevicesCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/{id}/writes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a value to a machine
         * @description Answers with what became of it, within 20 s; or at once with a write that waits, where a second person confirms. Look at `state`: what went out and was not answered is unknown.
         */
        post: operations["postPointsByIdWrites"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Writes to machines, newest first */
        get: operations["getWrites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One write to a machine */
        get: operations["getWritesById"];
        put?: never;
        post?: never;
        /** Withdraw a write of yours that waits */
        delete: operations["deleteWritesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writes/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm what another wants to write; it goes out at once */
        post: operations["postWritesByIdConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writes/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what another wants to write */
        post: operations["postWritesByIdRefusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a second person confirms writes */
        get: operations["getWriteRules"];
        /**
         * Say whether a second person confirms writes at a place and below
         * @description The nearest rule up the tree counts; one place has one rule.
         */
        put: operations["putWriteRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/write-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop a rule for writes */
        delete: operations["deleteWriteRulesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the history takes up */
        get: operations["getHistoryFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Removals under way and the last that ended, newest first */
        get: operations["getHistoryRemovals"];
        put?: never;
        /**
         * Remove history for good
         * @description Answers when neither queries nor files hold it any more. Points and assets stay.
         */
        post: operations["postHistoryRemovals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/removals/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How much a removal would take away */
        post: operations["postHistoryRemovalsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For how long history is kept */
        get: operations["getRetentionRules"];
        /**
         * Keep history at a place and below for so many days; needs history:remove, too
         * @description The nearest rule up the tree counts; one place has one rule. Older days are removed within an hour.
         */
        put: operations["putRetentionRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-rules/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a rule at a place would take away at once */
        get: operations["getRetentionRulesEffect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop a retention rule */
        delete: operations["deleteRetentionRulesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Device profiles: those of the organisation, then those that ship with the platform
         * @description Of each maker and model the version that counts now; with a status every version that has it.
         */
        get: operations["getDeviceProfiles"];
        put?: never;
        /**
         * Contribute a device profile, or a later version of one, as a draft
         * @description Checked as POST /device-profiles/check does. It takes the place of a version that was still open. Addresses are not read here: no driver runs on the platform.
         */
        post: operations["postDeviceProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with the text of a device profile, line by line; nothing is kept */
        post: operations["postDeviceProfilesCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device profile, with what became of it */
        get: operations["getDeviceProfilesById"];
        put?: never;
        post?: never;
        /**
         * Remove a version that was rejected, withdrawn or superseded, and never tried nor published
         * @description The audit keeps what became of it.
         */
        delete: operations["deleteDeviceProfilesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A device profile as a file, with its status as it is now */
        get: operations["getDeviceProfilesByIdText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/entry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The device as an entry of an edge’s configuration */
        get: operations["getDeviceProfilesByIdEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a review of a draft
         * @description By whoever contributed it.
         */
        post: operations["postDeviceProfilesByIdSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it was tried on a device: which, with which firmware, by whom
         * @description By a second person: nobody who had a hand in the version, and no program.
         */
        post: operations["postDeviceProfilesByIdTrial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish what was tried
         * @description By a second person: nobody who had a hand in the version, and no program. Every table must rest on a document, a device, or two programs of different publishers.
         */
        post: operations["postDeviceProfilesByIdPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject what waits for a review, with the reason
         * @description By a second person: nobody who had a hand in the version, and no program.
         */
        post: operations["postDeviceProfilesByIdRejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-profiles/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a version
         * @description By whoever contributed it, or a reviewer.
         */
        post: operations["postDeviceProfilesByIdWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the platform still for a backup, as long as the stream is open
         * @description For programs on the machine of the platform: what is held is told as a file there.
         */
        post: operations["postBackupsHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bind the checksum of a backup to the platform’s keys */
        post: operations["postBackupsSeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Acceptance
         * @description A new account, or that of a person who has one and gives its user name and password
         */
        Acceptance: {
            token: string;
            username: string;
            name?: string;
            password: string;
            locale?: string;
            /** @description own: no account is made for a user name that there is not; without it either will do */
            account?: "new" | "own";
        };
        /**
         * AcceptanceReply
         * @description A ticket for POST /invitations/acceptance/second-step if the account has a second factor: nobody joined yet
         */
        AcceptanceReply: components["schemas"]["Accepted"] | components["schemas"]["SecondStepNeeded"];
        /** Accepted */
        Accepted: {
            username: string;
            organisation: string;
        };
        /** AccessQuestion */
        AccessQuestion: {
            /** @description Id of a member or program */
            holder: string;
            /**
             * @description An action of the vocabulary
             * @enum {unknown}
             */
            action: "asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
            /** @description The asset it is about; without it the organisation */
            asset?: string;
        };
        /** ActionList */
        ActionList: {
            items: {
                /**
                 * @description An action of the vocabulary
                 * @enum {unknown}
                 */
                action: "asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
                about: "plant" | "organisation" | "platform";
                /** @description A grant may give it to another organisation */
                shared: boolean;
                says: string;
            }[];
        };
        /** AnomalyBand */
        AnomalyBand: {
            /** @description µs */
            width: number;
            /** @description Start of each window, µs since 1970 UTC */
            start: number[];
            value: (number | null)[];
            median: (number | null)[];
            low: (number | null)[];
            high: (number | null)[];
            /** @description Deviations off the median; null where nothing can be said */
            score: (number | null)[];
            /** @description Windows outside of the band */
            outside: number;
            /** @description Windows with a value of which the band was made */
            trained: number;
        };
        /** Asset */
        Asset: {
            id: string;
            /** @description null at the top */
            parent: string | null;
            name: string;
            /** @description ISA-95: enterprise, site, area, work_center, work_unit, equipment */
            level: string;
            /** @description Names from the top down to this asset */
            path: string[];
            childCount: number;
            /** @description Points here and below */
            pointCount: number;
        };
        /** AssetPage */
        AssetPage: {
            items: components["schemas"]["Asset"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** Assignment */
        Assignment: {
            id: string;
            /** @description Id of a person or program */
            holder: string;
            holderKind: "person" | "program";
            holderName: string;
            role: string;
            /** @description Asset under which alone it holds; null: everywhere */
            below: string | null;
            belowName?: string;
            /** @description Sign-in provider whose groups gave it; null: an administrator did */
            provider: string | null;
        };
        /** AssignmentList */
        AssignmentList: {
            items: components["schemas"]["Assignment"][];
        };
        /** AssignmentRequest */
        AssignmentRequest: {
            /** @description UUID */
            holder: string;
            role: string;
            below?: string | null;
        };
        /** AtList */
        AtList: {
            /** @description In the order of points, then of time; what is not known is left out */
            items: components["schemas"]["PointSampleAt"][];
        };
        /** AuditPage */
        AuditPage: {
            items: components["schemas"]["AuditRecord"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** AuditRecord */
        AuditRecord: {
            /** @description Number in the chain of the organisation */
            seq: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
            actor: {
                kind: string;
                id: string;
                name: string;
                remote?: string;
            };
            action: string;
            outcome: string;
            target?: {
                kind: string;
                id: string;
                name?: string;
            };
            detail?: {
                [key: string]: unknown;
            };
            /** @description Hash of the record before, hex; zeros before the first */
            prev: string;
            /** @description SHA-256 over the record before and this one, hex */
            hash: string;
        };
        /** Buckets */
        Buckets: {
            /** @description µs */
            width: number;
            /** @description Start of each bucket, µs since 1970 UTC; empty buckets are left out */
            start: number[];
            min: (number | null)[];
            max: (number | null)[];
            mean: (number | null)[];
            first: (number | null)[];
            last: (number | null)[];
            count: number[];
            /** @description Good samples in the bucket; null values where it is 0 */
            good: number[];
        };
        /** Certificate */
        Certificate: {
            id: string;
            /** @description Name of the machine */
            name: string;
            speaks: {
                /** @constant */
                as: "edge";
                /** @description Sparkplug group id */
                group: string;
                /** @description Sparkplug edge node id */
                node: string;
            } | {
                /** @constant */
                as: "device";
                /** @description Name of the device */
                name: string;
            };
            /** @description revoked stays so after it has expired */
            state: "valid" | "expired" | "revoked";
            /** @description Hex */
            serial: string;
            /** @description SHA-256, hex */
            fingerprint: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastUsedAt?: string;
            /** @description Address it was last used from */
            lastRemote?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            revokedAt?: string;
            /** @description RFC 5280 section 5.3.1 */
            reason?: "keyCompromise" | "superseded" | "cessationOfOperation" | "privilegeWithdrawn";
        };
        /** CertificateAuthority */
        CertificateAuthority: {
            /** @description PEM */
            root: string;
            /** @description SHA-256, as AB:CD:… */
            fingerprint: string;
        };
        /** CertificatePage */
        CertificatePage: {
            items: components["schemas"]["Certificate"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** Comparison */
        Comparison: {
            /** @description µs */
            width: number;
            /** @description Of each window from the start of its period, µs */
            offset: number[];
            /** @description Points in their order, of each the periods in theirs */
            items: {
                /** @description Id of the point */
                point: string;
                name: string;
                path: string[];
                unit?: string;
                /** @description Of the period, µs since 1970 UTC */
                start: number;
                mean: (number | null)[];
                coverage: number[];
                whole: {
                    mean: number | null;
                    least: number | null;
                    greatest: number | null;
                    coverage: number;
                };
            }[];
        };
        /** ControlChart */
        ControlChart: {
            /** @description Of each sample, window or subgroup, µs since 1970 UTC */
            start: number[];
            value: number[];
            limits: components["schemas"]["Limits"];
            range: (number | null)[];
            rangeLimits: components["schemas"]["Limits"];
            /** @description Of single values, from what lies between neighbours */
            sigma: number;
            signals: {
                /** @enum {unknown} */
                rule: "nelson1" | "nelson2" | "nelson3" | "nelson4" | "nelson5" | "nelson6" | "nelson7" | "nelson8" | "western1" | "western2" | "western3" | "western4";
                says: string;
                /** @description Place of the point that completed it */
                at: number;
            }[];
            /** @description Where a specification limit is given */
            capability?: {
                cp: number | null;
                cpk: number;
                pp: number | null;
                ppk: number;
                mean: number;
                sigmaWithin: number;
                sigmaOverall: number;
            };
        };
        /** CorrelationList */
        CorrelationList: {
            /** @description µs */
            width: number;
            points: {
                /** @description Id of the point */
                point: string;
                name: string;
                path: string[];
                unit?: string;
            }[];
            pairs: {
                /** @description Place in points */
                a: number;
                b: number;
                r: number | null;
                p: number | null;
                /** @description Windows in which both are known */
                n: number;
                /** @description Of all lags up to the one asked for */
                strongest: {
                    /** @description Windows by which b comes after a; below 0: before */
                    lag: number;
                    r: number | null;
                    p: number | null;
                    /** @description Windows in which both are known */
                    n: number;
                };
            }[];
        };
        /** Credential */
        Credential: {
            /** @description MQTT username; with the secret, the bearer token name:secret of HTTP */
            name: string;
            /** @description Shown this once */
            secret: string;
        };
        /** CredentialRemoval */
        CredentialRemoval: {
            /** @description Name of the machine */
            name: string;
        };
        /** CredentialRequest */
        CredentialRequest: {
            /** @constant */
            as: "edge";
            /** @description Sparkplug group id */
            group: string;
            /** @description Sparkplug edge node id */
            node: string;
            /**
             * @description Give an existing credential a new secret; the old one ends at once
             * @default false
             */
            replace?: boolean;
        } | {
            /** @constant */
            as: "device";
            /** @description Name of the device */
            name: string;
            /**
             * @description Give an existing credential a new secret; the old one ends at once
             * @default false
             */
            replace?: boolean;
        };
        /** Device */
        Device: {
            id: string;
            name: string;
            kind: "edge_node" | "device";
            /** @description The edge node it sits behind */
            parentId?: string;
            /** @description Name by which it proves itself; what sits behind an edge node goes by that one's */
            machine: string;
            protocol?: string;
            /** @description stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone */
            state: "online" | "offline" | "stale" | "never";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastSeen?: string;
            lastError?: string;
            pointCount: number;
            /** @description Figures the device tells of itself: buffer depth, late cycles … */
            health?: {
                [key: string]: number | string;
            };
        };
        /** DeviceCycle */
        DeviceCycle: {
            periodMs: number;
            tags: number;
            /** @description Requests of one cycle */
            blocks?: number;
            /** @description Borders that are not read across, for the device refused it */
            holes?: number;
            /** @description Tags that the device refuses */
            refused?: number;
            takes?: {
                lastMs: number;
                p50Ms: number;
                p95Ms: number;
                mostMs: number;
            };
            /** @description Cycles that were skipped */
            late: number;
        };
        /** DeviceDiagnosis */
        DeviceDiagnosis: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            link: {
                /** @description backoff: the last attempt failed, the next one is in nextMs */
                state: "idle" | "connecting" | "online" | "backoff" | "closed";
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                since: string;
                lastError?: string;
                attempt: number;
                nextMs?: number;
                connections: number;
            };
            /** @description Since the edge took the device into its configuration */
            counters: {
                reads: number;
                writes: number;
                timeouts: number;
                errors: number;
                bytesIn: number;
                bytesOut: number;
                lateReplies: number;
                lateCycles: number;
            };
            roundTrip?: {
                lastMs: number;
                p50Ms: number;
                p95Ms: number;
                mostMs: number;
            };
            /** @description By kind, most first; detail is the code of the device itself */
            failures: components["schemas"]["DeviceFailure"][];
            cycles: components["schemas"]["DeviceCycle"][];
            tags: {
                total: number;
                notGood: number;
                named: components["schemas"]["TagInTrouble"][];
            };
            /** @description The last frames, oldest first, decoded */
            frames: components["schemas"]["DeviceFrame"][];
            /** @description How it did in the last ten minutes, one mark in ten seconds */
            marks: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                time: string;
                /** @description In a second */
                requests: number;
                /** @description In a second */
                bytes: number;
                failures: number;
                roundTripMs?: number;
            }[];
        };
        /** DeviceEntry */
        DeviceEntry: {
            /** @description For `devices:` of an edge’s configuration */
            text: string;
        };
        /** DeviceFailure */
        DeviceFailure: {
            code: string;
            detail: string;
            count: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            last: string;
        };
        /** DeviceFrame */
        DeviceFrame: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            direction: "in" | "out";
            /** @description Bytes on the line; 0 where a library speaks the protocol */
            length: number;
            /** @description Pairs of digits, at most 512; •• for what is secret */
            hex: string;
            summary: string;
            fields: {
                field: string;
                value: string;
                /** @description Its first byte */
                from: number;
                /** @description The byte behind its last */
                to: number;
                secret?: boolean;
            }[];
        };
        /** DevicePage */
        DevicePage: {
            items: components["schemas"]["Device"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** DeviceProfile */
        DeviceProfile: {
            maker: string;
            model: string;
            /** @description Other models that hold the same tables */
            variants?: string[];
            kind: string;
            title: components["schemas"]["Words"];
            /** @description Kinds of driver that read it, the usual one first */
            drivers: string[];
            /** @description SPDX id */
            licence: string;
            author: string;
            /** @description Semantic version */
            version: string;
            points: number;
            alarms: number;
            /** @description UUID; of the library that ships with the platform: maker~model */
            id: string;
            /** @description maker/model in small letters */
            key: string;
            /**
             * @description library: ships with the platform; organisation: contributed by one’s own
             * @enum {unknown}
             */
            origin: "library" | "organisation";
            /**
             * @description draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version
             * @enum {unknown}
             */
            status: "draft" | "submitted" | "tried" | "published" | "rejected" | "withdrawn" | "superseded";
            by?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt?: string;
            content: components["schemas"]["DeviceProfileContent"];
            /** @description As it was written */
            yaml: string;
            /** @description What became of it, the first step first; none for the library */
            steps: components["schemas"]["DeviceProfileStep"][];
            /** @description All of its maker and model, the newest first */
            versions: {
                id: string;
                version: string;
                /**
                 * @description draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version
                 * @enum {unknown}
                 */
                status: "draft" | "submitted" | "tried" | "published" | "rejected" | "withdrawn" | "superseded";
            }[];
            /** @description Steps that whoever asks may take now */
            may: ("submit" | "try" | "publish" | "reject" | "withdraw" | "remove")[];
        };
        /** DeviceProfileCheck */
        DeviceProfileCheck: {
            /** @description Missing as long as it has not the shape of a profile */
            key?: string;
            version?: string;
            /** @description The last version that the organisation has of it */
            newest?: string;
            points?: number;
            /** @description The first 100, in the order of the lines */
            findings: components["schemas"]["DeviceProfileFinding"][];
            /** @description Of findings; 0: it can be contributed */
            total: number;
        };
        /** DeviceProfileContent */
        DeviceProfileContent: {
            maker: string;
            model: string;
            /** @description Other models that hold the same tables */
            variants?: string[];
            kind: string;
            title: components["schemas"]["Words"];
            /** @description Kinds of driver that read it, the usual one first */
            drivers: string[];
            /** @description SPDX id */
            licence: string;
            author: string;
            /** @description Semantic version */
            version: string;
            note?: components["schemas"]["Words"];
            connection?: {
                [key: string]: unknown;
            };
            parameters?: {
                [key: string]: {
                    says: components["schemas"]["Words"];
                    default?: number;
                    /** @description Where the device tells it */
                    address?: string;
                };
            };
            sources: {
                id: string;
                /** @enum {unknown} */
                kind: "document" | "software";
                title: string;
                publisher: string;
                revision?: string;
                date?: string;
                address?: string;
                /** @description false: another source names it; it was not read */
                seen?: boolean;
            }[];
            tables: {
                name: string;
                /** @enum {unknown} */
                verified: "document" | "device" | "software" | "memory";
                sources?: {
                    id: string;
                    page?: string;
                }[];
                points: components["schemas"]["DeviceProfilePoint"][];
            }[];
            alarms?: {
                name: string;
                point: string;
                when: {
                    bit?: number;
                    is?: boolean | number | string;
                    /** @description With what a string begins */
                    begins?: string;
                    above?: number;
                    below?: number;
                };
                /** @enum {unknown} */
                severity: "info" | "warning" | "critical";
                text: components["schemas"]["Words"];
            }[];
            /**
             * @description As its writer put it
             * @enum {unknown}
             */
            status: "draft" | "tried" | "published";
        };
        /** DeviceProfileFinding */
        DeviceProfileFinding: {
            line: number;
            column: number;
            /** @description JSON Pointer; empty for the text as a whole */
            path: string;
            reason: string;
        };
        /** DeviceProfileListed */
        DeviceProfileListed: {
            maker: string;
            model: string;
            /** @description Other models that hold the same tables */
            variants?: string[];
            kind: string;
            title: components["schemas"]["Words"];
            /** @description Kinds of driver that read it, the usual one first */
            drivers: string[];
            /** @description SPDX id */
            licence: string;
            author: string;
            /** @description Semantic version */
            version: string;
            points: number;
            alarms: number;
            /** @description UUID; of the library that ships with the platform: maker~model */
            id: string;
            /** @description maker/model in small letters */
            key: string;
            /**
             * @description library: ships with the platform; organisation: contributed by one’s own
             * @enum {unknown}
             */
            origin: "library" | "organisation";
            /**
             * @description draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version
             * @enum {unknown}
             */
            status: "draft" | "submitted" | "tried" | "published" | "rejected" | "withdrawn" | "superseded";
            by?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt?: string;
        };
        /** DeviceProfileNote */
        DeviceProfileNote: {
            note?: string;
        };
        /** DeviceProfilePage */
        DeviceProfilePage: {
            items: components["schemas"]["DeviceProfileListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** DeviceProfilePoint */
        DeviceProfilePoint: {
            name: string;
            address: string;
            type: string;
            /** @description UCUM */
            unit?: string;
            factor?: number;
            offset?: number;
            /** @description A parameter n: the raw value times 10 to the n */
            exponent?: string;
            low?: number;
            high?: number;
            counter?: boolean;
            /** @enum {unknown} */
            access?: "r" | "rw";
            periodMs?: number;
            states?: {
                [key: string]: components["schemas"]["Words"];
            };
            en: string;
            zh: string;
        };
        /** DeviceProfileRejection */
        DeviceProfileRejection: {
            reason: string;
        };
        /** DeviceProfileStep */
        DeviceProfileStep: {
            /** @enum {unknown} */
            step: "contributed" | "submitted" | "tried" | "published" | "rejected" | "withdrawn" | "superseded";
            by: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
            note: string;
            trial?: components["schemas"]["DeviceProfileTrial"];
        };
        /** DeviceProfileText */
        DeviceProfileText: {
            /** @description A device profile; at most 128 KiB */
            yaml: string;
        };
        /** DeviceProfileTrial */
        DeviceProfileTrial: {
            /** @description Which one: type plate, serial number, place */
            device: string;
            firmware: string;
            /** @description Who tried it */
            by: string;
            /** @description Names of the tables that were read and compared; they rest on a device from now on */
            tables: string[];
        };
        /** DeviceProfileTrialRequest */
        DeviceProfileTrialRequest: {
            /** @description Which one: type plate, serial number, place */
            device: string;
            firmware: string;
            /** @description Who tried it */
            by: string;
            /** @description Names of the tables that were read and compared; they rest on a device from now on */
            tables: string[];
            note?: string;
        };
        /** EnergyAdjustment */
        EnergyAdjustment: {
            /** @description UUID */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            to: string;
            /** @description Added to what is expected of each period */
            amount: number;
            reason: string;
            by: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
        };
        /** EnergyAdjustmentRequest */
        EnergyAdjustmentRequest: {
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            from: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            to: string;
            amount: number;
            reason: string;
        };
        /** EnergyBaseline */
        EnergyBaseline: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            meter: string;
            meterName: string;
            unit: string;
            name: string;
            version: number;
            /** @enum {unknown} */
            state: "frozen" | "approved" | "retired";
            /**
             * @description mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)
             * @enum {unknown}
             */
            shape: "mean" | "linear" | "3PC" | "3PH" | "4P" | "5P";
            rSquared: number | null;
            cvRmse: number | null;
            frozenBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            frozenAt: string;
            approvedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            approvedAt?: string;
            retiredBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            retiredAt?: string;
            definition: components["schemas"]["EnergyBaselineDefinition"];
            figures: components["schemas"]["EnergyFitFigures"];
            rows: components["schemas"]["EnergyFitRows"];
            /** @description What did not change and would make the baseline void if it did: floor area, number of shifts (ISO 50006) */
            staticFactors: {
                name: string;
                value: string;
            }[];
            note: string;
            adjustments: components["schemas"]["EnergyAdjustment"][];
        };
        /** EnergyBaselineDefinition */
        EnergyBaselineDefinition: {
            /** @description UUID */
            meter: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            from: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            to: string;
            /** @description Of a period, µs: an hour to 31 days */
            width: number;
            /**
             * @description mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)
             * @enum {unknown}
             */
            shape: "mean" | "linear" | "3PC" | "3PH" | "4P" | "5P";
            /** @description Relevant variables (ISO 50006) */
            drivers: components["schemas"]["EnergyDriver"][];
        };
        /** EnergyBaselineList */
        EnergyBaselineList: {
            items: components["schemas"]["EnergyBaselineListed"][];
        };
        /** EnergyBaselineListed */
        EnergyBaselineListed: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            meter: string;
            meterName: string;
            unit: string;
            name: string;
            version: number;
            /** @enum {unknown} */
            state: "frozen" | "approved" | "retired";
            /**
             * @description mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)
             * @enum {unknown}
             */
            shape: "mean" | "linear" | "3PC" | "3PH" | "4P" | "5P";
            rSquared: number | null;
            cvRmse: number | null;
            frozenBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            frozenAt: string;
            approvedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            approvedAt?: string;
            retiredBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            retiredAt?: string;
        };
        /** EnergyBaselineRequest */
        EnergyBaselineRequest: {
            /** @description UUID */
            meter: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            from: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            to: string;
            /** @description Of a period, µs: an hour to 31 days */
            width: number;
            /**
             * @description mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)
             * @enum {unknown}
             */
            shape: "mean" | "linear" | "3PC" | "3PH" | "4P" | "5P";
            /** @description Relevant variables (ISO 50006) */
            drivers: components["schemas"]["EnergyDriver"][];
            name: string;
            /** @description What did not change and would make the baseline void if it did: floor area, number of shifts (ISO 50006) */
            staticFactors?: {
                name: string;
                value: string;
            }[];
            /** @default  */
            note?: string;
        };
        /** EnergyBaselineTrial */
        EnergyBaselineTrial: {
            unit: string;
            figures: components["schemas"]["EnergyFitFigures"];
            rows: components["schemas"]["EnergyFitRows"];
        };
        /** EnergyDriver */
        EnergyDriver: {
            /** @description UUID */
            point: string;
            name: string;
            /**
             * @description mean by time (temperature, load); sum of samples (pieces of each batch); what a counter grew; degree days of a temperature in °C
             * @enum {unknown}
             */
            as: "mean" | "sum" | "counter" | "heating_degree_days" | "cooling_degree_days";
            /** @description Of degree days, °C; default 18 for heating, 26 for cooling */
            base?: number;
        };
        /** EnergyFactor */
        EnergyFactor: {
            /** @enum {unknown} */
            medium: "electricity" | "natural_gas" | "steam" | "heat" | "water" | "compressed_air";
            /**
             * @description coal: kgce per unit; carbon: kgCO₂ per unit
             * @enum {unknown}
             */
            gives: "coal" | "carbon";
            /** @description As kgce/kW.h */
            unit: string;
            value: number;
            source: string;
            year: number;
            note: string;
            /** @description 0: ships with the platform */
            version: number;
            /** @description The newest version counts */
            current: boolean;
            setBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            setAt?: string;
        };
        /** EnergyFactorList */
        EnergyFactorList: {
            items: components["schemas"]["EnergyFactor"][];
        };
        /** EnergyFactorRequest */
        EnergyFactorRequest: {
            /** @enum {unknown} */
            medium: "electricity" | "natural_gas" | "steam" | "heat" | "water" | "compressed_air";
            /**
             * @description coal: kgce per unit; carbon: kgCO₂ per unit
             * @enum {unknown}
             */
            gives: "coal" | "carbon";
            value: number;
            /** @description Document and clause, announcement or measurement */
            source: string;
            /** @description That it holds for */
            year: number;
            /** @default  */
            note?: string;
        };
        /** EnergyFitFigures */
        EnergyFitFigures: {
            /** @description Periods it was made of */
            n: number;
            /** @description Periods left out, as the meter or a variable is not known */
            gaps: number;
            coefficients: {
                /** @description Absent of the intercept: what is used without any driver */
                name?: string;
                estimate: number;
                standardError: number;
                t: number | null;
                p: number | null;
                /** @description Of the interval at 95 % */
                low: number;
                high: number;
            }[];
            changePoints: number[];
            rSquared: number | null;
            adjustedRSquared: number | null;
            fP: number | null;
            cvRmse: number | null;
            residualDeviation: number;
            durbinWatson: number | null;
            autocorrelation: number | null;
            /** @description What an energy manager should know before freezing it */
            findings: {
                /** @enum {unknown} */
                code: "few_periods" | "gaps" | "weak_fit" | "scatter_high" | "not_better_than_none" | "driver_irrelevant" | "drivers_alike" | "rest_in_waves" | "uneven_scatter" | "one_period_decides";
                driver?: string;
                value?: number;
                limit?: number;
            }[];
        };
        /** EnergyFitRows */
        EnergyFitRows: {
            /** @description Start of each period, µs since 1970 UTC */
            start: number[];
            energy: (number | null)[];
            /** @description One list a driver */
            drivers: (number | null)[][];
            expected: (number | null)[];
        };
        /** EnergyIndicator */
        EnergyIndicator: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            meter: string;
            meterName: string;
            name: string;
            per?: {
                /** @description UUID */
                point: string;
                /** @enum {unknown} */
                as: "sum" | "counter";
                name: string;
                unit?: string;
            };
            /** @enum {unknown} */
            toldIn: "medium" | "coal" | "carbon";
            /** @description For people, as kgce/t */
            unit: string;
            target?: number;
        };
        /** EnergyIndicatorList */
        EnergyIndicatorList: {
            items: components["schemas"]["EnergyIndicator"][];
        };
        /** EnergyIndicatorRequest */
        EnergyIndicatorRequest: {
            /** @description UUID */
            meter: string;
            name: string;
            per?: {
                /** @description UUID */
                point: string;
                /** @enum {unknown} */
                as: "sum" | "counter";
            };
            /** @enum {unknown} */
            toldIn?: "medium" | "coal" | "carbon";
            target?: number;
        };
        /** EnergyIndicatorValues */
        EnergyIndicatorValues: {
            unit: string;
            width: number;
            /** @description Start of each period, µs since 1970 UTC */
            start: number[];
            /** @description null where it is not known, or nothing was made */
            value: (number | null)[];
            gaps: number;
            /** @description Sum of energy by sum of what was made, not the mean */
            whole: number | null;
            by?: {
                value: number;
                /** @description 0: ships with the platform */
                version: number;
                source: string;
                year: number;
            };
        };
        /** EnergyMediumList */
        EnergyMediumList: {
            items: {
                /** @enum {unknown} */
                medium: "electricity" | "natural_gas" | "steam" | "heat" | "water" | "compressed_air";
                /** @description UCUM */
                unit: string;
                title: {
                    en: string;
                    zh: string;
                };
            }[];
        };
        /** EnergyMeter */
        EnergyMeter: {
            /** @description UUID */
            id: string;
            name: string;
            /** @enum {unknown} */
            medium: "electricity" | "natural_gas" | "steam" | "heat" | "water" | "compressed_air";
            /**
             * @description counter: the point counts up (kW.h); rate: it measures what flows per time (kW)
             * @enum {unknown}
             */
            reading: "counter" | "rate";
            /** @description UCUM, of the medium */
            unit: string;
            /** @description UUID */
            point: string;
            pointName: string;
            path: string[];
            /** @description UUID */
            asset: string;
        };
        /** EnergyMeterList */
        EnergyMeterList: {
            items: components["schemas"]["EnergyMeter"][];
        };
        /** EnergyMeterRequest */
        EnergyMeterRequest: {
            /** @description UUID */
            point: string;
            name: string;
            /** @enum {unknown} */
            medium: "electricity" | "natural_gas" | "steam" | "heat" | "water" | "compressed_air";
            /**
             * @description counter: the point counts up (kW.h); rate: it measures what flows per time (kW)
             * @enum {unknown}
             */
            reading: "counter" | "rate";
            /** @description UCUM, of the point where it tells none itself */
            unit?: string;
        };
        /** EnergySavings */
        EnergySavings: {
            unit: string;
            width: number;
            confidence: number;
            /** @description Start of each period, µs since 1970 UTC */
            start: number[];
            energy: (number | null)[];
            expected: (number | null)[];
            /** @description Expected less measured: above 0 is saved */
            saved: (number | null)[];
            /** @description CUSUM; null at a gap */
            cumulative: (number | null)[];
            known: number;
            /** @description Periods of which the meter or a variable is not known; in no sum */
            gaps: number;
            /** @description Known periods beyond what the baseline saw of a variable */
            outside: number;
            totalExpected: number;
            totalMeasured: number;
            total: number;
            share: number | null;
            /** @description Half the interval of the total */
            uncertainty: number;
            /** @description Further from nought than it is uncertain */
            isSignificant: boolean;
            /** @description Where the saving changed for good (tabular CUSUM, k = 0.5, h = 5): places of periods */
            shifts: {
                at: number;
                began: number;
                /** @enum {unknown} */
                side: "above" | "below";
            }[];
            coal?: {
                total: number;
                uncertainty: number;
                by: {
                    value: number;
                    /** @description 0: ships with the platform */
                    version: number;
                    source: string;
                    year: number;
                };
            };
            carbon?: {
                total: number;
                uncertainty: number;
                by: {
                    value: number;
                    /** @description 0: ships with the platform */
                    version: number;
                    source: string;
                    year: number;
                };
            };
        };
        /** EnergyUse */
        EnergyUse: {
            unit: string;
            width: number;
            /** @description Start of each period, µs since 1970 UTC */
            start: number[];
            /** @description null: a gap of the meter */
            energy: (number | null)[];
            /** @description Periods of which the meter does not tell enough; they are in no sum */
            gaps: number;
            total: number;
            coal?: {
                total: number;
                by: {
                    value: number;
                    /** @description 0: ships with the platform */
                    version: number;
                    source: string;
                    year: number;
                };
            };
            carbon?: {
                total: number;
                by: {
                    value: number;
                    /** @description 0: ships with the platform */
                    version: number;
                    source: string;
                    year: number;
                };
            };
        };
        /** EnrolmentRequest */
        EnrolmentRequest: {
            token: string;
            /** @description PKCS #10 request, PEM: P-256, P-384, Ed25519, or RSA of 2048 bits or more; its subject is ignored */
            csr: string;
        };
        /** EnrolmentToken */
        EnrolmentToken: {
            id: string;
            /** @description Name of the machine it is bound to */
            name: string;
            /** @description Shown this once; good for one enrolment */
            token: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** EnrolmentTokenPage */
        EnrolmentTokenPage: {
            items: components["schemas"]["EnrolmentTokenState"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** EnrolmentTokenRequest */
        EnrolmentTokenRequest: {
            /** @constant */
            as: "edge";
            /** @description Sparkplug group id */
            group: string;
            /** @description Sparkplug edge node id */
            node: string;
            /**
             * @description How long the token may be used
             * @default 60
             */
            minutes?: number;
        } | {
            /** @constant */
            as: "device";
            /** @description Name of the device */
            name: string;
            /**
             * @description How long the token may be used
             * @default 60
             */
            minutes?: number;
        };
        /** EnrolmentTokenState */
        EnrolmentTokenState: {
            id: string;
            name: string;
            speaks: {
                /** @constant */
                as: "edge";
                /** @description Sparkplug group id */
                group: string;
                /** @description Sparkplug edge node id */
                node: string;
            } | {
                /** @constant */
                as: "device";
                /** @description Name of the device */
                name: string;
            };
            state: "open" | "used" | "withdrawn" | "expired";
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            usedAt?: string;
            usedRemote?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            withdrawnAt?: string;
            /** @description How often it came again after it was used */
            replays: number;
        };
        /** Envelope */
        Envelope: {
            batches: number;
            phases: {
                name: string;
                mean: (number | null)[];
                low: (number | null)[];
                high: (number | null)[];
                batch?: {
                    value: (number | null)[];
                    /** @description Of the parts that are known */
                    outside: number | null;
                    /** @description Standard deviations, with their sign */
                    worst: number | null;
                    /** @description Place of it; -1 where none is known */
                    worstAt: number;
                };
            }[];
        };
        /** EnvelopeRequest */
        EnvelopeRequest: {
            /** @description UUID */
            point: string;
            /** @description Batches that were as they should be */
            good: {
                phases: {
                    name: string;
                    /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                    from: string;
                    /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                    to: string;
                }[];
            }[];
            batch?: {
                phases: {
                    name: string;
                    /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                    from: string;
                    /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                    to: string;
                }[];
            };
            /**
             * @description Of each phase
             * @default 50
             */
            parts?: number;
            /**
             * @description Standard deviations
             * @default 3
             */
            k?: number;
            /**
             * @description Default linear
             * @enum {unknown}
             */
            interpolation?: "step" | "linear";
        };
        /** EventList */
        EventList: {
            /** @description The oldest first */
            items: {
                /** @description state: a point that is no measured value changed; others by who offers them */
                kind: string;
                /** @description µs since 1970 UTC */
                at: number;
                /** @description Absent while it lasts, and of what has no length */
                until?: number;
                /** @description Id */
                point?: string;
                /** @description Id */
                asset?: string;
                text: string;
            }[];
            /** @description There are more: ask for a shorter time */
            truncated: boolean;
        };
        /** Explanation */
        Explanation: {
            allowed: boolean;
            /** @description Names of the policies that decided; empty: none permits it */
            because: string[];
            /** @description What the holder holds */
            assignments: components["schemas"]["Assignment"][];
            /** @description Of these, what gives the right at this place; empty: it is denied */
            decided: components["schemas"]["Assignment"][];
            /** @description The holder is suspended and gets in nowhere, whatever they hold */
            suspended: boolean;
            /** @description It counts in a session with a second factor alone */
            secondFactor: boolean;
            /** @description The policies asked, in Cedar */
            policies: string;
        };
        /** FactorAdded */
        FactorAdded: {
            /** @description Each opens once; shown now and never again */
            recoveryCodes?: string[];
        };
        /**
         * FactorProof
         * @description Exactly one of them
         */
        FactorProof: {
            password?: string;
            /** @description Code of the authenticator app */
            totp?: string;
            /** @description One of the recovery codes */
            recovery?: string;
            /** @description Answer to POST /me/factors/challenge, WebAuthn JSON */
            passkey?: unknown;
        };
        /** Factors */
        Factors: {
            password: boolean;
            /** @description An authenticator app is set up */
            totp: boolean;
            recoveryCodesLeft: number;
            passkeys: components["schemas"]["Passkey"][];
        };
        /** Grant */
        Grant: {
            id: string;
            state: "planned" | "open" | "ended" | "revoked";
            /** @description Name of the organisation that gives */
            giver: string;
            /** @description Handle of the organisation that receives */
            receiver?: string;
            /** @description For whoever holds the link */
            link: boolean;
            asset: string | null;
            point: string | null;
            /** @description Name of what is shared, at the time it was */
            subject: string;
            actions: ("asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
            purpose: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            revokedAt?: string;
            /** @description Of a link; shown this once */
            token?: string;
        };
        /** GrantPage */
        GrantPage: {
            items: components["schemas"]["Grant"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** GrantRequest */
        GrantRequest: {
            /** @description Share this asset and what is below it */
            asset?: string;
            /** @description or this one point */
            point?: string;
            /** @description Handle of the organisation; without it a link is made */
            receiver?: string;
            actions: ("asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
            /** @description Why; both sides see it */
            purpose: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            startsAt?: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            endsAt: string;
        };
        /** GroupList */
        GroupList: {
            /** @description µs */
            width: number;
            /** @description By name */
            items: {
                /** @description Id of the asset, device or point, or the name or unit; empty for all */
                key: string;
                /** @description For people: the path of an asset, the name of a point */
                name: string;
                /** @description In the group */
                points: number;
                /** @description Start of each window, µs since 1970 UTC */
                start: number[];
                value: (number | null)[];
                /** @description Points that have a value in the window */
                members: number[];
            }[];
        };
        /** GroupRole */
        GroupRole: {
            /** @description As the group claim spells it */
            group: string;
            role: string;
            /** @description Only for this asset and what is below it */
            below?: string | null;
        };
        /** HeldRole */
        HeldRole: {
            role: string;
            title: string;
            /** @description Asset under which alone it holds; without it everywhere */
            below?: {
                id: string;
                name: string;
            };
            /** @description Groups of a sign-in provider gave it */
            provider: boolean;
        };
        /** HeldRoles */
        HeldRoles: {
            items: components["schemas"]["HeldRole"][];
        };
        /** HistogramBins */
        HistogramBins: {
            /** @description Bin k holds values from edge k on and below edge k + 1 */
            edges: number[];
            bins: number[];
            below: number;
            /** @description From the last edge on */
            above: number;
        };
        /** HistoryShare */
        HistoryShare: {
            /** @description Concerned, whether they have samples or not */
            points: number;
            /** @description That would go at this moment; missing for more than 1,000 points */
            samples?: number;
            /**
             * Format: date-time
             * @description What is older would go
             */
            before?: string;
        };
        /**
         * IdentityProvider
         * @description `redirectUri` is to be registered at the provider
         */
        IdentityProvider: {
            id: string;
            /** @description What people choose at sign-in */
            name: string;
            /** @description https URL, exactly as the provider writes it */
            issuer: string;
            clientId: string;
            /** @description Beside openid (RFC 6749 §3.3) */
            scopes: string[];
            /** @description Claim that lists groups, or a path with dots to it */
            groupClaim: string;
            /** @description Roles by group, set anew at each sign-in; roles that somebody here gave stay */
            mapping: components["schemas"]["GroupRole"][];
            /** @description Only people whose verified e-mail address is in one of these; none: everyone */
            emailDomains: string[];
            /** @description Who is not a member becomes one at the first sign-in */
            autoJoin: boolean;
            redirectUri: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** IdentityProviderCheck */
        IdentityProviderCheck: {
            works: boolean;
            /** @description What was expected and what was seen */
            problem?: string;
            remedy?: string;
        };
        /** IdentityProviderList */
        IdentityProviderList: {
            items: components["schemas"]["IdentityProvider"][];
        };
        /** IdentityProviderRequest */
        IdentityProviderRequest: {
            /** @description What people choose at sign-in */
            name: string;
            /** @description https URL, exactly as the provider writes it */
            issuer: string;
            clientId: string;
            /** @description Left out, what is kept stays, unless the issuer changes */
            clientSecret?: string;
            /** @description Beside openid (RFC 6749 §3.3) */
            scopes?: string[];
            /** @description Claim that lists groups, or a path with dots to it */
            groupClaim?: string;
            /** @description Roles by group, set anew at each sign-in; roles that somebody here gave stay */
            mapping?: components["schemas"]["GroupRole"][];
            /** @description Only people whose verified e-mail address is in one of these; none: everyone */
            emailDomains?: string[];
            /** @description Who is not a member becomes one at the first sign-in */
            autoJoin?: boolean;
        };
        /** Import */
        Import: {
            id: string;
            name: string;
            format: string;
            /**
             * @description stopped: by a fault, to be resumed
             * @enum {unknown}
             */
            state: "receiving" | "waiting" | "running" | "stopped" | "done";
            dryRun: boolean;
            /** @description Bytes of the file */
            size: number;
            /** @description Bytes that have come; the next part begins here */
            received: number;
            fingerprint?: string;
            /** @description Of reading; a guess for Parquet and Arrow */
            progress: number;
            /** @description Rows read */
            rows: number;
            /** @description Samples stored; of a dry run those that would be */
            stored: number;
            /** @description Rows or cells refused */
            refused: number;
            /** @description How many were refused, by reason */
            reasons: {
                [key: string]: number;
            };
            by: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endedAt?: string;
            fault?: {
                code: string;
                detail: string;
                remedy: string;
            };
        };
        /**
         * ImportMapping
         * @description Default: as GET /history/export writes it
         */
        ImportMapping: {
            /**
             * @description A row a sample
             * @constant
             */
            layout: "long";
            time: {
                /** @description With the source time */
                column: string;
                /**
                 * @description iso: ISO 8601; else a number since 1970 UTC. Default iso; columns of type timestamp need none
                 * @enum {unknown}
                 */
                format?: "iso" | "s" | "ms" | "us" | "ns";
                /** @description Of times that name no zone, such as +08:00; default UTC */
                offset?: string;
            };
            /** @description A path is names from the top down, parted by /; a / or ~ in a name is ~1 or ~0 */
            point: {
                /** @description With ids or full paths of points */
                column: string;
            } | {
                /** @description With paths of assets */
                path: string;
                /** @description With names of points */
                name: string;
            } | {
                /** @description UUID */
                id: string;
            };
            values: string[];
            unit?: {
                /** @description With UCUM codes */
                column: string;
            } | {
                /** @description UCUM code; values are told in the unit of their point */
                code: string;
            };
            /** @description With OPC UA StatusCodes, by number or name, or good, uncertain, bad; empty is good */
            status?: string;
        } | {
            /**
             * @description A column a point
             * @constant
             */
            layout: "wide";
            time: {
                /** @description With the source time */
                column: string;
                /**
                 * @description iso: ISO 8601; else a number since 1970 UTC. Default iso; columns of type timestamp need none
                 * @enum {unknown}
                 */
                format?: "iso" | "s" | "ms" | "us" | "ns";
                /** @description Of times that name no zone, such as +08:00; default UTC */
                offset?: string;
            };
            columns: {
                /** @description With values; where it is empty there is no sample */
                column: string;
                /** @description Id or full path of the point */
                point: string;
                /** @description UCUM code; values are told in the unit of their point */
                unit?: string;
            }[];
        };
        /** ImportPage */
        ImportPage: {
            items: components["schemas"]["Import"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** ImportRefusal */
        ImportRefusal: {
            /** @description Of a text file, its head being 1; else the number of the row from 1 */
            line: number;
            column?: string;
            reason: string;
            detail: string;
        };
        /** ImportRefusals */
        ImportRefusals: {
            /** @description The first 1000 */
            items: components["schemas"]["ImportRefusal"][];
            /** @description All that were refused */
            total: number;
        };
        /**
         * ImportRequest
         * @example {
         *       "name": "boiler.csv",
         *       "format": "csv",
         *       "size": 120,
         *       "dryRun": true
         *     }
         */
        ImportRequest: {
            /** @description Of the file, for people */
            name: string;
            /** @enum {unknown} */
            format: "csv" | "parquet" | "arrow";
            /**
             * @description Of CSV
             * @default utf-8
             * @enum {unknown}
             */
            encoding?: "utf-8" | "gb18030";
            /** @description Bytes that will be sent with PUT …/content */
            size?: number;
            /** @description In place of size: a file in the import folder of the organisation */
            path?: string;
            /** @description By which the sender knows the file again, to go on with it */
            fingerprint?: string;
            mapping?: components["schemas"]["ImportMapping"];
            /**
             * @description Reads and reports; stores nothing
             * @default false
             */
            dryRun?: boolean;
        };
        /** Invitation */
        Invitation: {
            id: string;
            name: string;
            roles: components["schemas"]["RoleHeld"][];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
            /** @description To be handed over; shown this once */
            token?: string;
        };
        /** InvitationList */
        InvitationList: {
            items: components["schemas"]["Invitation"][];
        };
        /** InvitationOffer */
        InvitationOffer: {
            organisation: string;
            /** @description Whom it is for */
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** InvitationRequest */
        InvitationRequest: {
            /** @description Whom it is for; only for people to read */
            name: string;
            roles: components["schemas"]["RoleAt"][];
            /** @default 72 */
            hours?: number;
        };
        /** InvitationToken */
        InvitationToken: {
            token: string;
        };
        /** IssuedCertificate */
        IssuedCertificate: {
            /** @description Who the machine is now */
            name: string;
            /** @description PEM: its certificate, then the one of the issuing authority */
            certificate: string;
            /** @description PEM of the root, to be pinned */
            root: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** LatestList */
        LatestList: {
            /** @description In the order asked; points without a value are left out */
            items: components["schemas"]["PointSample"][];
        };
        /** Limits */
        Limits: {
            lower: number;
            centre: number;
            upper: number;
        };
        /** Member */
        Member: {
            id: string;
            username: string;
            name: string;
            suspended: boolean;
            roles: components["schemas"]["RoleHeld"][];
            /** @description Signed in with a second factor in a session that is open */
            factors: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            joinedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastSeenAt?: string;
        };
        /** MemberPage */
        MemberPage: {
            items: components["schemas"]["Member"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** OpenSession */
        OpenSession: {
            id: string;
            /** @description The one that asks */
            current: boolean;
            organisation: string;
            /** @description Address it was opened from */
            remote: string;
            userAgent: string;
            proofs: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** OpenSessions */
        OpenSessions: {
            items: components["schemas"]["OpenSession"][];
        };
        /** OperatorRecovery */
        OperatorRecovery: {
            /** @description May be left out where there is one */
            username?: string;
            /** @description What the person lost: the password, every second factor, or both */
            lost: "password" | "factors" | "both";
        };
        /** Organisation */
        Organisation: {
            id: string;
            name: string;
            handle: string;
            /** @description It runs the platform */
            operator: boolean;
            suspended: boolean;
            settings: {
                /** @description Everyone here needs a second factor */
                secondFactor: boolean;
                /** @description System, security and audit administration are three different people (GB/T 22239-2019 §8.1.5) */
                separateAdministrators: boolean;
            };
        };
        /** OrganisationChange */
        OrganisationChange: {
            name?: string;
            settings?: {
                /** @description Everyone here needs a second factor */
                secondFactor?: boolean;
                /** @description System, security and audit administration are three different people (GB/T 22239-2019 §8.1.5) */
                separateAdministrators?: boolean;
            };
        };
        /** OrganisationList */
        OrganisationList: {
            items: components["schemas"]["Organisation"][];
        };
        /** OrganisationMade */
        OrganisationMade: {
            organisation: components["schemas"]["Organisation"];
            invitation: components["schemas"]["Invitation"];
        };
        /** OrganisationRequest */
        OrganisationRequest: {
            name: string;
            /** @description What others write to mean this organisation */
            handle: string;
            /** @description Whom the first invitation is for */
            administrator: string;
        };
        /** Overview */
        Overview: {
            points: number;
            devices: {
                online: number;
                offline: number;
                total: number;
            };
            /** @description Over the last ten seconds */
            valuesPerSecond: number;
            /** @description Size of its history on disk */
            storedBytes: number;
            uptimeSeconds: number;
            /** @description Devices with a last error, the most recent first, ten at most */
            worst: components["schemas"]["Device"][];
        };
        /** OwnProvider */
        OwnProvider: {
            id: string;
            name: string;
            connected: boolean;
        };
        /** OwnProviders */
        OwnProviders: {
            items: components["schemas"]["OwnProvider"][];
        };
        /** ParetoList */
        ParetoList: {
            /** @description The longest first */
            items: {
                reason: string;
                /** @description How often it was entered from another state */
                count: number;
                /** @description µs */
                total: number;
                share: number;
                cumulative: number;
                /** @description One of the few that make up the first 80 % */
                isVital: boolean;
            }[];
        };
        /** Passkey */
        Passkey: {
            id: string;
            name: string;
            /** @description Its counter went back: somebody may hold a copy, it opens nothing */
            suspect: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastUsedAt?: string;
        };
        /** PasskeyAdded */
        PasskeyAdded: {
            /** @description UUID */
            id: string;
            /** @description Each opens once; shown now and never again */
            recoveryCodes?: string[];
        };
        /** PasskeyBegun */
        PasskeyBegun: {
            ticket: string;
            /** @description For navigator.credentials.get(), WebAuthn JSON */
            options: unknown;
        };
        /**
         * PasskeyMade
         * @description Answer of navigator.credentials.create() as WebAuthn JSON
         */
        PasskeyMade: {
            id: string;
            rawId: string;
            /** @constant */
            type: "public-key";
            response: {
                clientDataJSON: string;
                attestationObject: string;
                transports?: string[];
            };
        };
        /** PasskeyNew */
        PasskeyNew: {
            /** @description For people: which key it is */
            name: string;
            response: components["schemas"]["PasskeyMade"];
        };
        /** PasskeyOptions */
        PasskeyOptions: {
            /** @description For navigator.credentials, WebAuthn JSON */
            options: unknown;
        };
        /** PasskeySignIn */
        PasskeySignIn: {
            ticket: string;
            /** @description Answer of navigator.credentials.get() as WebAuthn JSON */
            response: unknown;
            /**
             * @description cookie: for browsers, httpOnly; token: the reply holds a bearer token
             * @default cookie
             */
            kind?: "cookie" | "token";
        };
        /** PasswordChange */
        PasswordChange: {
            current: string;
            next: string;
        };
        /** PersonRecovery */
        PersonRecovery: {
            username: string;
            /** @description What the person lost: the password, every second factor, or both */
            lost: "password" | "factors" | "both";
            /** @description Why, and how you know who asks; for the audit */
            reason: string;
        };
        /** PixelColumns */
        PixelColumns: {
            pixels: number;
            /** @description From 0; columns without samples are left out */
            column: number[];
            /** @description µs since 1970 UTC */
            firstTime: (number | null)[];
            first: (number | null)[];
            /** @description µs since 1970 UTC */
            minTime: (number | null)[];
            min: (number | null)[];
            /** @description µs since 1970 UTC */
            maxTime: (number | null)[];
            max: (number | null)[];
            /** @description µs since 1970 UTC */
            lastTime: (number | null)[];
            last: (number | null)[];
            count: number[];
            /** @description Usable numbers in the column; null values where it is 0 */
            good: number[];
        };
        /** Point */
        Point: {
            id: string;
            name: string;
            assetId: string;
            /** @description Names from the top of the tree down to the asset */
            path: string[];
            deviceId: string;
            type: "double" | "int64" | "boolean" | "string";
            /** @description UCUM code */
            unit?: string;
            description?: string;
            /** @description Lower end of the engineering range, in `unit` */
            low?: number;
            /** @description Upper end of the engineering range, in `unit` */
            high?: number;
            writable: boolean;
            latest?: components["schemas"]["Sample"];
        };
        /** PointPage */
        PointPage: {
            items: components["schemas"]["Point"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** PointSample */
        PointSample: {
            /** @description Id of the point */
            point: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
            value: number | string | boolean | null;
            /** @description OPC UA StatusCode */
            status: number;
            quality: "good" | "uncertain" | "bad";
            statusName: string;
        };
        /** PointSampleAt */
        PointSampleAt: {
            /** @description Id of the point */
            point: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
            value: number | string | boolean | null;
            /** @description OPC UA StatusCode */
            status: number;
            quality: "good" | "uncertain" | "bad";
            statusName: string;
            /**
             * Format: date-time
             * @description Of the sample the value is of
             */
            sampleTime: string;
        };
        /** Problem */
        Problem: {
            /** @description A URN of the error row: urn:millrace:fault:<code> */
            type: string;
            title: string;
            status: number;
            /** @description What was expected and what was seen */
            detail: string;
            /** @description Row of the error table */
            code: string;
            /** @description What to do now */
            remedy: string;
        };
        /** ProfileChange */
        ProfileChange: {
            name?: string;
            locale?: string;
        };
        /** Program */
        Program: {
            /** @description The client_id of a client */
            id: string;
            /** @description key: sends an API key with every request; client: gets short-lived tokens from POST /oauth/token */
            kind: "key" | "client";
            name: string;
            description: string;
            /** @description Actions it may do at most; null: all that its roles give */
            scopes: string[] | null;
            state: "active" | "suspended" | "expired";
            createdBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            rotatedAt?: string;
            /**
             * Format: date-time
             * @description Until then the secret before the last rotation counts, too
             */
            previousUntil?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastUsedAt?: string;
            /** @description Address of the last use */
            lastRemote?: string;
        };
        /** ProgramMade */
        ProgramMade: {
            program: components["schemas"]["Program"];
            /** @description The API key, or the client_secret: shown this once and kept nowhere */
            secret: string;
        };
        /** ProgramPage */
        ProgramPage: {
            items: components["schemas"]["Program"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** ProgramRequest */
        ProgramRequest: {
            /** @description key: sends an API key with every request; client: gets short-lived tokens from POST /oauth/token */
            kind: "key" | "client";
            name: string;
            description?: string;
            scopes?: ("asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
            /** @description Within a year; 90 days from now if not said */
            expiresAt?: string;
        };
        /** ProgramRotation */
        ProgramRotation: {
            /**
             * @description The old secret counts for so long; 0 ends it, and all access tokens, at once
             * @default 24
             */
            overlapHours?: number;
            /** @description A new end, within a year; else it stays as it was */
            expiresAt?: string;
        };
        /**
         * Proof
         * @description Exactly one of them
         */
        Proof: {
            /** @description Code of the authenticator app (RFC 6238) */
            totp?: string;
            /** @description One of the recovery codes */
            recovery?: string;
            /** @description Answer of navigator.credentials.get() as WebAuthn JSON */
            passkey?: unknown;
        };
        /** Proven */
        Proven: {
            proof: components["schemas"]["FactorProof"];
        };
        /** ProvenAcceptance */
        ProvenAcceptance: {
            token: string;
            ticket: string;
            proof: components["schemas"]["Proof"];
            /**
             * @description cookie: for browsers, httpOnly; token: the reply holds a bearer token
             * @default cookie
             */
            kind?: "cookie" | "token";
        };
        /** ProviderChoice */
        ProviderChoice: {
            id: string;
            name: string;
        };
        /** ProviderChoices */
        ProviderChoices: {
            items: components["schemas"]["ProviderChoice"][];
        };
        /** Quota */
        Quota: {
            /**
             * @description values_per_second: more is held back, not lost; storage_bytes: history on disk; query_seconds_per_minute: time the history works for it
             * @enum {unknown}
             */
            kind: "devices" | "points" | "values_per_second" | "storage_bytes" | "calls_per_minute" | "query_seconds_per_minute";
            /** @description null: no limit */
            most: number | null;
            used: number;
        };
        /** QuotaChange */
        QuotaChange: {
            /**
             * @description values_per_second: more is held back, not lost; storage_bytes: history on disk; query_seconds_per_minute: time the history works for it
             * @enum {unknown}
             */
            kind: "devices" | "points" | "values_per_second" | "storage_bytes" | "calls_per_minute" | "query_seconds_per_minute";
            /** @description null: no limit */
            most: number | null;
        };
        /** QuotaList */
        QuotaList: {
            items: components["schemas"]["Quota"][];
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            /** @description Each opens once; shown now and never again */
            recoveryCodes: string[];
        };
        /** RecoveryMade */
        RecoveryMade: {
            username: string;
            /** @description What the person lost: the password, every second factor, or both */
            lost: "password" | "factors" | "both";
            /** @description To be handed to the person; shown this once */
            token: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** RecoveryOffer */
        RecoveryOffer: {
            username: string;
            name: string;
            /** @description What the person lost: the password, every second factor, or both */
            lost: "password" | "factors" | "both";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
        };
        /** RecoveryRequest */
        RecoveryRequest: {
            /** @description What the person lost: the password, every second factor, or both */
            lost: "password" | "factors" | "both";
            /** @description Why, and how you know who asks; for the audit */
            reason: string;
        };
        /** RecoveryToken */
        RecoveryToken: {
            token: string;
        };
        /** RecoveryUse */
        RecoveryUse: {
            token: string;
            /** @description The new password, where it was lost */
            next?: string;
            /** @description The password, where the factors alone were lost */
            current?: string;
        };
        /** Removal */
        Removal: {
            id: string;
            /**
             * @description unknown: the platform ended meanwhile; asking for it once more does no harm
             * @enum {unknown}
             */
            state: "running" | "done" | "failed" | "unknown";
            /**
             * @description Somebody asked for it, or a retention rule
             * @enum {unknown}
             */
            kind: "asked" | "rule";
            /** @description Of the asset, or how many points */
            name?: string;
            points: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            from?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            to?: string;
            reason?: string;
            /** @description Of the rule */
            days?: number;
            /** @description Removed */
            samples?: number;
            by: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endedAt?: string;
        };
        /** RemovalList */
        RemovalList: {
            items: components["schemas"]["Removal"][];
        };
        /** RemovalPreview */
        RemovalPreview: {
            /** @description Of this asset and everything below it */
            asset?: string;
            /** @description or of these points */
            points?: string[];
            /** @description Inclusive; default: from the beginning */
            from?: string;
            /** @description Exclusive; default: to the end */
            to?: string;
        };
        /** RemovalRequest */
        RemovalRequest: {
            /** @description Of this asset and everything below it */
            asset?: string;
            /** @description or of these points */
            points?: string[];
            /** @description Inclusive; default: from the beginning */
            from?: string;
            /** @description Exclusive; default: to the end */
            to?: string;
            /** @description Why; it stands in the audit */
            reason: string;
        };
        /** Removed */
        Removed: {
            /** @description Removed; one that was written twice counts twice */
            samples: number;
        };
        /** RenewalRequest */
        RenewalRequest: {
            /** @description The current certificate, PEM; what follows the first is ignored */
            certificate: string;
            /** @description PKCS #10 request, PEM: P-256, P-384, Ed25519, or RSA of 2048 bits or more; its subject is ignored */
            csr: string;
            /** @description Whole minutes since 1970-01-01 UTC, now */
            minute: number;
            /** @description Base64: signature by the key of the current certificate over `millrace-renewal <minute>\n` and the DER bytes of the CSR; ECDSA (DER) or RSA PKCS #1 v1.5 with SHA-256, or Ed25519 */
            signature: string;
        };
        /** Retention */
        Retention: {
            /** @description Records are kept so long; null: for ever. No less than six months (网络安全法 §21) */
            days: number | null;
        };
        /** RetentionRule */
        RetentionRule: {
            id: string;
            /** @description null: the whole organisation */
            asset: string | null;
            assetName?: string;
            /** @description How long history is kept, d */
            days: number;
        };
        /** RetentionRuleList */
        RetentionRuleList: {
            items: components["schemas"]["RetentionRule"][];
        };
        /** RetentionRuleRequest */
        RetentionRuleRequest: {
            /** @description Here and below; null: the whole organisation */
            asset: string | null;
            days: number;
        };
        /** Revocation */
        Revocation: {
            /** @description RFC 5280 section 5.3.1 */
            reason: "keyCompromise" | "superseded" | "cessationOfOperation" | "privilegeWithdrawn";
        };
        /** Rights */
        Rights: {
            items: {
                /**
                 * @description An action of the vocabulary
                 * @enum {unknown}
                 */
                action: "asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
                /** @description false: only below certain assets */
                everywhere: boolean;
            }[];
        };
        /** Role */
        Role: {
            name: string;
            title: string;
            actions: ("asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
            /** @description Every organisation has it; it cannot be changed */
            standard: boolean;
            /** @description Members and programs that hold it, wherever */
            holders: number;
        };
        /** RoleAt */
        RoleAt: {
            role: string;
            below?: string | null;
        };
        /** RoleHeld */
        RoleHeld: {
            role: string;
            /** @description Asset under which alone it holds; null: everywhere */
            below: string | null;
            belowName?: string;
        };
        /** RoleList */
        RoleList: {
            items: components["schemas"]["Role"][];
        };
        /** RoleRequest */
        RoleRequest: {
            name: string;
            title: string;
            actions: ("asset:read" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "library:read" | "library:contribute" | "library:review" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage")[];
        };
        /** Sample */
        Sample: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
            value: number | string | boolean | null;
            /** @description OPC UA StatusCode */
            status: number;
            quality: "good" | "uncertain" | "bad";
            statusName: string;
        };
        /** SampleList */
        SampleList: {
            items: components["schemas"]["Sample"][];
            /** @description The limit cut; there are more */
            truncated: boolean;
            /** @description Cursor of the samples after these; missing on the last page */
            next?: string;
        };
        /** Seal */
        Seal: {
            /** @description Opens with the platform’s master key alone */
            seal: string;
        };
        /** SealRequest */
        SealRequest: {
            /** @description SHA-256, hex */
            sha256: string;
        };
        /** SecondStep */
        SecondStep: {
            ticket: string;
            proof: components["schemas"]["Proof"];
            /**
             * @description cookie: for browsers, httpOnly; token: the reply holds a bearer token
             * @default cookie
             */
            kind?: "cookie" | "token";
        };
        /** SecondStepNeeded */
        SecondStepNeeded: {
            /** @description For POST /session/second-step, five minutes */
            ticket: string;
            accepts: ("totp" | "passkey" | "recovery")[];
            /** @description For navigator.credentials.get(), WebAuthn JSON */
            options?: unknown;
        };
        /** Session */
        Session: {
            user: {
                id: string;
                username: string;
                name: string;
                /** @description BCP 47, such as en or zh */
                locale: string;
            };
            tenant: {
                id: string;
                name: string;
            };
            /** @description Every organisation this person may work for */
            organisations: {
                id: string;
                name: string;
            }[];
            /** @description needed: the organisation asks for one; until it is set up and given, only the own profile opens */
            secondFactor: "given" | "not_needed" | "needed";
            /** @description Bearer token, told once, with kind "token" alone */
            token?: string;
        };
        /** SignIn */
        SignIn: {
            username: string;
            password: string;
            /**
             * @description cookie: for browsers, httpOnly; token: the reply holds a bearer token
             * @default cookie
             */
            kind?: "cookie" | "token";
        };
        /** SignInReply */
        SignInReply: components["schemas"]["Session"] | components["schemas"]["SecondStepNeeded"];
        /**
         * SqlQuery
         * @example {
         *       "query": "SELECT count(*) AS samples FROM samples"
         *     }
         */
        SqlQuery: {
            /**
             * @description One SELECT in DuckDB’s SQL over samples, points and assets
             * @example SELECT time_bucket(INTERVAL 1 HOUR, time) AS hour, avg(value_double) FROM samples WHERE day = current_date GROUP BY hour
             */
            query: string;
            /**
             * @description Rows at most
             * @default 10000
             */
            limit?: number;
            /**
             * @description Goes before the Accept header; default json
             * @enum {unknown}
             */
            format?: "json" | "ndjson" | "arrow";
        };
        /** SqlResult */
        SqlResult: {
            columns: {
                name: string;
                /**
                 * @description time: ISO 8601 UTC; an int64 beyond 2^53, NaN and infinities are text
                 * @enum {unknown}
                 */
                type: "boolean" | "int64" | "double" | "time" | "date" | "text";
            }[];
            rows: number;
            /** @description The limit cut; there are more */
            truncated: boolean;
            /**
             * Format: date-time
             * @description What had arrived by then is in
             */
            asOf: string;
            /** @description A column each, in the order of columns */
            data: unknown[][];
        };
        /** StateList */
        StateList: {
            /** @description By window, then as they came; time in which nothing is known is in no state */
            items: {
                /** @description Start of the window, µs since 1970 UTC */
                start: number;
                /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
                value: number | string | boolean | null;
                /** @description Within window and range, µs */
                duration: number;
                /** @description How often it was entered from another state */
                entered: number;
            }[];
        };
        /** StorageFigures */
        StorageFigures: {
            /** @description On disk; one that was written again may count twice for a while */
            samples: number;
            /** @description On disk, with what is summed up beside the samples */
            bytes: number;
            /** @description Missing while nothing is on disk */
            bytesPerSample?: number;
            files: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            oldest?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            newest?: string;
            /** @description Of bytes what is summed up beside the samples */
            summedBytes?: number;
            /** @description By source time, oldest first */
            months: {
                /** @description UTC, such as 2026-03 */
                month: string;
                samples: number;
                bytes: number;
            }[];
            /** @description How many points are kept for how long, the shortest first */
            kept: {
                /** @description null: for ever */
                days: number | null;
                points: number;
            }[];
            /** @description Queries of the last day that took longest, 20 at most, the slowest first; gone with a restart */
            slowest: {
                /**
                 * Format: date-time
                 * @description When it was asked
                 */
                at: string;
                /** @enum {unknown} */
                kind: "raw" | "buckets" | "latest" | "weighted" | "at" | "m4" | "states" | "histogram";
                /** @description Series asked for: a point may have several */
                points: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from?: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                to?: string;
                /** @description Until it was answered, waiting for a turn included */
                ms: number;
            }[];
            /** @description Code of what fails at present, history.disk_full for one; values wait in the journal meanwhile */
            fault?: string;
        };
        /** SwitchTo */
        SwitchTo: {
            /** @description UUID */
            tenant: string;
        };
        /** TagInTrouble */
        TagInTrouble: {
            point: string;
            /** @description OPC UA status */
            status: number;
            statusName: string;
            message?: string;
        };
        /**
         * Telemetry
         * @description An object of values {"key": 21.5} at the platform's time, or {"time": ISO 8601 or ms, "values": {…}}, or an array of the latter
         * @example {
         *       "temperature": 21.5,
         *       "running": true
         *     }
         * @example {
         *       "time": "2026-11-23T08:00:00Z",
         *       "values": {
         *         "temperature": 21.5
         *       }
         *     }
         */
        Telemetry: unknown[] | {
            [key: string]: unknown;
        };
        /** TokenForm */
        TokenForm: {
            /** @description client_credentials */
            grant_type?: string;
            /** @description Actions, separated by spaces; all the client was given if missing */
            scope?: string;
            /** @description Unless sent by HTTP Basic */
            client_id?: string;
            /** @description Unless sent by HTTP Basic */
            client_secret?: string;
        };
        /** TokenReply */
        TokenReply: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description s */
            expires_in: number;
            /** @description Missing: all that the roles of the client give */
            scope?: string;
        };
        /** TopList */
        TopList: {
            /** @description The best first; points without a good number are left out */
            items: {
                /** @description Id of the point */
                point: string;
                name: string;
                path: string[];
                unit?: string;
                /** @description null where it is infinite */
                value: number | null;
            }[];
        };
        /** TotpBegun */
        TotpBegun: {
            /** @description Base32, to be typed where nothing can scan */
            secret: string;
            /** @description otpauth://, to be shown as a QR code */
            uri: string;
        };
        /** TotpConfirmation */
        TotpConfirmation: {
            /** @description What the app shows now */
            code: string;
        };
        /** Verification */
        Verification: {
            records: number;
            /** @description Signatures that were checked */
            checkpoints: number;
            intact: boolean;
            firstFault?: {
                seq: number;
                why: string;
            };
            /** @description Fingerprint of the signing key: SHA-256, hex; compare it with the one noted at the start */
            key: string;
        };
        /**
         * WeightedMeans
         * @description Windows in which nothing is known are left out
         */
        WeightedMeans: {
            /** @description µs */
            width: number;
            /** @description Start of each window, µs since 1970 UTC */
            start: number[];
            mean: (number | null)[];
            /** @description Share of the window, within the range, in which the value is known: above 0, up to 1 */
            coverage: number[];
        };
        /** Words */
        Words: {
            en: string;
            zh: string;
        };
        /** Write */
        Write: {
            id: string;
            /** @description waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time */
            state: "waiting" | "sending" | "done" | "failed" | "unknown" | "refused" | "withdrawn" | "expired";
            point: {
                id: string;
                name: string;
                path: string[];
                type: "double" | "int64" | "boolean" | "string";
                /** @description UCUM code */
                unit?: string;
                /** @description Lower end of the engineering range, in `unit` */
                low?: number;
                /** @description Upper end of the engineering range, in `unit` */
                high?: number;
            };
            /** @description In the unit of the point; a whole number beyond 2^53 as a text of digits */
            value: number | boolean | string;
            reason: string;
            askedBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            askedAt: string;
            /** @description The grant through which it was asked */
            grant?: string;
            /**
             * Format: date-time
             * @description Until when it waits for a second person
             */
            expiresAt?: string;
            decidedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            decidedAt?: string;
            /** @description Of who confirmed or refused */
            note?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            sentAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endedAt?: string;
            /** @description What was held when it was sent */
            before?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                time: string;
                /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
                value: number | string | boolean | null;
                /** @description OPC UA StatusCode */
                status: number;
                quality: "good" | "uncertain" | "bad";
                statusName: string;
            };
            /** @description What was read back */
            after?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                time: string;
                /** @description An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity */
                value: number | string | boolean | null;
                /** @description OPC UA StatusCode */
                status: number;
                quality: "good" | "uncertain" | "bad";
                statusName: string;
            };
            /** @description OPC UA StatusCode */
            status?: number;
            statusName?: string;
            /** @description What the device or its edge said */
            message?: string;
        };
        /** WriteDecision */
        WriteDecision: {
            /** @description Why; it stands in the audit */
            note?: string;
        };
        /** WritePage */
        WritePage: {
            items: components["schemas"]["Write"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** WriteRefusal */
        WriteRefusal: {
            /** @description Why; it stands in the audit */
            note: string;
        };
        /** WriteRequest */
        WriteRequest: {
            /** @description In the unit of the point; a whole number beyond 2^53 as a text of digits */
            value: number | boolean | string;
            /** @description Why; it stands in the audit */
            reason: string;
            /** @description Made by the caller: the same write sent again with the same id is done once */
            id?: string;
        };
        /** WriteRule */
        WriteRule: {
            id: string;
            /** @description null: the whole organisation */
            asset: string | null;
            assetName?: string;
            /** @description A second person confirms each write here and below */
            confirm: boolean;
            /** @description How long a write waits for that, min */
            minutes: number;
        };
        /** WriteRuleList */
        WriteRuleList: {
            items: components["schemas"]["WriteRule"][];
        };
        /** WriteRuleRequest */
        WriteRuleRequest: {
            /** @description Here and below; null: the whole organisation */
            asset: string | null;
            /** @description A second person confirms */
            confirm: boolean;
            /** @default 30 */
            minutes?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInReply"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionSecondStep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondStep"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyBegun"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignIn"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionRecoveryOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryToken"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryOffer"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryUse"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchTo"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessions"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeFactorsChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proven"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpBegun"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proven"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeTotpConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirmation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorAdded"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proven"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePasskeysOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proven"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyNew"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyAdded"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMePasskeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proven"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeRights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rights"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldRoles"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getActions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRolesByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssignments: {
        parameters: {
            query?: {
                /** @description UUID */
                holder?: string;
                role?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAssignments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAssignmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAccessExplanation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessQuestion"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrantsGiven: {
        parameters: {
            query?: {
                state?: "planned" | "open" | "ended" | "revoked";
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrantsReceived: {
        parameters: {
            query?: {
                state?: "planned" | "open" | "ended" | "revoked";
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrantsReceivedById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrantsHeld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrantsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGrantsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMembers: {
        parameters: {
            query?: {
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMembersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMembersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMembersByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMembersByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMembersByIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMembersByIdRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPeopleRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonRecovery"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPeopleRecoveryOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorRecovery"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInvitationsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsAcceptance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptanceReply"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsAcceptanceSecondStep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProvenAcceptance"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisationsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOrganisationsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInProviders: {
        parameters: {
            query: {
                /** @description Handle of the organisation */
                organisation: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderChoices"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInProvidersByIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInProvidersByIdCallback: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                iss?: string;
                error?: string;
                error_description?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeSignInProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProviders"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeSignInProvidersByIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeSignInProvidersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIdentityProvidersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putIdentityProvidersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteIdentityProvidersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postIdentityProvidersByIdCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderCheck"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationsByIdQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOrganisationsByIdQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description The record of this number alone */
                seq?: number;
                /** @description Begins with this, such as member., or with one of several, after commas */
                action?: string;
                /** @description Id of who did it */
                actor?: string;
                /** @description Id of what it was done to */
                target?: string;
                outcome?: "done" | "refused" | "failed";
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from?: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAuditRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retention"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMachinesEnrolmentTokens: {
        parameters: {
            query?: {
                state?: "open" | "used" | "withdrawn" | "expired";
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentTokenPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMachinesEnrolmentTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolmentTokenRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentToken"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMachinesEnrolmentTokensById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMachinesEnrolments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolmentRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCertificate"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMachinesRenewals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewalRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCertificate"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMachinesCertificates: {
        parameters: {
            query?: {
                /** @description Of this machine alone */
                name?: string;
                /** @description revoked stays so after it has expired */
                state?: "valid" | "expired" | "revoked";
                /** @description Every word must occur in the name; case does not matter */
                search?: string;
                /** @description Its end is no further than this */
                endsWithinDays?: number;
                /** @description The newest of each name alone */
                only?: "newest";
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatePage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMachinesCertificatesByIdRevocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revocation"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMachinesRemovals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialRemoval"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMachinesCa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateAuthority"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMachinesCrl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrograms: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPrograms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgramRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProgramsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postProgramsByIdRotation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgramRotation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramMade"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postProgramsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProgramsByIdSuspension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOauthToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenReply"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": {
                        error: string;
                    };
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsLatest: {
        parameters: {
            query: {
                /** @description Ids of points, up to 500, parted by commas */
                ids: string;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatestList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdHistory: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Samples at most; of JSON alone */
                limit?: number;
                /** @description With desc the newest come first, and stay when the limit cuts; of JSON alone */
                order?: "asc" | "desc";
                /** @description The `next` of the page before, whose range it keeps; of JSON alone */
                cursor?: string;
                /** @description Goes before the Accept header; all but json need history:export */
                format?: "json" | "ndjson" | "csv" | "arrow" | "parquet";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleList"];
                    "application/x-ndjson": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.apache.parquet": string;
                    "text/csv": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryExport: {
        parameters: {
            query?: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Goes before the Accept header; default ndjson */
                format?: "ndjson" | "csv" | "arrow" | "parquet";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.apache.parquet": string;
                    "text/csv": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdBuckets: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Width of the chart; the bucket width follows from it */
                pixels?: number;
                /** @description Width of a bucket, µs; goes before pixels */
                width?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Buckets"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query: {
                /** @description Ids of points, up to 500, parted by commas */
                points: string;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTelemetry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Telemetry"];
            };
        };
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsAt: {
        parameters: {
            query: {
                /** @description Ids of points, up to 500, parted by commas */
                ids: string;
                /** @description Instants as ISO 8601 or µs, up to 100, parted by commas */
                times: string;
                /** @description before (default): the newest sample not later, as it is; step: the usable value that stands; linear: on the line between two */
                mode?: "before" | "step" | "linear";
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AtList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdTimeWeighted: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Windows at most; a round width follows from it */
                pixels?: number;
                /** @description Width of a window, µs; goes before pixels */
                width?: number;
                /** @description step (default): a value stands until the next sample; linear: a line goes there */
                interpolation?: "step" | "linear";
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeightedMeans"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdM4: {
        parameters: {
            query: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description Columns of pixels over the range */
                pixels: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PixelColumns"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdStates: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Width of a window, µs; without it the range is one window */
                width?: number;
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdHistogram: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Ascending numbers, parted by commas */
                edges?: string;
                /** @description Without edges: about so many bins of a round width over what there is; default 20 */
                bins?: number;
                /** @description samples (default) count once each; time: as long as they stand, µs */
                weight?: "samples" | "time";
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistogramBins"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryGroups: {
        parameters: {
            query?: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Only points of this very name */
                name?: string;
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Windows at most; a round width follows from it */
                pixels?: number;
                /** @description Width of a window, µs; goes before pixels */
                width?: number;
                /** @description What makes points a group; default asset: the one they hang on */
                by?: "all" | "asset" | "device" | "name" | "unit" | "point";
                /** @description What a point is told by; weighted: the time-weighted mean; default mean */
                of?: "mean" | "weighted" | "min" | "max" | "range" | "first" | "last" | "sum" | "count";
                /** @description How points of a group become one; default mean */
                with?: "sum" | "mean" | "min" | "max";
                /** @description step (default): a value stands until the next sample; linear: a line goes there */
                interpolation?: "step" | "linear";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryTop: {
        parameters: {
            query?: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Only points of this very name */
                name?: string;
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description What a point is told by; weighted: the time-weighted mean; default mean */
                of?: "mean" | "weighted" | "min" | "max" | "range" | "first" | "last" | "sum" | "count";
                n?: number;
                /** @description Default highest */
                order?: "highest" | "lowest";
                /** @description step (default): a value stands until the next sample; linear: a line goes there */
                interpolation?: "step" | "linear";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryCompare: {
        parameters: {
            query: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Only points of this very name */
                name?: string;
                /** @description Where each period begins, up to 20 instants, parted by commas */
                starts: string;
                /** @description Of each period, µs */
                length: number;
                /** @description Windows at most; a round width follows from it */
                pixels?: number;
                /** @description Width of a window, µs; goes before pixels */
                width?: number;
                /** @description step (default): a value stands until the next sample; linear: a line goes there */
                interpolation?: "step" | "linear";
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryCorrelation: {
        parameters: {
            query?: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Only points of this very name */
                name?: string;
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Windows at most; a round width follows from it */
                pixels?: number;
                /** @description Width of a window, µs; goes before pixels */
                width?: number;
                /** @description pearson (default): along a line; spearman: of ranks, whatever rises or falls with the other */
                method?: "pearson" | "spearman";
                /** @description Windows by which one may come before or after the other; the strongest is told */
                lag?: number;
                /** @description step (default): a value stands until the next sample; linear: a line goes there */
                interpolation?: "step" | "linear";
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrelationList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdControlChart: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Means over windows of so many µs; without it every good sample */
                width?: number;
                /** @description 1: individuals and moving range; more: means and ranges of so many in a row */
                subgroup?: number;
                /** @description Default nelson: all eight */
                rules?: "nelson" | "western";
                /** @description Limits come from this time (inclusive), when the process was as it should be */
                referenceFrom?: string;
                /** @description Exclusive; both or none; none: from the range itself */
                referenceTo?: string;
                /** @description Lower specification limit */
                lower?: number;
                /** @description Upper specification limit */
                upper?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlChart"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdAnomalies: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Of a window, µs; default an hour */
                width?: number;
                /** @description Before `from`, of which the band is made */
                weeks?: number;
                /** @description Half the band, in deviations */
                k?: number;
                /** @description Of local time from UTC, minutes: 480 in China */
                offset?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomalyBand"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHistoryEnvelope: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnvelopeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsByIdPareto: {
        parameters: {
            query?: {
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description States that are no loss, parted by commas */
                except?: string;
                /** @description good (default): an uncertain value is as a bad one; uncertain: it is used (OPC UA Part 13 §4.2.1.2) */
                quality?: "good" | "uncertain";
                /** @description How long a value stands at most without another sample, µs; default without end */
                gap?: number;
                /** @description A sample that is no usable value ends the one before it (default; Part 13 §3.1.9) or is skipped (§3.1.8) */
                notGood?: "ends" | "skipped";
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParetoList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryEvents: {
        parameters: {
            query?: {
                /** @description Ids of points, up to 500, parted by commas */
                points?: string;
                /** @description All points of this asset and of everything below it; without it and points, all in reach */
                asset?: string;
                /** @description Inclusive; default one hour before `to` */
                from?: string;
                /** @description Exclusive; default now */
                to?: string;
                /** @description Only of these kinds, parted by commas */
                kinds?: string;
                limit?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyMedia: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyMediumList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyMeters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyMeterList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyMeters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyMeterRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyMeter"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteEnergyMetersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyMetersByIdUse: {
        parameters: {
            query: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                /** @description Of a period, µs: an hour to 31 days */
                width: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyUse"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyFactorList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyFactorRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyFactorList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyBaselinesTrial: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyBaselineDefinition"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaselineTrial"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyBaselines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaselineList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyBaselines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyBaselineRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaseline"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyBaselinesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaseline"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyBaselinesByIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaseline"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyBaselinesByIdRetirement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaseline"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyBaselinesByIdAdjustments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyAdjustmentRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBaseline"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteEnergyBaselinesByIdAdjustmentsByAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                adjustment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyBaselinesByIdSavings: {
        parameters: {
            query: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                confidence?: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergySavings"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyIndicators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyIndicatorList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnergyIndicators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnergyIndicatorRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyIndicator"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteEnergyIndicatorsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEnergyIndicatorsByIdValues: {
        parameters: {
            query: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                /** @description Of a period, µs: an hour to 31 days */
                width: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyIndicatorValues"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSql: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SqlQuery"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SqlResult"];
                    "application/x-ndjson": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryImports: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHistoryImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHistoryImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putHistoryImportsByIdContent: {
        parameters: {
            query: {
                /** @description Bytes of the file before this part */
                offset: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryImportsByIdRefusals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRefusals"];
                    "text/csv": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHistoryImportsByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssets: {
        parameters: {
            query?: {
                /** @description Children of this asset, or "root" for the top */
                parent?: string;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssetsById: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoints: {
        parameters: {
            query?: {
                /** @description Points of this asset and of everything below it */
                asset?: string;
                /** @description UUID */
                device?: string;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointPage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsById: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Point"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDevices: {
        parameters: {
            query?: {
                kind?: "edge_node" | "device";
                /** @description stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone */
                state?: "online" | "offline" | "stale" | "never";
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDevicesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDevicesByIdDiagnosis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceDiagnosis"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDevicesCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPointsByIdWrites: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Write"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWrites: {
        parameters: {
            query?: {
                /** @description waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time */
                state?: "waiting" | "sending" | "done" | "failed" | "unknown" | "refused" | "withdrawn" | "expired";
                /** @description Writes of this point */
                point?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WritePage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWritesById: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Write"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWritesById: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWritesByIdConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Write"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWritesByIdRefusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteRefusal"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Write"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWriteRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteRuleList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putWriteRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteRuleRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteRule"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWriteRulesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageFigures"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistoryRemovals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHistoryRemovals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHistoryRemovalsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalPreview"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryShare"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetentionRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRuleList"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRetentionRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionRuleRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRule"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetentionRulesEffect: {
        parameters: {
            query: {
                /** @description Missing: the whole organisation */
                asset?: string;
                days: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryShare"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRetentionRulesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeviceProfiles: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                kind?: string;
                /** @description draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version */
                status?: "draft" | "submitted" | "tried" | "published" | "rejected" | "withdrawn" | "superseded";
                origin?: "library" | "organisation";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfilePage"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileText"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileText"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfileCheck"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeviceProfilesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDeviceProfilesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeviceProfilesByIdText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeviceProfilesByIdEntry: {
        parameters: {
            query?: {
                /** @description Of the device; its model unless said */
                name?: string;
                /** @description One of the profile’s; its first unless said */
                driver?: string;
                /** @description Name or address of the device or gateway */
                host?: string;
                /** @description TCP port, or the serial line such as /dev/ttyUSB0 */
                port?: string;
                /** @description Station */
                unit?: number;
                /** @description Before each name; the station then stands in each address */
                prefix?: string;
                language?: "en" | "zh";
                /** @description Values of parameters: start=40069,A_SF=-2 */
                set?: string;
            };
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceEntry"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesByIdSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileNote"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesByIdTrial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileTrialRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesByIdPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileNote"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesByIdRejection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileRejection"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceProfilesByIdWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, or maker~model of the library that ships with the platform */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProfileNote"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceProfile"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBackupsHold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBackupsSeal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seal"];
                };
            };
            /** @description A fault */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
