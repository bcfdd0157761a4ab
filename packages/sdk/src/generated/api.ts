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
    "/api/v1/device-authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to be let in by a person, with a code (OAuth 2.0 device flow)
         * @description RFC 8628 section 3.1; as a form or as JSON. Then show the user code, and ask POST /device-token.
         */
        post: operations["postDeviceAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a person let the program in, and then its token
         * @description RFC 8628 section 3.4. Until then the error is authorization_pending; slow_down: wait 5 s longer from now on; expired_token and access_denied end it.
         */
        post: operations["postDeviceToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who asks to be let in with this code */
        post: operations["postPairingsOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a program in as yourself, for a day */
        post: operations["postPairingsApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a program that asks to be let in */
        post: operations["postPairingsRefusal"];
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
        /** Make an asset by hand */
        post: operations["postAssets"];
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
        /**
         * Rename or describe an asset, or say its level
         * @description Paths and levels of everything below follow.
         */
        put: operations["putAssetsById"];
        post?: never;
        /** Remove an asset that holds nothing */
        delete: operations["deleteAssetsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/parent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Move an asset with everything below it
         * @description Who may see it follows from where it stands. What sources describe as being there is placed where it stands now.
         */
        put: operations["putAssetsByIdParent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Retire an asset, or take it into use again
         * @description Everything below must be retired before.
         */
        put: operations["putAssetsByIdUse"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say where a device, or single points, stand in the plant
         * @description They stay there when the device speaks again, whatever it says about its place.
         */
        put: operations["putPlacements"];
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
    "/api/v1/physical-assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Physical assets: things with serial numbers, wherever they are mounted
         * @description Whoever sees a part of the plant sees those that ever filled a place in it; guests see none.
         */
        get: operations["getPhysicalAssets"];
        put?: never;
        /** Register a physical asset */
        post: operations["postPhysicalAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/physical-assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One physical asset */
        get: operations["getPhysicalAssetsById"];
        /** Say anew what a physical asset is */
        put: operations["putPhysicalAssetsById"];
        post?: never;
        /** Remove a physical asset that never filled a place */
        delete: operations["deletePhysicalAssetsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/role-fillings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which physical asset filled which place, from when until when; newest first */
        get: operations["getRoleFillings"];
        put?: never;
        /**
         * Say that a physical asset fills a place
         * @description Refused while another is there, unless the place is shared; and while it is elsewhere itself.
         */
        post: operations["postRoleFillings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/role-fillings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** End what fills a place, or say another time */
        put: operations["putRoleFillingsById"];
        post?: never;
        /** Remove what was never so; the audit keeps it */
        delete: operations["deleteRoleFillingsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The plant as a spreadsheet: places, points on them, and physical assets with where they are
         * @description A parent is told by the names from the top down, parted by /, with ~1 for / and ~0 for ~ in a name.
         */
        get: operations["getAssetsSheet"];
        put?: never;
        /**
         * Change the plant by a spreadsheet, all of it or nothing
         * @description CSV as GET /assets/sheet gives it: rows that are missing are left alone, rows without an id are made. Only what was looked at before is made.
         */
        post: operations["postAssetsSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/sheet/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a spreadsheet would change, line by line
         * @description CSV as GET /assets/sheet gives it: rows that are missing are left alone, rows without an id are made.
         */
        post: operations["postAssetsSheetPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change every asset that a filter finds; without `seen` only look at what would change */
        post: operations["postAssetsBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Thing models, by key, the newest version first */
        get: operations["getThingModels"];
        put?: never;
        /**
         * Draft a version of a thing model
         * @description W3C WoT Thing Description 1.1 §9: properties, actions and events, with tm:extends and tm:ref.
         */
        post: operations["postThingModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version, as written and with all it refers to */
        get: operations["getThingModelsById"];
        /** Change a draft */
        put: operations["putThingModelsById"];
        post?: never;
        /** Remove a version that nothing is of: a draft, or a retired one */
        delete: operations["deleteThingModelsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version as a Thing Model document */
        get: operations["getThingModelsByIdDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a draft; from then on it is never changed */
        post: operations["postThingModelsByIdPublication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/retirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a version: nothing new comes to be of it */
        post: operations["postThingModelsByIdRetirement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions */
        get: operations["getThingModelsByIdDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take assets of a version to another; without `seen` only look at what becomes of their bindings */
        post: operations["postThingModelsByIdMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thing-models/{id}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make assets of a model, all or none */
        post: operations["postThingModelsByIdAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of which model an asset is, and which point each property is */
        get: operations["getAssetsByIdModel"];
        /** Say of which model an asset is; its properties find their points by name or pattern */
        put: operations["putAssetsByIdModel"];
        post?: never;
        /** An asset is of no model any more */
        delete: operations["deleteAssetsByIdModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a list: empty where an asset is of no model */
        get: operations["getAssetsByIdModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/bindings/{property}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Bind a property to a point by hand */
        put: operations["putAssetsByIdBindingsByProperty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/thing-description": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Thing Description of an asset */
        get: operations["getAssetsByIdThingDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/properties/{property}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest value of a property, in the unit of the model */
        get: operations["getAssetsByIdPropertiesByProperty"];
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
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was told, the newest first */
        get: operations["getNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages and what became of them, the newest first */
        get: operations["getNoticeDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-deliveries/{id}/resending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send once more what was given up */
        post: operations["postNoticeDeliveriesByIdResending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways out; no secret is told */
        get: operations["getNoticeChannels"];
        put?: never;
        /** Add a way out */
        post: operations["postNoticeChannels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One way out */
        get: operations["getNoticeChannelsById"];
        /**
         * Change a way out
         * @description Secrets that are left out stay, unless it goes elsewhere from now on.
         */
        put: operations["putNoticeChannelsById"];
        post?: never;
        /** Remove a way out that no rule uses */
        delete: operations["deleteNoticeChannelsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message and see what the other side answers */
        post: operations["postNoticeChannelsByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can be told */
        get: operations["getNoticePeople"];
        put?: never;
        /** Add somebody who can be told */
        post: operations["postNoticePeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change name, language or addresses */
        put: operations["putNoticePeopleById"];
        post?: never;
        /** Remove somebody whom no rule and no rota names */
        delete: operations["deleteNoticePeopleById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call, now and in the weeks that follow */
        get: operations["getNoticeRotas"];
        put?: never;
        /** Add a rota */
        post: operations["postNoticeRotas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rotas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a rota */
        put: operations["putNoticeRotasById"];
        post?: never;
        /** Remove a rota that no rule names */
        delete: operations["deleteNoticeRotasById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rotas/{id}/stand-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody stand in */
        post: operations["postNoticeRotasByIdStandIns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rotas/{id}/stand-ins/{standIn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Nobody stands in any more */
        delete: operations["deleteNoticeRotasByIdStandInsByStandIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is told to whom, and who is told next */
        get: operations["getNoticeRules"];
        put?: never;
        /** Add a rule */
        post: operations["postNoticeRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a rule */
        put: operations["putNoticeRulesById"];
        post?: never;
        /** Remove a rule; what it was about to tell is not told */
        delete: operations["deleteNoticeRulesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-links/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the message behind a link is about; nothing is acknowledged */
        post: operations["postNoticeLinksView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-links/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge by the link of a message, once */
        post: operations["postNoticeLinksAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The master alarm database: what is in force */
        get: operations["getAlarmDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-definitions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The master alarm database as rows of a spreadsheet
         * @description Fields with dots, lists as JSON; POST /alarm-definitions/import reads them back.
         */
        get: operations["getAlarmDefinitionsExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-definitions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose what differs in rows of a spreadsheet
         * @description Nothing comes into force before it is approved. A row with an id changes that alarm, one without is a new one.
         */
        post: operations["postAlarmDefinitionsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-definitions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See whether a condition can be evaluated, and what is wrong with it
         * @description Nothing is kept. The answer is empty, or the fault that a proposal would get.
         */
        post: operations["postAlarmDefinitionsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alarm of the master alarm database */
        get: operations["getAlarmDefinitionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of the master alarm database, newest first */
        get: operations["getAlarmChanges"];
        put?: never;
        /** Propose a new alarm, a change of one, or its end */
        post: operations["postAlarmChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve changes; they come into force
         * @description By a second person: nobody who had a hand in the proposal, and no program. All of them or none.
         */
        post: operations["postAlarmChangesApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject many changes at once, each with its result
         * @description By a second person: nobody who had a hand in the proposal, and no program. In one transaction; what cannot be decided stays as it is, and says why.
         */
        post: operations["postAlarmChangesDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many changes wait, and how many of them for you */
        get: operations["getAlarmChangesCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change, with what differs */
        get: operations["getAlarmChangesById"];
        put?: never;
        post?: never;
        /** Withdraw a change of yours that waits */
        delete: operations["deleteAlarmChangesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a change; it comes into force
         * @description By a second person: nobody who had a hand in the proposal, and no program.
         */
        post: operations["postAlarmChangesByIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-changes/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject a change, with the reason */
        post: operations["postAlarmChangesByIdRejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the organisation has decided about its alarms */
        get: operations["getAlarmSettings"];
        /** Decide about alarms: the matrix of priorities, who must acknowledge, the longest shelving */
        put: operations["putAlarmSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alarms, the most urgent first, then the newest
         * @description Those that operators are to see, unless states are named.
         */
        get: operations["getAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When to look at the alarms again
         * @description Server-sent events: `alarms` when something changed that the caller may see, twice a second at most.
         */
        get: operations["getAlarmsLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the alarm system performs: the metrics of ISA-18.2 clause 16
         * @description Of the last 24 h unless said. An asset stands for what one operator watches.
         */
        get: operations["getAlarmsPerformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alarm */
        get: operations["getAlarmsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an alarm, newest first */
        get: operations["getAlarmsByIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a note at an alarm */
        post: operations["postAlarmsByIdNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge alarms
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset latched alarms whose condition has gone
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/shelving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shelve alarms, with a reason and an end
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. They return by themselves; shelving again sets another end.
         */
        post: operations["postAlarmsShelving"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/unshelving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take alarms from the shelf
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsUnshelving"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/suppression": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suppress alarms, with a reason and an end
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done. Beside the condition that suppresses an alarm by design: it stands suppressed while either does.
         */
        post: operations["postAlarmsSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/unsuppression": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End what somebody suppressed
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsUnsuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take alarms out of service, with a reason and perhaps an end
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsRemoval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put alarms back into service
         * @description Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.
         */
        post: operations["postAlarmsReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarm-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal of alarms, newest first */
        get: operations["getAlarmEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work calendars: shifts, breaks, holidays */
        get: operations["getWorkCalendars"];
        put?: never;
        /** Make a work calendar */
        post: operations["postWorkCalendars"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a work calendar */
        put: operations["putWorkCalendarsById"];
        post?: never;
        /** Remove a work calendar that no work unit uses */
        delete: operations["deleteWorkCalendarsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products with their planned run time per item */
        get: operations["getProducts"];
        put?: never;
        /** Add a product */
        post: operations["postProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a product */
        put: operations["putProductsById"];
        post?: never;
        /** Remove a product that no order names */
        delete: operations["deleteProductsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why machines stand: a tree of reasons */
        get: operations["getDowntimeReasons"];
        put?: never;
        /** Add a reason */
        post: operations["postDowntimeReasons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime-reasons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change, move or retire a reason */
        put: operations["putDowntimeReasonsById"];
        post?: never;
        /** Remove a reason that was never entered */
        delete: operations["deleteDowntimeReasonsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets that produce, with what tells their states and counts */
        get: operations["getWorkUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-units/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make an asset a work unit, or change what tells its states and counts */
        put: operations["putWorkUnitsByAsset"];
        post?: never;
        /** No longer a work unit: its orders and downtimes go */
        delete: operations["deleteWorkUnitsByAsset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-units/{asset}/quick-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reasons to choose from at a machine
         * @description Those that were entered there most in the last 30 days come first; headings of the tree are left out.
         */
        get: operations["getWorkUnitsByAssetQuickReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/production-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work units as they are now: state, shift, order, reason, and what stood without one */
        get: operations["getProductionNow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-units/{asset}/stretches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a work unit did, stretch by stretch, up to the present
         * @description Cut where its state, the reason or the plan becomes another; of at most 35 days.
         */
        get: operations["getWorkUnitsByAssetStretches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lost-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Planned busy time lost by reason over all work units below an asset, the greatest first
         * @description Planned stops are no loss; what nobody gave a reason for is told by its state.
         */
        get: operations["getLostTime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/production-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders of a work unit, newest first */
        get: operations["getProductionOrders"];
        put?: never;
        /** Begin an order, or enter one */
        post: operations["postProductionOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/production-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** End or correct an order */
        put: operations["putProductionOrdersById"];
        post?: never;
        /** Take an order back; what it was stays in its changes */
        delete: operations["deleteProductionOrdersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtimes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downtimes of a work unit, newest first */
        get: operations["getDowntimes"];
        put?: never;
        /** Say why a machine stands */
        post: operations["postDowntimes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtimes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** End or correct a downtime */
        put: operations["putDowntimesById"];
        post?: never;
        /** Take a downtime back; what it was stays in its changes */
        delete: operations["deleteDowntimesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/production-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a calendar, product, reason, work unit, order or downtime: who changed what, the first first */
        get: operations["getProductionChangesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** KPIs: those of ISO 22400-2, and every version of the organisation’s own */
        get: operations["getKpis"];
        put?: never;
        /**
         * Define a KPI, or a new version of it
         * @description Its formula and units are checked. Windows that begin from validFrom on are told anew.
         */
        post: operations["postKpis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpis/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check formula and units of a KPI; nothing is kept */
        post: operations["postKpisCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpi-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A KPI of a work unit by window, with the numbers that went in */
        get: operations["getKpiResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpi-results/together": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A KPI of all work units below an asset by window
         * @description What adds up is summed over the work units, and the formula worked out once: never a mean of ratios.
         */
        get: operations["getKpiResultsTogether"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpi-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many windows wait to be told, and why */
        get: operations["getKpiProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derived-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Derived points, with formula, inputs and how they stand */
        get: operations["getDerivedPoints"];
        put?: never;
        /**
         * Give an asset a point that is worked out of others
         * @description It gets a value whenever one of its inputs does, and is a point like all others. Answered when it is in force. With `from` it is worked out of the history from then on, too.
         */
        post: operations["postDerivedPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derived-points/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a formula gives over the last hours of the history; nothing is kept */
        post: operations["postDerivedPointsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derived-points/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a derived point
         * @description What it had before stays as it was, unless `from` says otherwise. Those that rest on it follow.
         */
        put: operations["putDerivedPointsById"];
        post?: never;
        /** Work a derived point out no more; the point and its history stay */
        delete: operations["deleteDerivedPointsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derived-points/{id}/back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work a derived point out of the history from a moment on */
        post: operations["postDerivedPointsByIdBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Equipment classes: kinds of machines as data */
        get: operations["getEquipmentClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/equipment-classes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One class: what it measures, its KPIs, alarms and comparison rules
         * @description Beside each published figure of a reference case stands what the formula gives here.
         */
        get: operations["getEquipmentClassesByClass"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/equipment-class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which equipment class was applied to an asset, and what came of it */
        get: operations["getAssetsByIdEquipmentClass"];
        put?: never;
        /**
         * Apply a class to an asset: thing model, alarms to be approved, KPIs
         * @description All of it or nothing. Alarms are proposed and come into force when a second person approves them; what was applied already changes nothing. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage.
         */
        post: operations["postAssetsByIdEquipmentClass"];
        /**
         * Take the class off an asset: thing model, KPIs and open proposals go, alarms are to be retired
         * @description All of it or nothing. Alarms in force stay until a second person approves that they are retired; KPIs that were told stay. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage.
         */
        delete: operations["deleteAssetsByIdEquipmentClass"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/equipment-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a list: empty where no class was applied */
        get: operations["getAssetsByIdEquipmentClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/equipment-class/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would come of a class at an asset; nothing is written
         * @description Its points are found by name, type and unit; units are converted where UCUM allows. Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage.
         */
        post: operations["postAssetsByIdEquipmentClassPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/equipment-class/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What would go if the class were taken off an asset; nothing is written
         * @description Whoever does it needs what its parts need: asset:write, model:write, alarm:propose and production:manage.
         */
        get: operations["getAssetsByIdEquipmentClassRemoval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work orders, the newest first */
        get: operations["getWorkOrders"];
        put?: never;
        /** Ask for work */
        post: operations["postWorkOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One work order, with what was done */
        get: operations["getWorkOrdersById"];
        /**
         * Tick off the check list; say parts, times and people
         * @description What is left out stays; parts, times and people are told whole.
         */
        put: operations["putWorkOrdersById"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin, wait, finish, reopen, close or call off
         * @description With the effect on a KPI at closing: its value before and after, of times in which it has one.
         */
        post: operations["postWorkOrdersByIdMoves"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a photo: JPEG, PNG or WebP, at most 8 MiB */
        post: operations["postWorkOrdersByIdPhotos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{id}/photos/{photo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo */
        get: operations["getWorkOrdersByIdPhotosByPhoto"];
        put?: never;
        post?: never;
        /** Remove a photo of an order that is not over */
        delete: operations["deleteWorkOrdersByIdPhotosByPhoto"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What makes work orders by itself */
        get: operations["getMaintenancePlans"];
        put?: never;
        /** Add a plan */
        post: operations["postMaintenancePlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a plan */
        put: operations["putMaintenancePlansById"];
        post?: never;
        /** Remove a plan; its orders stay */
        delete: operations["deleteMaintenancePlansById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mechanism models of the registry */
        get: operations["getMechanisms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanism-library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models that the platform brings along */
        get: operations["getMechanismLibrary"];
        put?: never;
        /**
         * Take a model of the library into the registry
         * @description Its reference cases are run here first; it is published when they pass.
         */
        post: operations["postMechanismLibrary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a package in
         * @description The archive that library/models/README.md tells of. One that was tampered with is refused.
         */
        post: operations["postMechanismsPackages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a version as it is written
         * @description Its name and version stand in its model.yaml. What is not published yet is replaced, and is a draft again.
         */
        post: operations["postMechanismsDrafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every mistake of what is written; nothing is kept */
        post: operations["postMechanismsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is written over rows or the history of points; nothing is kept */
        post: operations["postMechanismsTry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A model and its versions */
        get: operations["getMechanismsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one version has that another has not */
        get: operations["getMechanismsByIdDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version: manifest, files, cases and how it came here */
        get: operations["getMechanismsByIdVersionsByVersion"];
        put?: never;
        post?: never;
        /** Forget a version that was never published */
        delete: operations["deleteMechanismsByIdVersionsByVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The package, as it was signed */
        get: operations["getMechanismsByIdVersionsByVersionPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run its reference cases here
         * @description A draft whose cases all pass is tested; what failed is told case by case.
         */
        post: operations["postMechanismsByIdVersionsByVersionTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree, as a second person */
        post: operations["postMechanismsByIdVersionsByVersionReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on it is never changed, and can be bound */
        post: operations["postMechanismsByIdVersionsByVersionPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/deprecate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing new is bound to it */
        post: operations["postMechanismsByIdVersionsByVersionDeprecate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanisms/{id}/versions/{version}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a version over rows
         * @description Every output has its OPC UA status, and a reason where it is not good. Rows may come, and results go, as a table of Arrow: columns named as the inputs, `time`, `<input>.status`; `<output>`, `<output>.status`, `<output>.reason`. Parameters (JSON) and state (base64) stand in the metadata of its schema.
         */
        post: operations["postMechanismsByIdVersionsByVersionCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanism-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys whose packages are trusted */
        get: operations["getMechanismKeys"];
        put?: never;
        /** Trust the packages that a key signs */
        post: operations["postMechanismKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mechanism-keys/{fingerprint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Trust a key no more */
        delete: operations["deleteMechanismKeysByFingerprint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mechanism models that run at assets */
        get: operations["getBindings"];
        put?: never;
        /**
         * Run a published version at assets
         * @description Its outputs become points of each asset. Answered when it is in force.
         */
        post: operations["postBindings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A binding */
        get: operations["getBindingsById"];
        /** Change a binding */
        put: operations["putBindingsById"];
        post?: never;
        /** Run it no more; its points and their history stay */
        delete: operations["deleteBindingsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assets that run it, and how it stands at each */
        get: operations["getBindingsByIdAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which assets would run it, and what is missing; nothing is kept */
        post: operations["postBindingsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give no values until it is resumed */
        post: operations["postBindingsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on; what came meanwhile is worked out from the history */
        post: operations["postBindingsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/canary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the two compare */
        get: operations["getBindingsByIdCanary"];
        put?: never;
        /** Run another version in the shadow of the one in force */
        post: operations["postBindingsByIdCanary"];
        /** End the shadow */
        delete: operations["deleteBindingsByIdCanary"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put another published version in force */
        post: operations["postBindingsByIdPromote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back to the version before */
        post: operations["postBindingsByIdRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work its outputs out of the history from a moment on */
        post: operations["postBindingsByIdBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bindings/{id}/assets/{asset}/calibrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parameters that held at an asset, newest first */
        get: operations["getBindingsByIdAssetsByAssetCalibrations"];
        put?: never;
        /** Other parameters for one asset */
        post: operations["postBindingsByIdAssetsByAssetCalibrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a value of a model’s output came from: version, inputs, parameters */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backtests, calibrations and learning, newest first */
        get: operations["getStudies"];
        put?: never;
        /** Begin a backtest, a calibration, or to learn a model from history */
        post: operations["postStudies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, and what came of it */
        get: operations["getStudiesById"];
        put?: never;
        post?: never;
        /** Cancel one that runs; forget one that ended */
        delete: operations["deleteStudiesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studies/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use what came of it
         * @description Of a calibration the parameters hold at its asset; of learning a draft is in the registry, which needs mechanism:write.
         */
        post: operations["postStudiesByIdApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of nodes: ports, settings, help */
        get: operations["getFlowNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flows */
        get: operations["getFlows"];
        put?: never;
        /** Begin a flow */
        post: operations["postFlows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every mistake of a document, and what each port carries; nothing is kept */
        post: operations["postFlowsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the tests of a document */
        post: operations["postFlowsTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a document over the history
         * @description Answered within seconds; one that takes longer is asked for by its id. Nothing is written or done.
         */
        post: operations["postFlowsReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a replay is, and what came of it */
        get: operations["getFlowsReplaysById"];
        put?: never;
        post?: never;
        /** Cancel a replay, or forget it */
        delete: operations["deleteFlowsReplaysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How versions of flows are published */
        get: operations["getFlowSettings"];
        /** Set how versions of flows are published */
        put: operations["putFlowSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where flows run */
        get: operations["getFlowsDeployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A deployment */
        get: operations["getFlowsDeploymentsById"];
        put?: never;
        post?: never;
        /** Run it no more; its points and their history stay */
        delete: operations["deleteFlowsDeploymentsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it stands at each asset */
        get: operations["getFlowsDeploymentsByIdRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it asked for beside points, and what became of it; newest first */
        get: operations["getFlowsDeploymentsByIdActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Values on the wires of one run, as they come
         * @description Events `wires`: by node.port the newest sample, five times a second at most.
         */
        get: operations["getFlowsDeploymentsByIdLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give nothing until it is resumed */
        post: operations["postFlowsDeploymentsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with what comes from now on */
        post: operations["postFlowsDeploymentsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put another published version in force
         * @description What nodes remember is kept where all that remember are the same in both.
         */
        post: operations["postFlowsDeploymentsByIdUpgrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back to the version before */
        post: operations["postFlowsDeploymentsByIdRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/deployments/{id}/recompute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give its points anew out of the history, from a moment on
         * @description Nothing is done a second time: actions of the past stay as they were.
         */
        post: operations["postFlowsDeploymentsByIdRecompute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow: its draft and its versions */
        get: operations["getFlowsById"];
        put?: never;
        post?: never;
        /** Remove a flow that runs nowhere */
        delete: operations["deleteFlowsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep the draft
         * @description Refused where somebody saved another since it was read: nothing is overwritten.
         */
        put: operations["putFlowsByIdDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the draft
         * @description Every test of it passes here first. Where the organisation asks for it, it waits for a second person.
         */
        post: operations["postFlowsByIdVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of a flow */
        get: operations["getFlowsByIdVersionsByVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/versions/{version}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a version that waits, or reject it */
        post: operations["postFlowsByIdVersionsByVersionReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions, or a version and the draft */
        get: operations["getFlowsByIdDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a published version at assets, or once
         * @description It acts with the rights of who deploys it. Answered when it is in force.
         */
        post: operations["postFlowsByIdDeployments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Apps on the shelf */
        get: operations["getApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a package in
         * @description The archive that `millrace app pack` makes. One that was tampered with is refused.
         */
        post: operations["postAppsPackages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/{publisher}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An app and its versions */
        get: operations["getAppsByPublisherByName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/{publisher}/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version: what it is, needs, asks for and brings */
        get: operations["getAppsByPublisherByNameVersionsByVersion"];
        put?: never;
        post?: never;
        /** Take a version that is not installed off the shelf */
        delete: operations["deleteAppsByPublisherByNameVersionsByVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/{publisher}/{name}/versions/{version}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The package, as it came in */
        get: operations["getAppsByPublisherByNameVersionsByVersionArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/{publisher}/{name}/versions/{version}/screenshots/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of the app */
        get: operations["getAppsByPublisherByNameVersionsByVersionScreenshotsByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Apps that are installed */
        get: operations["getAppsInstallations"];
        put?: never;
        /**
         * Install a version
         * @description `agreed` is exactly what the version asks for (`asks`); whoever installs it must be allowed all of it on what is bound.
         */
        post: operations["postAppsInstallations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an app would be bound to, what is missing, and what would be agreed to; nothing is kept */
        post: operations["postAppsInstallationsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An installation */
        get: operations["getAppsInstallationsById"];
        /**
         * Change its settings, and what it is bound to
         * @description Settings that are left out stay; `bound` is all of it anew.
         */
        put: operations["putAppsInstallationsById"];
        post?: never;
        /**
         * Uninstall it
         * @description With its tables, settings and secrets; nothing stays but the audit.
         */
        delete: operations["deleteAppsInstallationsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run another version
         * @description Its tables grow, and keep their rows; what cannot hold them is refused.
         */
        post: operations["postAppsInstallationsByIdUpgrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the version before again */
        post: operations["postAppsInstallationsByIdRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it do nothing; all of it stays */
        post: operations["postAppsInstallationsByIdSuspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it work again */
        post: operations["postAppsInstallationsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/tables/{table}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a table of an app */
        get: operations["getAppsInstallationsByIdTablesByTableRows"];
        /**
         * Keep rows, by their key
         * @description Each is whole: what is left out of what may be empty is empty.
         */
        put: operations["putAppsInstallationsByIdTablesByTableRows"];
        post?: never;
        /** Remove rows */
        delete: operations["deleteAppsInstallationsByIdTablesByTableRows"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a page of an app
         * @description For a sandboxed frame: its files are served without cookies, to whoever has the ticket.
         */
        post: operations["postAppsInstallationsByIdTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/app-frames/{ticket}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of pages of an app
         * @description Its policy leaves it no origin, no cookies and no network; millrace.js and millrace.css are beside every file.
         */
        get: operations["getAppFramesByTicketByPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a page of an app begins with */
        get: operations["getAppsInstallationsByIdStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/installations/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a page of an app asks of the plant
         * @description Needs the right of the installation and that of whoever looks at the page.
         */
        post: operations["postAppsInstallationsByIdAsk"];
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
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened, in its order
         * @description Of the types that the caller may see, at the assets they may see. `last` goes into `after` of the next question; nothing is left out between. Older events than are kept: 410.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events. Who comes back with the last id as Last-Event-ID, as a browser does by itself, misses none.
         */
        get: operations["getEventsStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue: what can happen, and what is told of it */
        get: operations["getEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{type}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JSON Schema of the data of a type */
        get: operations["getEventTypesByTypeSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-keeping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long events are kept */
        get: operations["getEventKeeping"];
        /** Keep events for so long, and so many */
        put: operations["putEventKeeping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of events by HTTP */
        get: operations["getWebhooks"];
        put?: never;
        /**
         * Tell an address of events from now on
         * @description Signed as Standard Webhooks 1.0.0, at least once, in order; webhook-id is the id of the event. The secret is shown this once.
         */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhooksById"];
        /** Change a webhook */
        put: operations["putWebhooksById"];
        post?: never;
        /** End a webhook, and forget its log */
        delete: operations["deleteWebhooksById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; the one until now signs beside it for a time */
        post: operations["postWebhooksByIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an event of no consequence, now */
        post: operations["postWebhooksByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with one that was paused, or try one that fails at once */
        post: operations["postWebhooksByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave out the one event that waits for success */
        post: operations["postWebhooksByIdSkip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send once more what happened since a moment
         * @description Under the same webhook-id as before: who keeps those passes over what they have.
         */
        post: operations["postWebhooksByIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attempts, the newest first */
        get: operations["getWebhooksByIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One attempt, with what was sent */
        get: operations["getWebhooksByIdDeliveriesByDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the event of this attempt once more */
        post: operations["postWebhooksByIdDeliveriesByDeliveryReplay"];
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
            action: "asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
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
                action: "asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
                about: "plant" | "organisation" | "platform";
                /** @description A grant may give it to another organisation */
                shared: boolean;
                says: string;
            }[];
        };
        /** Alarm */
        Alarm: {
            id: string;
            asset: string;
            /** @description Names from the top of the tree down to the asset */
            path: string[];
            name: components["schemas"]["AlarmWords"];
            /** @enum {unknown} */
            priority: "low" | "medium" | "high" | "critical";
            /**
             * @description ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated
             * @enum {unknown}
             */
            state: "normal" | "unacknowledged" | "acknowledged" | "returned_unacknowledged" | "latched_unacknowledged" | "latched_acknowledged" | "shelved" | "suppressed" | "out_of_service";
            /** @description Its condition holds */
            active: boolean;
            /** @description Operators are to see it */
            annunciated: boolean;
            /** @description When it came to be shown as it is; ISO 8601 */
            since: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            raisedAt?: string;
            /** @description What was seen then */
            value?: number;
            /** @description UCUM; of the value */
            unit?: string;
            /** @description OPC UA StatusCode of what was seen */
            status?: number;
            /** @description Of its condition, the first one */
            point?: string;
            class: string;
            acknowledgedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            acknowledgedAt?: string;
            heldBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /** @description Why it is shelved, out of service or suppressed by somebody */
            reason?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            heldAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            shelvedUntil?: string;
            /** @description When it returns into service by itself; ISO 8601 */
            outUntil?: string;
            /** @description When what somebody suppressed ends; ISO 8601 */
            suppressedUntil?: string;
            /** @description When it is put before operators again; ISO 8601 */
            againAt?: string;
            /** @description Its condition is not evaluated: why. Nothing would be raised now */
            broken?: {
                code: string;
                says: string;
            };
            note?: string;
        };
        /** AlarmActReply */
        AlarmActReply: {
            changed: number;
            items: {
                id: string;
                /**
                 * @description ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated
                 * @enum {unknown}
                 */
                state?: "normal" | "unacknowledged" | "acknowledged" | "returned_unacknowledged" | "latched_unacknowledged" | "latched_acknowledged" | "shelved" | "suppressed" | "out_of_service";
                /** @description Why nothing happened: acknowledged_already, still_active, unknown … */
                refused?: string;
            }[];
        };
        /** AlarmActRequest */
        AlarmActRequest: {
            ids: string[];
            note?: string;
        };
        /** AlarmApproveRequest */
        AlarmApproveRequest: {
            ids: string[];
            note?: string;
        };
        /** AlarmChange */
        AlarmChange: {
            id: string;
            alarm: string;
            asset: string;
            /** @description Names from the top of the tree down to the asset, where it is asked for */
            path?: string[];
            /** @description That its conditions name, as far as whoever asks may see them; beside `path` */
            points?: {
                id: string;
                name: string;
                path: string[];
                unit?: string;
            }[];
            name: components["schemas"]["AlarmWords"];
            /** @enum {unknown} */
            kind: "add" | "change" | "retire";
            /** @enum {unknown} */
            state: "proposed" | "approved" | "rejected" | "withdrawn";
            before?: components["schemas"]["AlarmDefinition"];
            after?: components["schemas"]["AlarmDefinition"];
            /** @description What changes, field by field */
            difference: {
                /** @description With dots: condition.limit */
                field: string;
                before?: unknown;
                after?: unknown;
            }[];
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
            note?: string;
            /** @description That the alarm came to by it */
            version?: number;
        };
        /** AlarmChangeCounts */
        AlarmChangeCounts: {
            /** @description That wait for a second person */
            waiting: number;
            /** @description Of these, in whose proposal whoever asks had no hand */
            decidable: number;
        };
        /** AlarmChangePage */
        AlarmChangePage: {
            items: components["schemas"]["AlarmChange"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** AlarmChangeRequest */
        AlarmChangeRequest: {
            /** @description That is to change; a new one without it */
            alarm?: string;
            definition?: components["schemas"]["AlarmDefinition"];
            /** @description Take the alarm out of the database */
            retire?: boolean;
            reason: string;
        };
        /** AlarmCondition */
        AlarmCondition: {
            /** @constant */
            is: "limit";
            /** @description Id of the point */
            point: string;
            /** @enum {unknown} */
            side: "high" | "low";
            limit: number;
            /**
             * @description How far it must come back
             * @default 0
             */
            deadband: number;
            /** @description UCUM; of the numbers here, if another than the point’s */
            unit?: string;
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "rate";
            /** @description Id of the point */
            point: string;
            /** @enum {unknown} */
            side: "rising" | "falling" | "either";
            /** @description Per second */
            limit: number;
            /** @description s over which the change is taken */
            window: number;
            /**
             * @description How far it must come back
             * @default 0
             */
            deadband: number;
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "deviation";
            /** @description Id of the point */
            point: string;
            reference: {
                /** @description Id of the point */
                point: string;
            } | {
                value: number;
            };
            /** @enum {unknown} */
            side: "above" | "below" | "either";
            limit: number;
            /**
             * @description How far it must come back
             * @default 0
             */
            deadband: number;
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "absence";
            /** @description Id of the point */
            point: string;
            /** @description s without a sample */
            after: number;
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "state";
            /** @description Id of the point */
            point: string;
            values: (number | boolean | string)[];
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "quality";
            /** @description Id of the point */
            point: string;
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        } | {
            /** @constant */
            is: "expression";
            /** @description Of type boolean */
            expression: string;
            inputs: {
                name: string;
                /** @description Id of the point */
                point: string;
            }[];
            /**
             * @description s that it must hold before it counts
             * @default 0
             */
            onDelay: number;
            /**
             * @description s that it must not hold
             * @default 0
             */
            offDelay: number;
        };
        /** AlarmConditionCheck */
        AlarmConditionCheck: {
            condition: components["schemas"]["AlarmCondition"];
        };
        /**
         * AlarmCounts
         * @description low to critical: annunciated ones; told with the first page
         */
        AlarmCounts: {
            low: number;
            medium: number;
            high: number;
            critical: number;
            /** @description That wait for an acknowledgement */
            unacknowledged: number;
            shelved: number;
            suppressed: number;
            outOfService: number;
        };
        /** AlarmDecisionRequest */
        AlarmDecisionRequest: {
            note?: string;
        };
        /** AlarmDecisionsReply */
        AlarmDecisionsReply: {
            changed: number;
            items: {
                id: string;
                /** @enum {unknown} */
                state?: "proposed" | "approved" | "rejected" | "withdrawn";
                /** @description Why nothing happened, as a row of the error table: alarms.second_person, alarms.outdated … */
                refused?: string;
            }[];
        };
        /** AlarmDecisionsRequest */
        AlarmDecisionsRequest: {
            ids: string[];
            /** @enum {unknown} */
            decision: "approve" | "reject";
            /** @description Why not, where they are rejected */
            note?: string;
        };
        /** AlarmDefinition */
        AlarmDefinition: {
            /** @description Where operators look */
            asset: string;
            name: components["schemas"]["AlarmWords"];
            condition: components["schemas"]["AlarmCondition"];
            suppression?: components["schemas"]["AlarmCondition"];
            /**
             * @description If nobody acts
             * @enum {unknown}
             */
            consequence: "minor" | "major" | "severe";
            /** @description min there are to act */
            respondWithin: number;
            cause: string;
            /** @description What happens if nobody acts */
            effect: string;
            /** @description What the operator does */
            action: string;
            /** @description Alarms that are managed alike: safety, environment, quality … */
            class: string;
            /** @description Stands after the condition has gone until it is reset */
            latching: boolean;
            /**
             * @description by_priority: as the organisation has set it for the priority
             * @enum {unknown}
             */
            acknowledgement: "by_priority" | "required" | "not_required";
            /**
             * @description After shelving: always asks again, unseen only for what nobody acknowledged
             * @enum {unknown}
             */
            reAlarm: "always" | "unseen";
            again?: {
                /** @description min after which it is put before operators again, as if it had just come */
                after: number;
                /**
                 * @description For as long as nobody has acknowledged it, or for as long as its condition holds
                 * @enum {unknown}
                 */
                while: "unacknowledged" | "active";
            };
            /** @description Somebody has asked whether it needs to be an alarm, and why */
            rationalised: boolean;
        };
        /** AlarmDefinitionInForce */
        AlarmDefinitionInForce: {
            id: string;
            path: string[];
            /** @enum {unknown} */
            priority: "low" | "medium" | "high" | "critical";
            version: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            /** @description Id of a change that waits */
            waiting?: string;
            definition: components["schemas"]["AlarmDefinition"];
        };
        /** AlarmDefinitionPage */
        AlarmDefinitionPage: {
            items: components["schemas"]["AlarmDefinitionInForce"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** AlarmEvent */
        AlarmEvent: {
            seq: number;
            alarm: string;
            asset: string;
            name: components["schemas"]["AlarmWords"];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
            /** @enum {unknown} */
            kind: "raised" | "again" | "cleared" | "acknowledged" | "reset" | "shelved" | "unshelved" | "suppressed" | "unsuppressed" | "removed" | "returned" | "noted" | "broken" | "mended" | "changed";
            /**
             * @description ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated
             * @enum {unknown}
             */
            state: "normal" | "unacknowledged" | "acknowledged" | "returned_unacknowledged" | "latched_unacknowledged" | "latched_acknowledged" | "shelved" | "suppressed" | "out_of_service";
            /** @description It was put before operators by this */
            annunciated: boolean;
            /** @enum {unknown} */
            priority: "low" | "medium" | "high" | "critical";
            value?: number;
            status?: number;
            by?: {
                kind: string;
                id: string;
                name: string;
            };
            note?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            until?: string;
        };
        /** AlarmEventPage */
        AlarmEventPage: {
            items: components["schemas"]["AlarmEvent"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** AlarmImportReply */
        AlarmImportReply: {
            /** @description Changes that wait for an approval now */
            proposed: number;
            unchanged: number;
            refused: {
                /** @description From 1 */
                row: number;
                code: string;
                says: string;
            }[];
        };
        /** AlarmImportRequest */
        AlarmImportRequest: {
            rows: components["schemas"]["AlarmRow"][];
            reason: string;
        };
        /** AlarmNoteRequest */
        AlarmNoteRequest: {
            note: string;
        };
        /** AlarmPage */
        AlarmPage: {
            items: components["schemas"]["Alarm"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
            counts?: components["schemas"]["AlarmCounts"];
        };
        /** AlarmPerformance */
        AlarmPerformance: {
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
            /** @description Alarms that were put before operators */
            annunciated: number;
            /** @description There were more than could be counted; what follows is of the first part */
            cut: boolean;
            metrics: {
                averagePer10min: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                averagePerHour: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                averagePerDay: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                peakPer10min: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                busyShare: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                floodShare: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                frequentShare: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                chattering: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                fleeting: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                stale: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
                unauthorised: {
                    value: number;
                    /** @description Up to this it is as the standard recommends */
                    acceptable: number;
                    /** @description Beyond this operators cannot keep up */
                    manageable: number;
                    /** @description Of ANSI/ISA-18.2-2016 */
                    clause: string;
                    /** @enum {unknown} */
                    verdict: "good" | "watch" | "bad";
                };
            };
            /** @description Annunciated alarms of each 10 min from the beginning */
            per10min: number[];
            floods: {
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
                annunciated: number;
                /** @description Most in 10 min */
                peak: number;
            }[];
            /** @description The ten that came most often */
            frequent: {
                id: string;
                name: components["schemas"]["AlarmWords"];
                path: string[];
                annunciated: number;
            }[];
            chattering: {
                id: string;
                name: components["schemas"]["AlarmWords"];
                path: string[];
                annunciated: number;
            }[];
            fleeting: {
                id: string;
                name: components["schemas"]["AlarmWords"];
                path: string[];
                annunciated: number;
            }[];
            /** @description Shares of annunciated alarms beside those of clause 16.4.8 */
            priorities: {
                /** @enum {unknown} */
                priority: "low" | "medium" | "high" | "critical";
                share: number;
                wanted: number;
            }[];
            shelved: number;
            suppressed: number;
            outOfService: number;
            /** @description More than ten came in the last ten minutes */
            flooding: boolean;
        };
        /** AlarmRejectionRequest */
        AlarmRejectionRequest: {
            note: string;
        };
        /** AlarmRemoveRequest */
        AlarmRemoveRequest: {
            ids: string[];
            reason: string;
            /** @description When it returns by itself; without one somebody puts it back */
            until?: string;
        };
        /** AlarmRow */
        AlarmRow: {
            [key: string]: string | number | boolean | null;
        };
        /** AlarmRowList */
        AlarmRowList: {
            items: components["schemas"]["AlarmRow"][];
        };
        /** AlarmSettings */
        AlarmSettings: {
            priorities: {
                /** @description At most so many min to respond; null in the last row */
                within: number | null;
                priority: {
                    /** @enum {unknown} */
                    minor: "low" | "medium" | "high" | "critical";
                    /** @enum {unknown} */
                    major: "low" | "medium" | "high" | "critical";
                    /** @enum {unknown} */
                    severe: "low" | "medium" | "high" | "critical";
                };
            }[];
            /** @description Priorities that need no acknowledgement */
            unacknowledged: ("low" | "medium" | "high" | "critical")[];
            /** @description min that an alarm may be shelved for */
            longestShelf: number;
            /** @description min after which an alarm is stale */
            staleAfter: number;
        };
        /** AlarmShelveRequest */
        AlarmShelveRequest: {
            ids: string[];
            reason: string;
            /** @description When it returns by itself; ISO 8601 or µs */
            until: string;
        };
        /** AlarmSuppressRequest */
        AlarmSuppressRequest: {
            ids: string[];
            reason: string;
            /** @description When it ends by itself; ISO 8601 or µs */
            until: string;
        };
        /** AlarmWords */
        AlarmWords: {
            en: string;
            zh: string;
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
        /** App */
        App: {
            /** @description publisher/name */
            app: string;
            versions: components["schemas"]["AppVersionListed"][];
        };
        /**
         * AppAsk
         * @description What a page of an app asks of the plant
         */
        AppAsk: {
            /** @constant */
            call: "latest";
            points: string[];
        } | {
            /** @constant */
            call: "history";
            points: string[];
            from: string;
            to: string;
            /** @description About so many; 200 unless told */
            buckets?: number;
        } | {
            /** @constant */
            call: "write";
            /** @description UUID */
            point: string;
            value: number | boolean | string;
            reason: string;
            /** @description UUID */
            id?: string;
        } | {
            /** @constant */
            call: "model";
            /** @description publisher/name, of a model that is published */
            model: string;
            input: {
                [key: string]: (number | boolean | string) | null;
            };
        };
        /**
         * AppAskReply
         * @description latest, history, write, model: each its own
         */
        AppAskReply: {
            point: string;
            /** @description null: it has none, or a bad one */
            value: number | boolean | string | null;
            /** @enum {unknown} */
            quality: "good" | "uncertain" | "bad";
            time: string | null;
        }[] | {
            point: string;
            columns: {
                /** @description Begin of each bucket, ms since 1970 UTC */
                time: number[];
                min: (number | null)[];
                max: (number | null)[];
                mean: (number | null)[];
                first: (number | null)[];
                last: (number | null)[];
                count: number[];
                good: number[];
            };
        }[] | {
            /** @description Id of the write */
            operation: string;
            state: string;
        } | {
            version: string;
            outputs: {
                [key: string]: {
                    value: (number | boolean | string) | null;
                    unit?: string;
                    /** @description Why it is not good */
                    reason?: string;
                };
            };
        };
        /**
         * AppAsked
         * @description One thing that an app asks to do
         */
        AppAsked: {
            /** @constant */
            kind: "action";
            action: string;
            /** @enum {unknown} */
            on: "bound" | "organisation";
        } | {
            /** @constant */
            kind: "write";
            need: string;
            property: string;
        } | {
            /** @constant */
            kind: "host";
            host: string;
        } | {
            /** @constant */
            kind: "event";
            event: string;
        } | {
            /** @constant */
            kind: "http";
            service: string;
        };
        /**
         * AppBound
         * @description By need: ids of assets
         */
        AppBound: {
            [key: string]: string[];
        };
        /** AppChangeRequest */
        AppChangeRequest: {
            /** @description By name; of a secret null leaves what is there, and of others it means the default */
            settings?: {
                [key: string]: (number | boolean | string) | null;
            };
            bound?: components["schemas"]["AppBound"];
        };
        /** AppColumn */
        AppColumn: {
            name: string;
            /** @enum {unknown} */
            type: "number" | "integer" | "boolean" | "text" | "time" | "date" | "asset" | "person" | "json";
            /** @description UCUM code */
            unit?: string;
            optional?: boolean;
            title?: {
                en: string;
                zh: string;
            };
        };
        /** AppFit */
        AppFit: {
            /** @description UUID */
            asset: string;
            name: string;
            path: string[];
            /** @description By property: the point that it is, or why none is */
            properties: {
                [key: string]: {
                    /** @description UUID */
                    point?: string;
                    /** @enum {unknown} */
                    problem?: "missing" | "several" | "type" | "unit";
                };
            };
            /** @description Every property is there that must be */
            fits: boolean;
        };
        /**
         * AppFlow
         * @description `for`: a need, at each of whose assets it runs; `parameters`: by setting
         */
        AppFlow: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description Within the package */
            file: string;
            for?: string;
            parameters?: {
                [key: string]: string;
            };
        };
        /** AppInstallRequest */
        AppInstallRequest: {
            /** @description publisher/name */
            app: string;
            version: string;
            /** @description By name; of a secret null leaves what is there, and of others it means the default */
            settings?: {
                [key: string]: (number | boolean | string) | null;
            };
            bound?: components["schemas"]["AppBound"];
            /** @description All of what the version asks for, and nothing else */
            agreed: components["schemas"]["AppAsked"][];
        };
        /** AppInstallation */
        AppInstallation: {
            /** @description UUID */
            id: string;
            /** @description publisher/name */
            app: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description Where rollback leads */
            previous?: string;
            /** @enum {unknown} */
            state: "active" | "suspended";
            settings: {
                [key: string]: number | boolean | string;
            };
            /** @description Names of those that are set */
            secrets: string[];
            bound: components["schemas"]["AppBound"];
            agreed: components["schemas"]["AppAsked"][];
            pages?: components["schemas"]["AppPage"][];
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
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** AppInstallationList */
        AppInstallationList: {
            items: components["schemas"]["AppInstallation"][];
        };
        /** AppListed */
        AppListed: {
            /** @description publisher/name */
            app: string;
            /** @description The newest on the shelf */
            version: string;
            title: {
                en: string;
                zh: string;
            };
            summary: {
                en: string;
                zh: string;
            };
            owner: string;
            taxonomy: {
                /** @enum {unknown} */
                reach: "common" | "industry" | "enterprise";
                stages: ("design" | "production" | "service" | "management")[];
                scenarios: ("energy" | "efficiency" | "maintenance" | "quality" | "scheduling" | "safety" | "environment" | "logistics" | "monitoring" | "reporting")[];
                /** @description GB/T 4754: section letter, then division, group and class; all industries unless told */
                industries?: string[];
                tags?: string[];
            };
            pages: number;
            signature?: {
                fingerprint: string;
                /** @description Somebody said so of its key (mechanism-keys) */
                trusted: boolean;
            };
            installed?: {
                /** @description UUID */
                id: string;
                version: string;
                /** @enum {unknown} */
                state: "active" | "suspended";
            };
        };
        /** AppManifest */
        AppManifest: {
            /** @description publisher/name */
            id: string;
            /** @description SemVer 2.0, without build metadata */
            version: string;
            title: {
                en: string;
                zh: string;
            };
            summary: {
                en: string;
                zh: string;
            };
            description: {
                en: string;
                zh: string;
            };
            owner: string;
            /** @description SPDX expression */
            licence: string;
            taxonomy: {
                /** @enum {unknown} */
                reach: "common" | "industry" | "enterprise";
                stages: ("design" | "production" | "service" | "management")[];
                scenarios: ("energy" | "efficiency" | "maintenance" | "quality" | "scheduling" | "safety" | "environment" | "logistics" | "monitoring" | "reporting")[];
                /** @description GB/T 4754: section letter, then division, group and class; all industries unless told */
                industries?: string[];
                tags?: string[];
            };
            sources?: {
                title: string;
                publisher?: string;
                /** @description False: from memory */
                seen: boolean;
            }[];
            needs?: components["schemas"]["AppNeed"][];
            permissions?: components["schemas"]["AppPermission"][];
            /** @description Hosts outside that its services may ask, by the guarded way out; none unless told */
            reaches?: string[];
            settings?: components["schemas"]["AppSetting"][];
            pages?: components["schemas"]["AppPage"][];
            services?: components["schemas"]["AppService"][];
            flows?: components["schemas"]["AppFlow"][];
            /** @description Folders with a model.yaml */
            models?: string[];
            /** @description Equipment classes: points, KPIs and alarms, as in library/equipment */
            classes?: string[];
            tables?: components["schemas"]["AppTable"][];
            tests?: string[];
            screenshots?: {
                /** @description Within the package */
                file: string;
                title: {
                    en: string;
                    zh: string;
                };
            }[];
            /** @description Of a solution: packages of apps and models that are installed with it */
            includes?: string[];
        };
        /**
         * AppNeed
         * @description Assets that it works on: by what they are, never by name
         */
        AppNeed: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            equipmentClass?: string;
            thingModel?: string;
            /** @description Assets; 1 unless told */
            least?: number;
            /** @description Assets; as many as there are unless told */
            most?: number;
            properties: components["schemas"]["AppProperty"][];
        };
        /** AppPage */
        AppPage: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description Within the package */
            file: string;
            /**
             * @description Where people find it; `menu` unless told
             * @enum {unknown}
             */
            at?: "menu" | "asset" | "wall";
            /** @description Of `asset`: on whose pages it stands */
            needs?: string[];
        };
        /** AppPermission */
        AppPermission: {
            /** @description A word of GET /actions */
            action: string;
            why: {
                en: string;
                zh: string;
            };
            /**
             * @description The assets that are bound to it, unless told
             * @enum {unknown}
             */
            on?: "bound" | "organisation";
        };
        /** AppPreview */
        AppPreview: {
            asks: components["schemas"]["AppAsked"][];
            /** @description What the person who asks may not do, and so cannot agree to */
            beyond: components["schemas"]["AppAsked"][];
            needs: {
                need: string;
                bound: components["schemas"]["AppFit"][];
                /** @description Other assets of its class or thing model; those that fit first */
                suggested: components["schemas"]["AppFit"][];
            }[];
        };
        /** AppPreviewRequest */
        AppPreviewRequest: {
            /** @description publisher/name */
            app: string;
            version: string;
            bound?: components["schemas"]["AppBound"];
        };
        /** AppProperty */
        AppProperty: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            /** @enum {unknown} */
            type: "number" | "boolean" | "text";
            /** @description UCUM code */
            unit?: string;
            /** @description The app works without it, and says what it cannot tell then */
            optional?: boolean;
            /** @description The app writes it: rights and four-eyes count as for people */
            writes?: boolean;
        };
        /**
         * AppRow
         * @description By column
         */
        AppRow: {
            [key: string]: unknown;
        };
        /** AppRowCount */
        AppRowCount: {
            rows: number;
        };
        /** AppRowPage */
        AppRowPage: {
            items: components["schemas"]["AppRow"][];
            next?: string;
        };
        /** AppRowsRequest */
        AppRowsRequest: {
            rows: components["schemas"]["AppRow"][];
        };
        /**
         * AppService
         * @description A module for QuickJS; what calls it says which functions it exports
         */
        AppService: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description Within the package */
            file: string;
            /** @description s: it is called so often, in UTC */
            every?: number;
            /** @description Its pages, and keys with the right, may call it */
            http?: boolean;
            events?: string[];
            /** @description Of one call; 1,000 unless told */
            timeMs?: number;
            /** @description Bytes; 32 MiB unless told */
            memory?: number;
        };
        /** AppSetting */
        AppSetting: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            help?: {
                en: string;
                zh: string;
            };
            /** @enum {unknown} */
            type: "number" | "boolean" | "text" | "choice" | "secret" | "address";
            /** @description UCUM code */
            unit?: string;
            /** @description In `unit` */
            low?: number;
            /** @description In `unit` */
            high?: number;
            choices?: {
                value: string;
                title: {
                    en: string;
                    zh: string;
                };
            }[];
            default?: number | boolean | string;
        };
        /** AppShelfPage */
        AppShelfPage: {
            items: components["schemas"]["AppListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            total: number;
            facets: {
                /** @description Apps by value, within what else is asked for */
                scenario: {
                    [key: string]: number;
                };
                /** @description Apps by value, within what else is asked for */
                stage: {
                    [key: string]: number;
                };
                /** @description Apps by value, within what else is asked for */
                reach: {
                    [key: string]: number;
                };
                /** @description Apps by value, within what else is asked for */
                industry: {
                    [key: string]: number;
                };
            };
        };
        /** AppStart */
        AppStart: {
            /** @description By need: what is bound, as far as the person may see it */
            assets: {
                [key: string]: {
                    id: string;
                    name: string;
                    points: {
                        [key: string]: string;
                    };
                }[];
            };
            settings: {
                [key: string]: number | boolean | string;
            };
            /** @description Name of who looks at it */
            person: string;
        };
        /** AppTable */
        AppTable: {
            name: string;
            title: {
                en: string;
                zh: string;
            };
            columns: components["schemas"]["AppColumn"][];
            key: string[];
            indexes?: string[][];
            /** @description Rows; 100,000 unless told */
            most?: number;
        };
        /** AppTicket */
        AppTicket: {
            ticket: string;
            /** @description Of the page, for a sandboxed frame; for half a day, and as long as this version runs */
            url: string;
        };
        /** AppTicketRequest */
        AppTicketRequest: {
            page: string;
        };
        /** AppUpgradeRequest */
        AppUpgradeRequest: {
            version: string;
            /** @description All of what the version asks for, and nothing else */
            agreed: components["schemas"]["AppAsked"][];
            /** @description By name; of a secret null leaves what is there, and of others it means the default */
            settings?: {
                [key: string]: (number | boolean | string) | null;
            };
            bound?: components["schemas"]["AppBound"];
        };
        /** AppVersion */
        AppVersion: {
            /** @description publisher/name */
            app: string;
            version: string;
            /** @description sha256:… of digests.json */
            digest: string;
            bytes: number;
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
            signature?: {
                fingerprint: string;
                /** @description Somebody said so of its key (mechanism-keys) */
                trusted: boolean;
            };
            /** @description That run it, or may go back to it */
            installations: number;
            manifest: components["schemas"]["AppManifest"];
            /** @description What is agreed to when it is installed */
            asks: components["schemas"]["AppAsked"][];
            files: {
                path: string;
                bytes: number;
            }[];
        };
        /** AppVersionListed */
        AppVersionListed: {
            version: string;
            /** @description sha256:… of digests.json */
            digest: string;
            bytes: number;
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
            signature?: {
                fingerprint: string;
                /** @description Somebody said so of its key (mechanism-keys) */
                trusted: boolean;
            };
            /** @description That run it, or may go back to it */
            installations: number;
        };
        /** Asset */
        Asset: {
            id: string;
            /** @description null at the top */
            parent: string | null;
            name: string;
            /**
             * @description ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment
             * @enum {unknown}
             */
            level: "enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment";
            /** @description Somebody said the level; otherwise it follows the level above */
            levelGiven: boolean;
            /**
             * @description Of a work center
             * @enum {unknown}
             */
            kind?: "process_cell" | "production_unit" | "production_line" | "storage_zone";
            /** @description Names from the top down to this asset */
            path: string[];
            childCount: number;
            /** @description Points here and below */
            pointCount: number;
            description?: string;
            tags: string[];
            position?: components["schemas"]["Position"];
            /**
             * Format: date-time
             * @description Since when it is out of use
             */
            retiredAt?: string;
        };
        /**
         * AssetChange
         * @description What is left out stays; null takes it away (a level then follows the one above)
         */
        AssetChange: {
            name?: string;
            level?: ("enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment") | null;
            kind?: ("process_cell" | "production_unit" | "production_line" | "storage_zone") | null;
            description?: string | null;
            tags?: string[];
            position?: components["schemas"]["Position"] | null;
        };
        /** AssetDocument */
        AssetDocument: {
            title: string;
            /** @description http or https */
            url: string;
        };
        /** AssetMove */
        AssetMove: {
            /** @description What it hangs on from now on; null: the top */
            parent: string | null;
        };
        /** AssetPage */
        AssetPage: {
            items: components["schemas"]["Asset"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** AssetRequest */
        AssetRequest: {
            name: string;
            /** @description What it hangs on; without it the top */
            parent?: string;
            /**
             * @description ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment
             * @enum {unknown}
             */
            level?: "enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment";
            /**
             * @description Of a work center
             * @enum {unknown}
             */
            kind?: "process_cell" | "production_unit" | "production_line" | "storage_zone";
            description?: string;
            tags?: string[];
            position?: components["schemas"]["Position"];
        };
        /** AssetUse */
        AssetUse: {
            retired: boolean;
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
                /** @description Who had an app do it */
                beside?: {
                    kind: string;
                    id: string;
                    name: string;
                };
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
        /** Binding */
        Binding: {
            /** @description UUID */
            id: string;
            model: {
                /** @description UUID */
                mechanism: string;
                name: string;
                title: {
                    en: string;
                    zh: string;
                };
                version: string;
            };
            name: {
                en: string;
                zh: string;
            };
            /** @description One of the three */
            target: {
                /** @description Key: every asset that is of it, also of those to come */
                thingModel?: string;
                /** @description Likewise, every asset that a class is applied to */
                equipmentClass?: string;
                assets?: string[];
            };
            /** @description By input of the model; what is left out is not bound */
            inputs: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description For all assets; what is left out is as the model has it */
            parameters: {
                [key: string]: number;
            };
            /** @description Outputs that become points of the asset, and how they are called */
            outputs: {
                [key: string]: {
                    name: {
                        en: string;
                        zh: string;
                    };
                };
            };
            /** @description By output: what it is compared with, where it is measured too */
            measured: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description s: one row for each step of a grid in UTC in which something came. Without it one at each change */
            every?: number;
            /** @description s that a value of an input stands at most */
            gap?: number;
            paused: boolean;
            /** @description A version that runs in the shadow of this one: what it gives goes nowhere but into the comparison */
            canary?: {
                version: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                since: string;
                by: {
                    kind: string;
                    id: string;
                    name: string;
                };
            };
            /** @description The version that a rollback goes back to */
            before?: string;
            /** @description That run it */
            assets: number;
            /** @description Assets of these where it does not run */
            broken: number;
            /** @description That stand: drift, ranges, latency */
            conditions: number;
            changedBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** BindingBackRequest */
        BindingBackRequest: {
            /**
             * Format: date-time
             * @description Worked out from then on, out of the history
             */
            from: string;
        };
        /** BindingCalibrationList */
        BindingCalibrationList: {
            items: {
                number: number;
                parameters: {
                    [key: string]: number;
                };
                /** @description UUID */
                study?: string;
                comment?: string;
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
                inForce: boolean;
            }[];
        };
        /** BindingCalibrationRequest */
        BindingCalibrationRequest: {
            parameters: {
                [key: string]: number;
            };
            /** @description UUID */
            study?: string;
            comment?: string;
        };
        /** BindingChange */
        BindingChange: {
            name: {
                en: string;
                zh: string;
            };
            /** @description One of the three */
            target: {
                /** @description Key: every asset that is of it, also of those to come */
                thingModel?: string;
                /** @description Likewise, every asset that a class is applied to */
                equipmentClass?: string;
                assets?: string[];
            };
            /** @description By input of the model; what is left out is not bound */
            inputs: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description For all assets; what is left out is as the model has it */
            parameters?: {
                [key: string]: number;
            };
            /** @description Outputs that become points of the asset, and how they are called */
            outputs: {
                [key: string]: {
                    name: {
                        en: string;
                        zh: string;
                    };
                };
            };
            /** @description By output: what it is compared with, where it is measured too */
            measured?: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description s: one row for each step of a grid in UTC in which something came. Without it one at each change */
            every?: number;
            /** @description s that a value of an input stands at most */
            gap?: number;
        };
        /** BindingComparison */
        BindingComparison: {
            version: string;
            canary: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            since: string;
            rows: number;
            outputs: {
                name: string;
                unit?: string;
                now: {
                    good: number;
                    uncertain: number;
                    bad: number;
                    /** @description RMSE against what is measured */
                    residual?: number;
                    /** @description Mean of given − measured */
                    bias?: number;
                    msPerRow?: number;
                    faults: number;
                };
                canary: {
                    good: number;
                    uncertain: number;
                    bad: number;
                    /** @description RMSE against what is measured */
                    residual?: number;
                    /** @description Mean of given − measured */
                    bias?: number;
                    msPerRow?: number;
                    faults: number;
                };
                /** @description Canary − now */
                meanDifference?: number;
                largestDifference?: number;
            }[];
            /**
             * @description By residual where it is measured; else worse where it gives less that is good
             * @enum {unknown}
             */
            verdict: "better" | "alike" | "worse" | "too_little";
            why: string[];
        };
        /** BindingCondition */
        BindingCondition: {
            /** @description As the runtime names it: residual, drift_cusum, drift_psi, out_of_range, slow, fault … */
            kind: string;
            /** @description The input or output that it is of */
            of?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            since: string;
            value?: number;
            limit?: number;
            says: string;
        };
        /** BindingList */
        BindingList: {
            items: components["schemas"]["Binding"][];
        };
        /** BindingPreview */
        BindingPreview: {
            assets: components["schemas"]["BoundAsset"][];
            /** @description Assets where it can run */
            fit: number;
            /** @description Assets where something is missing */
            problems: number;
            /** @description Assets that are not shown */
            more: number;
        };
        /** BindingRequest */
        BindingRequest: {
            /** @description UUID */
            mechanism: string;
            /** @description SemVer 2.0 */
            version: string;
            name: {
                en: string;
                zh: string;
            };
            /** @description One of the three */
            target: {
                /** @description Key: every asset that is of it, also of those to come */
                thingModel?: string;
                /** @description Likewise, every asset that a class is applied to */
                equipmentClass?: string;
                assets?: string[];
            };
            /** @description By input of the model; what is left out is not bound */
            inputs: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description For all assets; what is left out is as the model has it */
            parameters?: {
                [key: string]: number;
            };
            /** @description Outputs that become points of the asset, and how they are called */
            outputs: {
                [key: string]: {
                    name: {
                        en: string;
                        zh: string;
                    };
                };
            };
            /** @description By output: what it is compared with, where it is measured too */
            measured?: {
                [key: string]: {
                    /** @description Of the thing model; without one, the name of a point below the asset */
                    property?: string;
                    /** @description For one asset alone */
                    point?: string;
                    constant?: number | boolean | string;
                };
            };
            /** @description s: one row for each step of a grid in UTC in which something came. Without it one at each change */
            every?: number;
            /** @description s that a value of an input stands at most */
            gap?: number;
            /**
             * Format: date-time
             * @description Worked out from then on, out of the history
             */
            from?: string;
        };
        /** BindingVersionRequest */
        BindingVersionRequest: {
            /** @description SemVer 2.0 */
            version: string;
        };
        /** BoundAsset */
        BoundAsset: {
            /** @description UUID */
            asset: string;
            path: string[];
            inputs: {
                name: string;
                /** @description UUID */
                point?: string;
                pointPath?: string[];
                pointUnit?: string;
                unit?: string;
                constant?: number | boolean | string;
                /**
                 * @description not_bound: nothing stands for it, and it has no default
                 * @enum {unknown}
                 */
                problem?: "missing" | "several" | "type" | "unit" | "not_bound";
                says?: string;
            }[];
            outputs: {
                name: string;
                /** @description UUID */
                point?: string;
                unit?: string;
            }[];
            /** @description As they hold here */
            parameters: {
                [key: string]: number;
            };
            calibration?: {
                number: number;
                /** @description UUID */
                study?: string;
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
            /**
             * Format: date-time
             * @description What comes late is worked in from then on
             */
            since?: string;
            last?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                time: string;
                version: string;
                /** @description The worst of its outputs */
                status: number;
                reason?: string;
            };
            back?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                at: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                end: string;
            };
            broken?: {
                code: string;
                says: string;
            };
            conditions: components["schemas"]["BindingCondition"][];
        };
        /** BoundAssetList */
        BoundAssetList: {
            items: components["schemas"]["BoundAsset"][];
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
        /** BulkRequest */
        BulkRequest: {
            filter: {
                /** @description This asset and everything below it */
                below?: string;
                /**
                 * @description ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment
                 * @enum {unknown}
                 */
                level?: "enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment";
                tag?: string;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
            };
            change: {
                level?: ("enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment") | null;
                kind?: ("process_cell" | "production_unit" | "production_line" | "storage_zone") | null;
                description?: string | null;
                addTags?: string[];
                removeTags?: string[];
                /** @description Move them all there */
                parent?: string | null;
                retired?: boolean;
            };
            /** @description `seen` of the preview */
            seen?: string;
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
        /** Derived */
        Derived: {
            /** @description Of the point */
            id: string;
            asset: string;
            name: components["schemas"]["DerivedName"];
            type: "double" | "int64" | "boolean" | "string";
            /** @description UCUM */
            unit?: string;
            formula: string;
            inputs: {
                name: string;
                point: string;
                /** @description Missing where the caller may not see it */
                pointName?: string;
                unit?: string;
            }[];
            gap?: number;
            changedBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            /**
             * Format: date-time
             * @description What comes late is worked in from then on
             */
            since?: string;
            /** @description Why it is not worked out now */
            broken?: {
                code: string;
                says: string;
            };
            /** @description It is being worked out back: of what stretch, and up to where that is done */
            back?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                at: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                end: string;
            };
        };
        /** DerivedBackRequest */
        DerivedBackRequest: {
            /**
             * Format: date-time
             * @description Worked out from then on, out of the history
             */
            from: string;
        };
        /** DerivedChange */
        DerivedChange: {
            name: components["schemas"]["DerivedName"];
            /** @description docs/expressions.md */
            formula: string;
            inputs: {
                /** @description In the formula */
                name: string;
                /** @description Id of the point */
                point: string;
            }[];
            /** @description UCUM; what the formula gives is converted to it */
            unit?: string;
            /** @description s that a value of an input stands at most; older, it counts as bad. Default: until its next one */
            gap?: number;
            /**
             * Format: date-time
             * @description Worked out from then on, out of the history
             */
            from?: string;
        };
        /** DerivedList */
        DerivedList: {
            items: components["schemas"]["Derived"][];
        };
        /** DerivedName */
        DerivedName: {
            en: string;
            zh: string;
        };
        /** DerivedPreview */
        DerivedPreview: {
            type: "double" | "int64" | "boolean" | "string";
            /** @description UCUM */
            unit?: string;
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
            /** @description There was more: only the newest is shown */
            cut: boolean;
            samples: components["schemas"]["Sample"][];
        };
        /** DerivedPreviewRequest */
        DerivedPreviewRequest: {
            /** @description The derived point that is to be so */
            point?: string;
            /** @description docs/expressions.md */
            formula: string;
            inputs: {
                /** @description In the formula */
                name: string;
                /** @description Id of the point */
                point: string;
            }[];
            /** @description UCUM; what the formula gives is converted to it */
            unit?: string;
            /** @description s that a value of an input stands at most; older, it counts as bad. Default: until its next one */
            gap?: number;
            /** @default 1 */
            hours?: number;
        };
        /** DerivedRequest */
        DerivedRequest: {
            /** @description UUID */
            asset: string;
            name: components["schemas"]["DerivedName"];
            /** @description docs/expressions.md */
            formula: string;
            inputs: {
                /** @description In the formula */
                name: string;
                /** @description Id of the point */
                point: string;
            }[];
            /** @description UCUM; what the formula gives is converted to it */
            unit?: string;
            /** @description s that a value of an input stands at most; older, it counts as bad. Default: until its next one */
            gap?: number;
            /**
             * Format: date-time
             * @description Worked out from then on, out of the history
             */
            from?: string;
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
        /** DeviceAuthorization */
        DeviceAuthorization: {
            /** @description For the program alone */
            device_code: string;
            /** @description For people to enter */
            user_code: string;
            verification_uri: string;
            /** @description With the code in it */
            verification_uri_complete: string;
            /** @description s */
            expires_in: number;
            /** @description s between two requests for the token */
            interval: number;
        };
        /** DeviceAuthorizationForm */
        DeviceAuthorizationForm: {
            /** @description What people are told asks; client_id if missing */
            client_name?: string;
            client_id?: string;
            /** @description Not looked at: rights are those of the person */
            scope?: string;
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
        /** DeviceToken */
        DeviceToken: {
            /** @description A session of the person who approved */
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description s */
            expires_in: number;
        };
        /** DeviceTokenForm */
        DeviceTokenForm: {
            /** @description urn:ietf:params:oauth:grant-type:device_code */
            grant_type?: string;
            device_code?: string;
            client_id?: string;
        };
        /** Downtime */
        Downtime: {
            id: string;
            /** @description UUID */
            asset: string;
            /** @description UUID */
            reason: string;
            note?: string;
            /**
             * Format: date-time
             * @description Inclusive; to the millisecond
             */
            begin: string;
            /**
             * Format: date-time
             * @description Exclusive; missing while it lasts
             */
            end?: string;
        };
        /** DowntimeList */
        DowntimeList: {
            items: components["schemas"]["Downtime"][];
        };
        /** DowntimeReason */
        DowntimeReason: {
            id: string;
            /** @description UUID */
            parent?: string;
            name: {
                en: string;
                zh: string;
            };
            /**
             * @description What the time counts as; planned: it is no planned busy time
             * @enum {unknown}
             */
            state: "setup" | "delay" | "failure" | "idle" | "planned";
            /** @enum {unknown} */
            maintenance?: "corrective" | "preventive";
            /** @description No longer offered; what was entered keeps it */
            retired?: boolean;
        };
        /** DowntimeReasonList */
        DowntimeReasonList: {
            items: components["schemas"]["DowntimeReason"][];
        };
        /** DowntimeReasonRequest */
        DowntimeReasonRequest: {
            /** @description UUID */
            parent?: string;
            name: {
                en: string;
                zh: string;
            };
            /**
             * @description What the time counts as; planned: it is no planned busy time
             * @enum {unknown}
             */
            state: "setup" | "delay" | "failure" | "idle" | "planned";
            /** @enum {unknown} */
            maintenance?: "corrective" | "preventive";
            /** @description No longer offered; what was entered keeps it */
            retired?: boolean;
        };
        /** DowntimeRequest */
        DowntimeRequest: {
            /** @description UUID */
            asset: string;
            /** @description UUID */
            reason: string;
            note?: string;
            /**
             * Format: date-time
             * @description Inclusive; to the millisecond
             */
            begin: string;
            /**
             * Format: date-time
             * @description Exclusive; missing while it lasts
             */
            end?: string;
        };
        /** EmailSettings */
        EmailSettings: {
            host: string;
            /** @description 587 with STARTTLS, 465 with TLS */
            port: number;
            /**
             * @description starttls: refused where the server has none (RFC 3207); none: only to a server of the own network
             * @enum {unknown}
             */
            security: "starttls" | "tls" | "none";
            user?: string;
            from: string;
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
        /** EquipmentApplication */
        EquipmentApplication: {
            /** @description UUID */
            asset: string;
            /** @description As its file in library/equipment is named */
            class: string;
            /** @description Of the guideline’s article 10 */
            kind: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description Version of the class in the library; missing where it has it no more */
            newest?: string;
            variant?: string;
            parameters: {
                [key: string]: number;
            };
            alarms: {
                name: string;
                en: string;
                zh: string;
                alarm: string;
            }[];
            kpis: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit?: string;
                key: string;
            }[];
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
        /** EquipmentApplicationList */
        EquipmentApplicationList: {
            items: components["schemas"]["EquipmentApplication"][];
        };
        /** EquipmentApplicationRequest */
        EquipmentApplicationRequest: {
            class: string;
            variant?: string;
            /** @description Of the plate, in the unit of the class; what is left out stays as it was, or as the class has it */
            parameters?: {
                [key: string]: number;
            };
            /** @description By point of the class: a point of the asset, or null for none; the others are found by themselves */
            points?: {
                [key: string]: string | null;
            };
            /** @description Those wanted of what would be proposed; without it all that nobody declined */
            alarms?: string[];
            /** @description Likewise of KPIs */
            kpis?: string[];
            /** @description With which the asset becomes a work unit; one that it is already stays as it is */
            calendar?: string;
            /**
             * Format: date-time
             * @description Windows that begin from then on are told; without it: now
             */
            kpisFrom?: string;
            /** @description `seen` of what was looked at: nothing else is applied */
            seen?: string;
        };
        /** EquipmentClass */
        EquipmentClass: {
            /** @description As its file in library/equipment is named */
            class: string;
            /** @description Of the guideline’s article 10 */
            kind: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            note?: {
                en: string;
                zh: string;
            };
            sources: {
                id: string;
                /** @enum {unknown} */
                kind: "standard" | "software" | "page" | "paper";
                title: string;
                publisher: string;
                address?: string;
                /** @description The text itself was read; what was not is known from memory */
                seen: boolean;
            }[];
            variants: {
                name: string;
                en: string;
                zh: string;
                units: {
                    [key: string]: string;
                };
            }[];
            parameters: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit: string;
                default: number;
                low: number;
                high: number;
            }[];
            points: {
                name: string;
                en: string;
                zh: string;
                /** @enum {unknown} */
                type: "number" | "boolean" | "text";
                /** @description UCUM */
                unit?: string;
                low?: number;
                high?: number;
                counter?: boolean;
                states?: string[];
                /** @enum {unknown} */
                need: "needed" | "optional";
                else?: number | boolean | string;
            }[];
            derived: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit: string;
                formula?: string;
                curve?: string;
                at?: string;
                source?: {
                    id: string;
                    clause?: string;
                };
            }[];
            kpis: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit: string;
                /** @enum {unknown} */
                better: "higher" | "lower";
                formula: string;
                source?: {
                    id: string;
                    clause?: string;
                };
            }[];
            alarms: {
                name: string;
                en: string;
                zh: string;
                when: string;
                /** @description s */
                on_delay: number;
                deadband?: {
                    /** @description In the unit of the point; of a limit alone */
                    value: number;
                    /**
                     * @description The kind of signal, whose share of the range EEMUA 191 recommends; own: it has none for it
                     * @enum {unknown}
                     */
                    by: "flow" | "level" | "pressure" | "temperature" | "composition" | "own";
                };
                /** @enum {unknown} */
                consequence: "minor" | "major" | "severe";
                /** @description min */
                respond_within: number;
                effect: {
                    en: string;
                    zh: string;
                };
                action: {
                    en: string;
                    zh: string;
                };
            }[];
            comparisons: {
                kpi: string;
                alike: {
                    of: string;
                    /** @description % */
                    within: number;
                }[];
                /** @description % of the window that must have good data */
                completeness: number;
            }[];
            references: {
                name: string;
                en: string;
                zh: string;
                source: {
                    id: string;
                    clause?: string;
                };
                variant?: string;
                figures: {
                    kpi: string;
                    /** @description UCUM */
                    unit: string;
                    published: number;
                    tolerance: number;
                    /** @description What the formula gives; missing where it gives nothing */
                    seen?: number;
                    holds: boolean;
                    because?: {
                        en: string;
                        zh: string;
                    };
                }[];
            }[];
        };
        /** EquipmentClassList */
        EquipmentClassList: {
            items: components["schemas"]["EquipmentClassListed"][];
        };
        /** EquipmentClassListed */
        EquipmentClassListed: {
            /** @description As its file in library/equipment is named */
            class: string;
            /** @description Of the guideline’s article 10 */
            kind: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            points: number;
            kpis: number;
            alarms: number;
            /** @description Published figures that its formulas give again */
            figures: number;
        };
        /** EquipmentLeftOut */
        EquipmentLeftOut: {
            /**
             * @description missing: points that the asset has not; curve: it is read off a maker’s curve; constant: nothing of it is measured
             * @enum {unknown}
             */
            why: "missing" | "curve" | "constant";
            names: string[];
        };
        /** EquipmentPlan */
        EquipmentPlan: {
            /** @description UUID */
            asset: string;
            /** @description As its file in library/equipment is named */
            class: string;
            /** @description Of the guideline’s article 10 */
            kind: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            variant?: string;
            parameters: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit: string;
                default: number;
                low: number;
                high: number;
                value: number;
            }[];
            /** @description Points of the asset and of all below it that could be some point of the class */
            available: components["schemas"]["EquipmentPoint"][];
            points: components["schemas"]["EquipmentPlannedPoint"][];
            model: {
                key: string;
                /**
                 * @description same: the asset is of it already
                 * @enum {unknown}
                 */
                is: "new" | "there" | "same";
                /** @description Of which model the asset is now */
                replaces?: {
                    key: string;
                    version: string;
                    title: string;
                };
            };
            alarms: components["schemas"]["EquipmentPlannedAlarm"][];
            kpis: components["schemas"]["EquipmentPlannedKpi"][];
            /** @description What was applied to it before */
            before?: {
                class: string;
                version: string;
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
            /** @description Of the class, against the version that was applied before */
            differences: {
                /** @enum {unknown} */
                list: "parameters" | "points" | "derived" | "kpis" | "alarms";
                name: string;
                /** @enum {unknown} */
                is: "added" | "removed" | "changed";
                fields: string[];
            }[];
            /** @description KPIs are told of work units alone: without it they wait */
            workUnit: boolean;
            /** @description With which calendar it would become a work unit */
            unitWith?: {
                /** @description UUID */
                calendar: string;
                name: string;
                /** @description It was asked for; else it is the usual one of this part of the plant */
                chosen: boolean;
            };
            /** @description Something changes, or changed */
            changes: boolean;
            seen: string;
            applied: boolean;
        };
        /** EquipmentPlannedAlarm */
        EquipmentPlannedAlarm: {
            name: string;
            en: string;
            zh: string;
            /**
             * @description new, changed, retired: a change would be proposed; leaving: it waits to be retired, and that would be withdrawn; waits: a change waits already; declined: it was rejected or retired; twice: another alarm has the condition
             * @enum {unknown}
             */
            is: "new" | "same" | "changed" | "leaving" | "retired" | "waits" | "declined" | "twice" | "refused" | "left_out";
            /** @description It would be proposed */
            chosen: boolean;
            /** @description The condition as the class has it */
            when?: string;
            /** @enum {unknown} */
            consequence?: "minor" | "major" | "severe";
            /** @description min */
            respondWithin?: number;
            /** @description s */
            onDelay?: number;
            /** @description Of a limit, in the unit of the class */
            deadband?: number;
            /** @description Id of the alarm it is */
            alarm?: string;
            /** @description Id of the change that waits, or was proposed by this */
            change?: string;
            difference?: {
                /** @description With dots: condition.limit */
                field: string;
                before?: unknown;
                after?: unknown;
            }[];
            leftOut?: components["schemas"]["EquipmentLeftOut"];
            /** @description Why it is refused */
            says?: string;
            /** @description The same as a row of the error table, with what its words name */
            fault?: {
                code: string;
                facts: {
                    [key: string]: string;
                };
            };
        };
        /** EquipmentPlannedKpi */
        EquipmentPlannedKpi: {
            name: string;
            en: string;
            zh: string;
            /**
             * @description new: nobody is told it yet; joins: other assets are; removed: the class has it no more
             * @enum {unknown}
             */
            is: "new" | "joins" | "changed" | "same" | "removed" | "left_out";
            /** @description It would be defined or bound */
            chosen: boolean;
            /** @description Under which it is told */
            key?: string;
            /** @description UCUM */
            unit?: string;
            /** @description As the class has it */
            formula?: string;
            source?: string;
            leftOut?: components["schemas"]["EquipmentLeftOut"];
        };
        /** EquipmentPlannedPoint */
        EquipmentPlannedPoint: {
            name: string;
            en: string;
            zh: string;
            /** @enum {unknown} */
            type: "number" | "boolean" | "text";
            /** @description UCUM */
            unit?: string;
            /** @enum {unknown} */
            need: "needed" | "optional";
            /** @description UUID */
            point?: string;
            /** @description UCUM */
            pointUnit?: string;
            /**
             * @description hand: somebody said it; name: it is called so; words: most words and the unit are the same
             * @enum {unknown}
             */
            how?: "hand" | "name" | "words";
            /**
             * @description several: more than one is called so; type, unit: the one that is called so does not fit
             * @enum {unknown}
             */
            problem?: "missing" | "several" | "type" | "unit";
            /** @description What counts without a point */
            standsIn?: number | boolean | string;
            /** @description Points of the asset that could be it, by type and unit */
            fits: string[];
        };
        /** EquipmentPoint */
        EquipmentPoint: {
            /** @description UUID */
            id: string;
            path: string[];
            /** @description UCUM */
            unit?: string;
        };
        /** EquipmentRemoval */
        EquipmentRemoval: {
            /** @description UUID */
            asset: string;
            /** @description As its file in library/equipment is named */
            class: string;
            /** @description Of the guideline’s article 10 */
            kind: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description The thing model of the class, with how many of its properties are bound; one of people stays */
            model?: {
                key: string;
                version: string;
                title: string;
                bound: number;
            };
            alarms: {
                name: string;
                en: string;
                zh: string;
                /** @description Id of the alarm it is */
                alarm: string;
                /**
                 * @description retired: it is in force, and a change to retire it is proposed; withdrawn: it was not approved yet; stays: another change of it waits for its decision
                 * @enum {unknown}
                 */
                is: "retired" | "withdrawn" | "stays";
                /** @description Id of the change that waits, is withdrawn, or was proposed by this */
                change?: string;
            }[];
            /** @description Told of this asset no more; what was told stays */
            kpis: {
                name: string;
                en: string;
                zh: string;
                key: string;
            }[];
            /** @description It is a work unit, and stays one */
            workUnit: boolean;
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
            seen: string;
            removed: boolean;
        };
        /** EventDataSchema */
        EventDataSchema: {
            [key: string]: unknown;
        };
        /** EventKeeping */
        EventKeeping: {
            /** @description Events are kept so long; 30 unless set */
            days: number;
            /** @description Of more than so many the oldest go; 200,000 unless set */
            most: number;
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
        /** EventType */
        EventType: {
            type: string;
            /** @description Of the data: rises when something is left out or means another thing */
            version: number;
            /** @description Who tells it */
            module: string;
            /** @description Without it nobody sees these events */
            permission: string;
            /** @description Told with the asset: who holds the permission for a part of the plant sees those of that part */
            perAsset: boolean;
            title: {
                en: string;
                zh: string;
            };
            says: {
                en: string;
                zh: string;
            };
            dataschema: string;
            /** @description JSON Schema 2020-12 of `data` */
            schema: {
                [key: string]: unknown;
            };
            example: components["schemas"]["PlatformEvent"];
        };
        /** EventTypeList */
        EventTypeList: {
            items: components["schemas"]["EventType"][];
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
        /** Flow */
        Flow: {
            /** @description UUID */
            id: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description The newest version that is published */
            published?: number;
            /** @description A version waits for a second person */
            waiting: boolean;
            deployments: number;
            /** @description Runs that do not go on */
            broken: number;
            changedBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            draft: components["schemas"]["FlowDocument"];
            /** @description Of the draft; sent back with the next */
            revision: number;
            /** @description Newest first */
            versions: components["schemas"]["FlowVersionListed"][];
            madeBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            madeAt: string;
        };
        /** FlowAction */
        FlowAction: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            asset?: string;
            node: string;
            kind: string;
            /**
             * Format: date-time
             * @description Source time at which the flow asked for it
             */
            at: string;
            body: {
                [key: string]: unknown;
            };
            /**
             * @description unknown: it went out, and nobody knows what became of it
             * @enum {unknown}
             */
            state: "waiting" | "doing" | "done" | "refused" | "failed" | "unknown";
            tries: number;
            answer?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            madeAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endedAt?: string;
        };
        /** FlowActionPage */
        FlowActionPage: {
            items: components["schemas"]["FlowAction"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** FlowCheck */
        FlowCheck: {
            problems: components["schemas"]["FlowProblem"][];
            /** @description By node and port: type, unit and dimension */
            ports: {
                [key: string]: {
                    [key: string]: {
                        [key: string]: unknown;
                    };
                };
            };
            order: string[];
        };
        /** FlowCheckRequest */
        FlowCheckRequest: {
            document: components["schemas"]["FlowDocument"];
            /** @description Names of points are looked for below it */
            asset?: string;
        };
        /** FlowDeployment */
        FlowDeployment: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            flow: string;
            flowTitle: {
                en: string;
                zh: string;
            };
            version: number;
            before?: number;
            name: {
                en: string;
                zh: string;
            };
            /** @description One of them, or none: the flow runs once, with points by their ids */
            target: {
                assets?: string[];
                /** @description UUID */
                thingModel?: string;
                equipmentClass?: string;
            };
            inputs: {
                [key: string]: {
                    /** @description UUID */
                    point: string;
                };
            };
            parameters: {
                [key: string]: number;
            };
            paused: boolean;
            runs: number;
            broken: number;
            /** @description Actions that wait or are under way */
            open: number;
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
        /** FlowDeploymentList */
        FlowDeploymentList: {
            items: components["schemas"]["FlowDeployment"][];
        };
        /** FlowDeploymentRequest */
        FlowDeploymentRequest: {
            version: number;
            name: {
                en: string;
                zh: string;
            };
            /** @description One of them, or none: the flow runs once, with points by their ids */
            target: {
                assets?: string[];
                /** @description UUID */
                thingModel?: string;
                equipmentClass?: string;
            };
            /** @description By node: the point that takes the place of what the node names */
            inputs?: {
                [key: string]: {
                    /** @description UUID */
                    point: string;
                };
            };
            parameters?: {
                [key: string]: number;
            };
            /**
             * @description On this platform; edge nodes do not run flows yet
             * @enum {unknown}
             */
            where?: "centre";
        };
        /** FlowDifferences */
        FlowDifferences: {
            a: components["schemas"]["FlowDocument"];
            b: components["schemas"]["FlowDocument"];
            nodes: {
                node: string;
                /** @enum {unknown} */
                is: "added" | "removed" | "changed";
                fields: {
                    field: string;
                    before?: unknown;
                    after?: unknown;
                }[];
                moved: boolean;
            }[];
            wires: {
                /** @enum {unknown} */
                is: "added" | "removed";
                from: string;
                to: string;
            }[];
            /** @description Other parts of the document that differ */
            others: string[];
        };
        /**
         * FlowDocument
         * @description millrace-flow/1: nodes, wires, parameters, tests; POST /flows/check tells every mistake
         */
        FlowDocument: {
            [key: string]: unknown;
        };
        /** FlowDraftRequest */
        FlowDraftRequest: {
            document: components["schemas"]["FlowDocument"];
            /** @description That one started from */
            revision: number;
        };
        /** FlowListed */
        FlowListed: {
            /** @description UUID */
            id: string;
            title: {
                en: string;
                zh: string;
            };
            /** @description The newest version that is published */
            published?: number;
            /** @description A version waits for a second person */
            waiting: boolean;
            deployments: number;
            /** @description Runs that do not go on */
            broken: number;
            changedBy: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /**
         * FlowNodeList
         * @description Each kind of node: ports, settings, help
         */
        FlowNodeList: {
            items: {
                [key: string]: unknown;
            }[];
        };
        /** FlowPage */
        FlowPage: {
            items: components["schemas"]["FlowListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** FlowProblem */
        FlowProblem: {
            node?: string;
            port?: string;
            wire?: number;
            setting?: string;
            /** @description Of the error table */
            code: string;
            facts: {
                [key: string]: string;
            };
            says: string;
            remedy: string;
        };
        /** FlowPublishRequest */
        FlowPublishRequest: {
            /** @description Of the draft that is meant */
            revision: number;
            comment?: string;
        };
        /** FlowRecomputeRequest */
        FlowRecomputeRequest: {
            /**
             * Format: date-time
             * @description From then on, out of the history
             */
            from: string;
        };
        /** FlowReplay */
        FlowReplay: {
            /** @description UUID */
            id: string;
            /** @enum {unknown} */
            state: "runs" | "done" | "failed";
            progress: number;
            fault?: {
                code: string;
                says: string;
            };
            result?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description How far it came
                 */
                to: string;
                samples: number;
                wires: {
                    [key: string]: components["schemas"]["FlowWireColumns"];
                };
                /** @description Wires of which the first samples alone are told */
                cut: string[];
                nodes: {
                    [key: string]: {
                        in: number;
                        out: number;
                    };
                };
                /** @description What it would have done */
                actions: {
                    node: string;
                    kind: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC, with up to six digits of a second
                     */
                    at: string;
                    body: {
                        [key: string]: unknown;
                    };
                }[];
                actionCount: number;
                stopped?: {
                    at: string;
                    when: string;
                    /**
                     * Format: date-time
                     * @description ISO 8601, UTC, with up to six digits of a second
                     */
                    time: string;
                    value: unknown;
                    status: number;
                };
            };
        };
        /**
         * FlowReplayRequest
         * @description A document, or a version of a flow; it stops at the first breakpoint
         */
        FlowReplayRequest: {
            document?: components["schemas"]["FlowDocument"];
            /** @description UUID */
            flow?: string;
            version?: number;
            /** @description UUID */
            asset?: string;
            inputs?: {
                [key: string]: {
                    /** @description UUID */
                    point: string;
                };
            };
            parameters?: {
                [key: string]: number;
            };
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
            watch: string[];
            breakpoints?: {
                /** @description node.port */
                at: string;
                /** @description Of `value`, such as value > 7.5 or !value */
                when: string;
            }[];
        };
        /**
         * FlowRequest
         * @description Its title is that of the document
         */
        FlowRequest: {
            document: components["schemas"]["FlowDocument"];
        };
        /** FlowReviewRequest */
        FlowReviewRequest: {
            agrees: boolean;
            comment?: string;
        };
        /** FlowRun */
        FlowRun: {
            /** @description UUID */
            asset?: string;
            path: string[];
            inputs: {
                node: string;
                /** @description UUID */
                point?: string;
                /** @description missing, several */
                problem?: string;
            }[];
            outputs: {
                node: string;
                /** @description UUID */
                point: string;
            }[];
            /**
             * @description elsewhere: another platform on the same database runs it
             * @enum {unknown}
             */
            state: "runs" | "paused" | "broken" | "elsewhere";
            broken?: {
                code: string;
                says: string;
            };
            /**
             * Format: date-time
             * @description Flow time: everything up to it is worked out
             */
            time?: string;
            /** @description Taken since the platform began */
            samples: number;
            /** @description That came after flow time had passed them, and are not used */
            late: number;
            /** @description Given to points */
            values: number;
            /** @description Asked for */
            actions: number;
        };
        /** FlowRunList */
        FlowRunList: {
            items: components["schemas"]["FlowRun"][];
        };
        /** FlowSettings */
        FlowSettings: {
            /** @description A version is published when a second person agrees */
            secondPerson: boolean;
        };
        /** FlowTestAnswer */
        FlowTestAnswer: {
            passed: boolean;
            results: components["schemas"]["FlowTestResult"][];
        };
        /** FlowTestRequest */
        FlowTestRequest: {
            document: components["schemas"]["FlowDocument"];
        };
        /** FlowTestResult */
        FlowTestResult: {
            name: string;
            passed: boolean;
            /** @description What was expected and what was seen */
            says: string[];
        };
        /** FlowUpgradeRequest */
        FlowUpgradeRequest: {
            version: number;
        };
        /** FlowVersion */
        FlowVersion: {
            number: number;
            /**
             * @description waiting: for a second person
             * @enum {unknown}
             */
            stage: "waiting" | "published" | "rejected";
            digest: string;
            tests: components["schemas"]["FlowTestResult"][];
            comment?: string;
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
            reviewedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            reviewedAt?: string;
            reviewComment?: string;
            /** @description By who asks: not who wrote it */
            mayReview: boolean;
            document: components["schemas"]["FlowDocument"];
        };
        /** FlowVersionListed */
        FlowVersionListed: {
            number: number;
            /**
             * @description waiting: for a second person
             * @enum {unknown}
             */
            stage: "waiting" | "published" | "rejected";
            digest: string;
            tests: components["schemas"]["FlowTestResult"][];
            comment?: string;
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
            reviewedBy?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            reviewedAt?: string;
            reviewComment?: string;
            /** @description By who asks: not who wrote it */
            mayReview: boolean;
        };
        /** FlowWireColumns */
        FlowWireColumns: {
            time: number[];
            value: (number | boolean | string | null)[];
            status: number[];
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
            actions: ("asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
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
            actions: ("asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
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
        /** KpiCheckRequest */
        KpiCheckRequest: {
            content: components["schemas"]["KpiContent"];
        };
        /** KpiChecked */
        KpiChecked: {
            /** @description Time elements and quantities in the formula */
            reads: string[];
            /** @description Inputs that each asset needs a point for */
            points: string[];
            /** @description Inputs that each asset needs a figure for */
            constants: string[];
            /** @description It can be told of several work units together */
            addsUp: boolean;
        };
        /** KpiContent */
        KpiContent: {
            /** @description Small letters, digits and _ */
            id: string;
            name: {
                en: string;
                zh: string;
            };
            /** @description UCUM */
            unit: string;
            formula: string;
            inputs?: {
                [key: string]: {
                    /** @enum {unknown} */
                    kind?: "point" | "constant";
                    /** @enum {unknown} */
                    type: "number" | "boolean" | "text";
                    /** @description UCUM */
                    unit?: string;
                    /** @description s */
                    gap?: number;
                    uncertain?: boolean;
                    rollover?: number;
                };
            };
            windows: ("hour" | "shift" | "day" | "week" | "month" | "order")[];
            plausible?: {
                from?: number;
                to?: number;
            };
            /** @enum {unknown} */
            better: "higher" | "lower" | "neither";
            source?: string;
        };
        /** KpiDefinition */
        KpiDefinition: {
            key: string;
            version: number;
            content: components["schemas"]["KpiContent"];
            /** @description By asset: for which it is told, and where its inputs come from */
            bindings?: {
                [key: string]: {
                    /** @description By input */
                    points: {
                        [key: string]: string;
                    };
                    /** @description In the unit of the input */
                    constants?: {
                        [key: string]: number;
                    };
                };
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            validFrom?: string;
            by?: {
                kind: string;
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at?: string;
        };
        /** KpiDefinitionList */
        KpiDefinitionList: {
            items: components["schemas"]["KpiDefinition"][];
        };
        /** KpiDefinitionRequest */
        KpiDefinitionRequest: {
            content: components["schemas"]["KpiContent"];
            /** @description By asset: for which it is told, and where its inputs come from */
            bindings: {
                [key: string]: {
                    /** @description By input */
                    points: {
                        [key: string]: string;
                    };
                    /** @description In the unit of the input */
                    constants?: {
                        [key: string]: number;
                    };
                };
            };
            /**
             * Format: date-time
             * @description Windows that begin from then on are told by this version
             */
            validFrom: string;
        };
        /** KpiProgress */
        KpiProgress: {
            /** @description Windows that are to be told */
            waiting: number;
            /** @description ended, late (data), production (reasons, orders, calendars …), definition */
            why: {
                [key: string]: number;
            };
            /**
             * Format: date-time
             * @description Since when the first of them waits
             */
            oldest?: string;
        };
        /** KpiResult */
        KpiResult: {
            asset: string;
            /** @enum {unknown} */
            kind: "hour" | "shift" | "day" | "week" | "month" | "order";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            begin: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            end: string;
            /** @description Of the shift or the order; of a day, week or month its first date */
            name?: string;
            /** @description In the unit of the KPI; missing: not available */
            value?: number;
            /** @description Why there is no value */
            unavailable?: {
                /** @enum {unknown} */
                why: "unknown" | "zero" | "undefined";
                /** @description That are not known */
                inputs?: string[];
                /** @description That is 0 */
                divisor?: string;
            };
            /** @description Share of the window in which what counts was known */
            coverage: number;
            /** @description Outside of what the definition holds plausible */
            implausible: boolean;
            /** @description What went in, in base units: s, items */
            inputs: {
                [key: string]: number;
            };
            version: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            toldAt: string;
            /** @description It is to be told anew */
            waits: boolean;
        };
        /** KpiResultList */
        KpiResultList: {
            items: components["schemas"]["KpiResult"][];
        };
        /** KpiTogether */
        KpiTogether: {
            /** @enum {unknown} */
            kind: "hour" | "shift" | "day" | "week" | "month" | "order";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            begin: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            end: string;
            /** @description Of the shift or the order; of a day, week or month its first date */
            name?: string;
            /** @description In the unit of the KPI; missing: not available */
            value?: number;
            /** @description Why there is no value */
            unavailable?: {
                /** @enum {unknown} */
                why: "unknown" | "zero" | "undefined";
                /** @description That are not known */
                inputs?: string[];
                /** @description That is 0 */
                divisor?: string;
            };
            /** @description Share of the window in which what counts was known */
            coverage: number;
            /** @description Outside of what the definition holds plausible */
            implausible: boolean;
            /** @description What went in, in base units: s, items */
            inputs: {
                [key: string]: number;
            };
            /** @description Whose sums it is */
            assets: string[];
        };
        /** KpiTogetherList */
        KpiTogetherList: {
            items: components["schemas"]["KpiTogether"][];
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
        /** LostTime */
        LostTime: {
            /** @description Planned busy time (ISO 22400-2, PBT), s */
            busySeconds: number;
            items: {
                /** @description Missing: nobody said why */
                reason?: string;
                /** @enum {unknown} */
                state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
                times: number;
                seconds: number;
                /** @description Of all that was lost, 0 to 1 */
                share: number;
                /** @description Of this and all before it, 0 to 1 */
                cumulative: number;
                /** @description Of the few that make up 80 % */
                isVital: boolean;
            }[];
        };
        /** MaintenancePlan */
        MaintenancePlan: {
            name: string;
            /** @description UUID */
            asset: string;
            instructions: string;
            checklist: components["schemas"]["MaintenanceTask"][];
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            trigger: components["schemas"]["MaintenanceTrigger"];
            enabled: boolean;
            /** @description UUID */
            id: string;
            /** @description Of a counter, since the last order */
            counted?: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            nextAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** MaintenancePlanPage */
        MaintenancePlanPage: {
            items: components["schemas"]["MaintenancePlan"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** MaintenancePlanRequest */
        MaintenancePlanRequest: {
            name: string;
            /** @description UUID */
            asset: string;
            instructions: string;
            checklist: components["schemas"]["MaintenanceTask"][];
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            trigger: components["schemas"]["MaintenanceTrigger"];
            enabled?: boolean;
        };
        /** MaintenanceTask */
        MaintenanceTask: {
            text: string;
            /** @description UCUM unit of a value that is to be read */
            measure?: string;
            required: boolean;
        };
        /** MaintenanceTrigger */
        MaintenanceTrigger: {
            /** @constant */
            is: "counter";
            /** @description A number that only counts up: running hours, starts, kilometres */
            point: string;
            /** @description In the unit of the point */
            every: number;
        } | {
            /** @constant */
            is: "months";
            every: number;
            /** @description The first order; the others follow on its day and hour */
            from: string;
        } | {
            /** @constant */
            is: "event";
            kinds: string[];
        };
        /** Mechanism */
        Mechanism: {
            /** @description UUID */
            id: string;
            /** @description publisher/name */
            name: string;
            title: {
                en: string;
                zh: string;
            };
            description: {
                en: string;
                zh: string;
            };
            domain: string;
            equipment: string[];
            tags: string[];
            /** @enum {unknown} */
            kind: "formula" | "script" | "python" | "onnx" | "wasm" | "fmu";
            stateful: boolean;
            /** @enum {unknown} */
            origin: "library" | "studio" | "import" | "learned";
            newest: {
                version: string;
                stage: components["schemas"]["MechanismStage"];
            };
            /** @description The newest version that is published */
            published?: string;
            /** @description That run it */
            bindings: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            versions: {
                version: string;
                stage: components["schemas"]["MechanismStage"];
                /** @description sha256:… of digests.json */
                digest: string;
                /** @description Of the archive */
                bytes: number;
                /** @enum {unknown} */
                origin: "library" | "studio" | "import" | "learned";
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
                /** @description It holds; one that does not is refused at import */
                signature?: {
                    /** @description sha256:… of the key */
                    fingerprint: string;
                    /** @description The key is one that this organisation trusts */
                    trusted: boolean;
                };
                bindings: number;
            }[];
        };
        /** MechanismCallAnswer */
        MechanismCallAnswer: {
            name: string;
            version: string;
            digest: string;
            results: components["schemas"]["MechanismResults"];
            /** @description base64; of a stateful model, to go on from */
            state?: string;
        };
        /** MechanismCallRequest */
        MechanismCallRequest: {
            rows: components["schemas"]["MechanismRows"];
            parameters?: {
                [key: string]: number;
            };
            /** @description base64, of an answer before */
            state?: string;
        };
        /** MechanismCaseResult */
        MechanismCaseResult: {
            name: string;
            source: string;
            holds: boolean;
            figures: {
                row: number;
                output: string;
                /** @description UCUM */
                unit?: string;
                expected: number | boolean | string;
                seen?: number | boolean | string;
                difference?: number;
                tolerance?: number;
                /** @description OPC UA StatusCode */
                status: number;
                reason?: string;
                holds: boolean;
            }[];
        };
        /** MechanismCheck */
        MechanismCheck: {
            /** @description Every mistake; none: it can be kept and tested */
            findings: components["schemas"]["MechanismFinding"][];
            manifest?: components["schemas"]["MechanismManifest"];
        };
        /** MechanismDeprecateRequest */
        MechanismDeprecateRequest: {
            why: string;
            /** @description SemVer 2.0 */
            successor?: string;
        };
        /** MechanismDifferences */
        MechanismDifferences: {
            from: string;
            to: string;
            items: {
                /** @enum {unknown} */
                part: "inputs" | "outputs" | "parameters" | "validity" | "cases" | "sources" | "runtime" | "about" | "files";
                name: string;
                /** @enum {unknown} */
                is: "added" | "removed" | "changed";
                before?: string;
                after?: string;
            }[];
            /** @description Whoever is bound to the first can run the second as it is */
            compatible: boolean;
            /** @description Why not */
            breaks: string[];
        };
        /** MechanismDraftRequest */
        MechanismDraftRequest: {
            files: {
                path: string;
                text?: string;
                base64?: string;
            }[];
        };
        /** MechanismFinding */
        MechanismFinding: {
            file: string;
            line?: number;
            column?: number;
            /** @description JSON pointer into model.yaml */
            path?: string;
            says: string;
        };
        /** MechanismKeyList */
        MechanismKeyList: {
            items: {
                fingerprint: string;
                name: string;
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
            }[];
        };
        /** MechanismKeyRequest */
        MechanismKeyRequest: {
            fingerprint: string;
            name: string;
        };
        /** MechanismLibrary */
        MechanismLibrary: {
            items: {
                /** @description Its folder in library/models */
                folder: string;
                name: string;
                version: string;
                title: {
                    en: string;
                    zh: string;
                };
                description: {
                    en: string;
                    zh: string;
                };
                domain: string;
                equipment: string[];
                /** @enum {unknown} */
                kind: "formula" | "script" | "python" | "onnx" | "wasm" | "fmu";
                cases: number;
                /** @description The version that is in the registry */
                taken?: string;
            }[];
        };
        /** MechanismLibraryRequest */
        MechanismLibraryRequest: {
            folder: string;
        };
        /** MechanismLineage */
        MechanismLineage: {
            /** @description UUID */
            binding: string;
            /** @description UUID */
            mechanism: string;
            name: string;
            /** @description That gave it */
            version: string;
            digest: string;
            output: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            value?: number | boolean | string;
            status: number;
            reason?: string;
            inputs: {
                name: string;
                /** @description UUID */
                point?: string;
                constant?: number | boolean | string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                time?: string;
                value?: number | boolean | string;
                status: number;
                unit?: string;
            }[];
            parameters: {
                [key: string]: number;
            };
        };
        /** MechanismListed */
        MechanismListed: {
            /** @description UUID */
            id: string;
            /** @description publisher/name */
            name: string;
            title: {
                en: string;
                zh: string;
            };
            description: {
                en: string;
                zh: string;
            };
            domain: string;
            equipment: string[];
            tags: string[];
            /** @enum {unknown} */
            kind: "formula" | "script" | "python" | "onnx" | "wasm" | "fmu";
            stateful: boolean;
            /** @enum {unknown} */
            origin: "library" | "studio" | "import" | "learned";
            newest: {
                version: string;
                stage: components["schemas"]["MechanismStage"];
            };
            /** @description The newest version that is published */
            published?: string;
            /** @description That run it */
            bindings: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** MechanismManifest */
        MechanismManifest: {
            /** @description publisher/name */
            id: string;
            version: string;
            title: {
                en: string;
                zh: string;
            };
            description: {
                en: string;
                zh: string;
            };
            owner: string;
            /** @description SPDX */
            licence: string;
            sources: {
                id: string;
                kind: string;
                title: string;
                publisher?: string;
                address?: string;
                seen: boolean;
            }[];
            taxonomy: {
                domain: string;
                equipment?: string[];
                tags?: string[];
            };
            inputs: {
                name: string;
                en: string;
                zh: string;
                /** @enum {unknown} */
                type: "number" | "boolean" | "text";
                /** @description UCUM */
                unit?: string;
                low?: number;
                high?: number;
                /** @enum {unknown} */
                quality?: "good" | "uncertain";
                default?: number | boolean | string;
            }[];
            outputs: {
                name: string;
                en: string;
                zh: string;
                /** @enum {unknown} */
                type: "number" | "boolean" | "text";
                /** @description UCUM */
                unit?: string;
                low?: number;
                high?: number;
            }[];
            parameters?: {
                name: string;
                en: string;
                zh: string;
                /** @description UCUM */
                unit?: string;
                low?: number;
                high?: number;
                default: number;
            }[];
            validity?: {
                en: string;
                zh: string;
                holds: string;
            }[];
            stateful?: boolean;
            runtime: {
                /** @enum {unknown} */
                kind: "formula" | "script" | "python" | "onnx" | "wasm" | "fmu";
                file?: string;
                steps?: {
                    name: string;
                    /** @description UCUM */
                    unit?: string;
                    formula: string;
                }[];
                outputs?: {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            limits?: {
                [key: string]: unknown;
            };
            cases: {
                name: string;
                source: string;
                parameters?: {
                    [key: string]: number;
                };
                everyMs?: number;
                rows: {
                    inputs: {
                        [key: string]: number | boolean | string;
                    };
                    outputs: {
                        [key: string]: {
                            value: number | boolean | string;
                            relative?: number;
                            absolute?: number;
                        };
                    };
                }[];
            }[];
        };
        /** MechanismPage */
        MechanismPage: {
            items: components["schemas"]["MechanismListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** MechanismResults */
        MechanismResults: {
            outputs: {
                [key: string]: {
                    /** @enum {unknown} */
                    type: "number" | "boolean" | "text";
                    /** @description UCUM */
                    unit?: string;
                    values: ((number | boolean | string) | null)[];
                    status: number[];
                    reason: number[];
                };
            };
            /** @description Why an output is not good */
            reasons: string[];
            /** @description The model was stopped, or failed */
            fault?: {
                code: string;
                says: string;
            };
        };
        /** MechanismRows */
        MechanismRows: {
            /** @description Without it a second apart */
            time?: number[];
            inputs: {
                [key: string]: {
                    values: ((number | boolean | string) | null)[];
                    /** @description OPC UA StatusCode of each; without it good, and a null has nothing */
                    status?: number[];
                };
            };
        };
        /**
         * MechanismStage
         * @description tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it
         * @enum {unknown}
         */
        MechanismStage: "draft" | "tested" | "reviewed" | "published" | "deprecated";
        /** MechanismStepRequest */
        MechanismStepRequest: {
            comment?: string;
        };
        /** MechanismTryAnswer */
        MechanismTryAnswer: {
            findings: components["schemas"]["MechanismFinding"][];
            time: number[];
            /** @description In the units of the model */
            inputs: {
                [key: string]: {
                    values: (number | null)[];
                    status: number[];
                };
            };
            /** @description In the unit of the output */
            measured: {
                [key: string]: {
                    values: (number | null)[];
                    status: number[];
                };
            };
            results?: components["schemas"]["MechanismResults"];
            cases: components["schemas"]["MechanismCaseResult"][];
            /** @description There was more: only the newest is shown */
            cut: boolean;
        };
        /** MechanismTryRequest */
        MechanismTryRequest: {
            files: {
                path: string;
                text?: string;
                base64?: string;
            }[];
            parameters?: {
                [key: string]: number;
            };
            rows?: components["schemas"]["MechanismRows"];
            points?: {
                inputs: {
                    [key: string]: string;
                };
                /** @description By output: the point that it is compared with */
                measured?: {
                    [key: string]: string;
                };
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                to?: string;
                /** @description s; without it at each change */
                every?: number;
            };
        };
        /** MechanismVersion */
        MechanismVersion: {
            /** @description UUID */
            mechanism: string;
            name: string;
            version: string;
            stage: components["schemas"]["MechanismStage"];
            /** @description sha256:… of digests.json */
            digest: string;
            /** @description Of the archive */
            bytes: number;
            /** @enum {unknown} */
            origin: "library" | "studio" | "import" | "learned";
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
            /** @description It holds; one that does not is refused at import */
            signature?: {
                /** @description sha256:… of the key */
                fingerprint: string;
                /** @description The key is one that this organisation trusts */
                trusted: boolean;
            };
            manifest: components["schemas"]["MechanismManifest"];
            files: {
                path: string;
                bytes: number;
                /** @description Of texts up to 64 KiB */
                text?: string;
            }[];
            /** @description As they were last run here */
            cases?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                at: string;
                by: {
                    kind: string;
                    id: string;
                    name: string;
                };
                holds: boolean;
                results: components["schemas"]["MechanismCaseResult"][];
            };
            /** @description How it came to be where it is, oldest first */
            steps: {
                stage: components["schemas"]["MechanismStage"];
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
                comment?: string;
            }[];
            deprecated?: {
                why: string;
                successor?: string;
            };
            /** @description What the caller can do with it now */
            may: ("change" | "test" | "review" | "publish" | "deprecate" | "bind" | "remove")[];
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
        /** Notice */
        Notice: {
            /** @description UUID */
            id: string;
            key: string;
            kind: string;
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            /** @description UUID */
            asset?: string;
            title: {
                en: string;
                zh: string;
            };
            text: {
                en: string;
                zh: string;
            };
            link?: string;
            /** @enum {unknown} */
            state: "raised" | "acknowledged" | "cleared";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            raisedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            /** @description How often it was raised while it was open */
            times: number;
            acknowledgedBy?: string;
        };
        /** NoticeChannel */
        NoticeChannel: {
            /** @description UUID */
            id: string;
            name: string;
            /** @enum {unknown} */
            kind: "email" | "webhook" | "dingtalk" | "wecom" | "feishu" | "sms";
            settings: {
                [key: string]: unknown;
            };
            hasSecret: boolean;
            /** @enum {unknown} */
            language: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute: number;
            enabled: boolean;
            /** @description True: to the addresses of people; false: to a group or a program */
            toPeople: boolean;
            /** @description True: what is sent twice arrives twice, for the other side knows no key of a message */
            repeats: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** NoticeChannelPage */
        NoticeChannelPage: {
            items: components["schemas"]["NoticeChannel"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticeChannelRequest */
        NoticeChannelRequest: {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "email";
            settings: components["schemas"]["EmailSettings"];
            secrets?: {
                /** @description Of the mail server; never told again, left out it stays */
                password?: string;
            };
        } | {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "webhook";
            settings: components["schemas"]["WebhookSettings"];
            secrets?: {
                /** @description whsec_ and base64, 24 to 64 bytes (Standard Webhooks); never told again, left out it stays */
                key?: string;
            };
        } | {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "dingtalk";
            settings: components["schemas"]["RobotSettings"];
            secrets?: {
                /** @description access_token of the address; never told again, left out it stays */
                accessToken?: string;
                /** @description SEC…, of 加签; never told again, left out it stays */
                signingSecret?: string;
            };
        } | {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "wecom";
            settings: components["schemas"]["RobotSettings"];
            secrets?: {
                /** @description key of the address; never told again, left out it stays */
                key?: string;
            };
        } | {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "feishu";
            settings: components["schemas"]["RobotSettings"];
            secrets?: {
                /** @description Last part of the address; never told again, left out it stays */
                hook?: string;
                /** @description Of 签名校验; never told again, left out it stays */
                signingSecret?: string;
            };
        } | {
            name: string;
            /** @enum {unknown} */
            language?: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            mostPerMinute?: number;
            enabled?: boolean;
            /** @constant */
            kind: "sms";
            settings: components["schemas"]["SmsSettings"];
            secrets?: {
                /** @description Of the Authorization header; never told again, left out it stays */
                authorization?: string;
            };
        };
        /** NoticeDelivery */
        NoticeDelivery: {
            /** @description UUID */
            id: string;
            to: {
                channel: string;
                /** @enum {unknown} */
                kind: "email" | "webhook" | "dingtalk" | "wecom" | "feishu" | "sms";
                person?: string;
            };
            rule?: string;
            /** @description Of the rule, from 0 */
            level: number;
            /** @enum {unknown} */
            why: "raised" | "cleared" | "test";
            /**
             * @description dead: given up, can be sent again; dropped: settled before it went out
             * @enum {unknown}
             */
            state: "waiting" | "sending" | "sent" | "dead" | "dropped";
            /** @description That the message is about */
            notices: number;
            /** @description As it was composed; missing before the first attempt */
            title?: string;
            text?: string;
            attempts: number;
            /** @description Of one attempt nobody knows whether it arrived: it may have come twice */
            doubtful: boolean;
            /** @description In the words of the other side */
            answer?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            dueAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            sentAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            acknowledgedAt?: string;
        };
        /** NoticeDeliveryPage */
        NoticeDeliveryPage: {
            items: components["schemas"]["NoticeDelivery"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticeLevel */
        NoticeLevel: {
            /** @description After the level before; 0 of the first */
            afterMinutes: number;
            channels: string[];
            /** @description Told over those channels that go to people */
            people: string[];
            /** @description Whoever is on call then */
            rotas: string[];
        };
        /** NoticeLinkToken */
        NoticeLinkToken: {
            token: string;
        };
        /** NoticeLinkView */
        NoticeLinkView: {
            organisation: string;
            receiver: string;
            /** @enum {unknown} */
            language: "en" | "zh";
            /** @description The first 50, the most urgent first */
            notices: {
                title: {
                    en: string;
                    zh: string;
                };
                text: {
                    en: string;
                    zh: string;
                };
                /** @enum {unknown} */
                priority: "critical" | "high" | "medium" | "low";
                /** @enum {unknown} */
                state: "raised" | "acknowledged" | "cleared";
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                raisedAt: string;
            }[];
            total: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            acknowledgedAt?: string;
        };
        /** NoticePage */
        NoticePage: {
            items: components["schemas"]["Notice"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticePerson */
        NoticePerson: {
            name: string;
            /** @enum {unknown} */
            language: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            email?: string;
            phone?: string;
            /** @description UUID */
            id: string;
        };
        /** NoticePersonPage */
        NoticePersonPage: {
            items: components["schemas"]["NoticePerson"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticePersonRequest */
        NoticePersonRequest: {
            name: string;
            /** @enum {unknown} */
            language: "en" | "zh";
            /** @description IANA time zone by whose clocks the times in messages are told; missing: UTC */
            zone?: string;
            email?: string;
            phone?: string;
        };
        /** NoticeQuiet */
        NoticeQuiet: {
            /** @description IANA time zone, such as Asia/Shanghai */
            zone: string;
            /** @description hh:mm in the zone */
            from: string;
            /** @description hh:mm; of the next day where it is not after `from` */
            until: string;
            /** @description Days on which it begins, 1 Monday to 7 Sunday */
            days: number[];
            /** @description That wait for its end */
            priorities: ("critical" | "high" | "medium" | "low")[];
        };
        /** NoticeRota */
        NoticeRota: {
            name: string;
            /** @description IANA time zone, such as Asia/Shanghai */
            zone: string;
            /** @description Of the hand-over; 1 Monday to 7 Sunday */
            weekday: number;
            /** @description hh:mm in the zone */
            at: string;
            /**
             * Format: date
             * @description A day in the week of the first
             */
            beginsOn: string;
            /** @description In their turn */
            people: string[];
            /** @description UUID */
            id: string;
            /** @description Id of who is on call now; missing before the rota begins */
            now?: string;
            /** @description Of this week and the seven that follow */
            turns: components["schemas"]["NoticeTurn"][];
            /** @description That have not ended */
            standIns: components["schemas"]["NoticeStandIn"][];
        };
        /** NoticeRotaPage */
        NoticeRotaPage: {
            items: components["schemas"]["NoticeRota"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticeRotaRequest */
        NoticeRotaRequest: {
            name: string;
            /** @description IANA time zone, such as Asia/Shanghai */
            zone: string;
            /** @description Of the hand-over; 1 Monday to 7 Sunday */
            weekday: number;
            /** @description hh:mm in the zone */
            at: string;
            /**
             * Format: date
             * @description A day in the week of the first
             */
            beginsOn: string;
            /** @description In their turn */
            people: string[];
        };
        /** NoticeRule */
        NoticeRule: {
            name: string;
            enabled: boolean;
            /** @description Every kind unless said */
            kinds?: string[];
            priorities: ("critical" | "high" | "medium" | "low")[];
            /** @description This asset and below; the whole organisation unless said */
            asset?: string;
            levels: components["schemas"]["NoticeLevel"][];
            quiet?: components["schemas"]["NoticeQuiet"];
            groupSeconds: number;
            tellCleared: boolean;
            /** @description UUID */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** NoticeRulePage */
        NoticeRulePage: {
            items: components["schemas"]["NoticeRule"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** NoticeRuleRequest */
        NoticeRuleRequest: {
            name: string;
            enabled?: boolean;
            /** @description Every kind unless said */
            kinds?: string[];
            priorities: ("critical" | "high" | "medium" | "low")[];
            /** @description This asset and below; the whole organisation unless said */
            asset?: string;
            levels: components["schemas"]["NoticeLevel"][];
            quiet?: components["schemas"]["NoticeQuiet"];
            /** @description s; what comes so soon after a message to the same receiver goes out together; 60 unless said */
            groupSeconds?: number;
            /** @description Also say when it is over, to whom it was told */
            tellCleared?: boolean;
        };
        /** NoticeStandIn */
        NoticeStandIn: {
            /** @description UUID */
            person: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            beginsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endsAt: string;
            /** @description UUID */
            id: string;
        };
        /** NoticeStandInRequest */
        NoticeStandInRequest: {
            /** @description UUID */
            person: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            beginsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endsAt: string;
        };
        /** NoticeTestReply */
        NoticeTestReply: {
            sent: boolean;
            /** @description In the words of the other side */
            answer: string;
            /** @description UUID */
            delivery: string;
        };
        /** NoticeTestRequest */
        NoticeTestRequest: {
            /** @description UUID */
            person?: string;
            /** @description An address or number */
            to?: string;
        };
        /** NoticeTurn */
        NoticeTurn: {
            /** @description UUID */
            person: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            beginsAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endsAt: string;
            standsIn: boolean;
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
        /** PairingCode */
        PairingCode: {
            /** @description As the program shows it */
            userCode: string;
        };
        /** PairingOffer */
        PairingOffer: {
            /** @description As the program calls itself: nobody vouches for it */
            clientName: string;
            /** @description Address it asks from */
            remote: string;
            userAgent: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            expiresAt: string;
            /** @description Where it would act */
            organisation: string;
            /** @description As whom it would act */
            name: string;
            /** @description How long it would be let in */
            hours: number;
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
        /** PhysicalAsset */
        PhysicalAsset: {
            /** @description UUID */
            id: string;
            serialNumber: string;
            maker: string;
            model?: string;
            /** @description Of manufacture */
            year?: number;
            description?: string;
            documents: components["schemas"]["AssetDocument"][];
            fills?: {
                /** @description UUID */
                filling: string;
                /** @description UUID */
                asset: string;
                /** @description Names from the top down */
                path: string[];
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                from: string;
            };
        };
        /** PhysicalAssetPage */
        PhysicalAssetPage: {
            items: components["schemas"]["PhysicalAsset"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** PhysicalAssetRequest */
        PhysicalAssetRequest: {
            serialNumber: string;
            maker: string;
            model?: string;
            /** @description Of manufacture */
            year?: number;
            description?: string;
            documents?: components["schemas"]["AssetDocument"][];
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
        /** Placed */
        Placed: {
            /** @description Points that stand elsewhere now */
            points: number;
        };
        /** Placement */
        Placement: {
            /** @description Where they stand from now on; null: where their device says, from its next birth on */
            asset: string | null;
            /** @description UUID */
            device?: string;
            points?: string[];
        };
        /** PlantChange */
        PlantChange: {
            /** @description Of the sheet; of an edit of many the place in the list */
            line: number;
            /** @enum {unknown} */
            row: "asset" | "point" | "physical";
            /** @enum {unknown} */
            is: "made" | "changed" | "moved" | "refused";
            name: string;
            /** @description Of each field: [before, after] */
            what: {
                [key: string]: unknown;
            };
            /** @description Why it is refused: row of the error table */
            code?: string;
            /** @description Why it is refused */
            reason?: string;
        };
        /** PlantChanges */
        PlantChanges: {
            made: number;
            changed: number;
            moved: number;
            refused: number;
            unchanged: number;
            /** @description Names these changes; what is applied must be what was looked at */
            seen: string;
            /** @description The first 500, those refused first */
            items: components["schemas"]["PlantChange"][];
        };
        /** PlatformEvent */
        PlatformEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Of this event and no other; the same wherever and how often it is told */
            id: string;
            /** @description URN of the organisation it happened in */
            source: string;
            /** @description Of the catalogue, such as alarm.raised */
            type: string;
            /** @description Id of what it happened to */
            subject?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @description Where the JSON Schema of `data` is */
            dataschema: string;
            /** @description Place in the order of the organisation: digits, none is left out, those after it come later */
            sequence: string;
            /** @description Id of the asset at which it happened */
            asset?: string;
            data: {
                [key: string]: unknown;
            };
        };
        /** PlatformEventPage */
        PlatformEventPage: {
            items: components["schemas"]["PlatformEvent"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description So far was looked, also where nothing was found: `after` of the next question */
            last: string;
        };
        /** Point */
        Point: {
            id: string;
            name: string;
            assetId: string;
            /** @description Names from the top of the tree down to the asset */
            path: string[];
            /** @description Missing where the point is worked out of others */
            deviceId?: string;
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
        /** Position */
        Position: {
            /** @description Degrees north, WGS 84 */
            latitude: number;
            /** @description Degrees east, WGS 84 */
            longitude: number;
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
            /** @description What detail and remedy name, by name: for whoever says them in other words */
            facts: {
                [key: string]: string;
            };
        };
        /** Product */
        Product: {
            id: string;
            code: string;
            name: string;
            /** @description Planned run time per item, s (ISO 22400-2, PRI) */
            secondsPerItem?: number;
        };
        /** ProductList */
        ProductList: {
            items: components["schemas"]["Product"][];
        };
        /** ProductRequest */
        ProductRequest: {
            code: string;
            name: string;
            /** @description Planned run time per item, s (ISO 22400-2, PRI) */
            secondsPerItem?: number;
        };
        /** ProductionChange */
        ProductionChange: {
            about: string;
            /** @description null: it is new */
            before: unknown;
            /** @description null: it was removed */
            after: unknown;
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
        /** ProductionChangeList */
        ProductionChangeList: {
            items: components["schemas"]["ProductionChange"][];
        };
        /** ProductionOrder */
        ProductionOrder: {
            id: string;
            /** @description UUID */
            asset: string;
            /** @description UUID */
            product: string;
            number: string;
            quantity?: number;
            /**
             * Format: date-time
             * @description Inclusive; to the millisecond
             */
            begin: string;
            /**
             * Format: date-time
             * @description Exclusive; missing while it lasts
             */
            end?: string;
        };
        /** ProductionOrderList */
        ProductionOrderList: {
            items: components["schemas"]["ProductionOrder"][];
        };
        /** ProductionOrderRequest */
        ProductionOrderRequest: {
            /** @description UUID */
            asset: string;
            /** @description UUID */
            product: string;
            number: string;
            quantity?: number;
            /**
             * Format: date-time
             * @description Inclusive; to the millisecond
             */
            begin: string;
            /**
             * Format: date-time
             * @description Exclusive; missing while it lasts
             */
            end?: string;
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
            scopes?: ("asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
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
                action: "asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate";
                /** @description false: only below certain assets */
                everywhere: boolean;
            }[];
        };
        /** RobotSettings */
        RobotSettings: {
            /** @description Of an own or foreign installation; the public one unless said */
            endpoint?: string;
        };
        /** Role */
        Role: {
            name: string;
            title: string;
            actions: ("asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage" | "platform:operate")[];
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
        /** RoleFilling */
        RoleFilling: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            physicalAsset: string;
            serialNumber: string;
            maker: string;
            model?: string;
            /** @description UUID */
            asset: string;
            /** @description Names from the top down to the place, as it stands now */
            path: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            until?: string;
            shared: boolean;
            note?: string;
        };
        /**
         * RoleFillingChange
         * @description What is left out stays
         */
        RoleFillingChange: {
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            from?: string;
            /** @description null: until it ends */
            until?: string | null;
            note?: string;
        };
        /** RoleFillingPage */
        RoleFillingPage: {
            items: components["schemas"]["RoleFilling"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** RoleFillingRequest */
        RoleFillingRequest: {
            /** @description UUID */
            physicalAsset: string;
            /** @description The place that it fills */
            asset: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            from: string;
            /** @description null: until it ends */
            until?: string | null;
            /** @description The place is filled by several at a time; otherwise it is refused while filled */
            shared?: boolean;
            note?: string;
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
            actions: ("asset:read" | "asset:write" | "point:read" | "point:write" | "write:confirm" | "history:export" | "history:import" | "history:query" | "history:remove" | "alarm:read" | "alarm:acknowledge" | "alarm:shelve" | "alarm:remove" | "alarm:propose" | "alarm:approve" | "production:read" | "production:enter" | "production:manage" | "energy:read" | "energy:manage" | "energy:approve" | "energy:factor" | "device:read" | "device:enrol" | "device:revoke" | "model:read" | "model:write" | "mechanism:read" | "mechanism:write" | "mechanism:publish" | "mechanism:bind" | "app:read" | "app:use" | "app:manage" | "flow:read" | "flow:write" | "flow:publish" | "flow:deploy" | "library:read" | "library:contribute" | "library:review" | "maintenance:read" | "maintenance:work" | "maintenance:plan" | "notice:read" | "notice:write" | "event:read" | "webhook:read" | "webhook:write" | "member:read" | "member:manage" | "role:manage" | "grant:read" | "grant:give" | "program:manage" | "provider:manage" | "audit:read" | "audit:export" | "access:explain" | "quota:read" | "organisation:read" | "organisation:manage")[];
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
        /** SmsSettings */
        SmsSettings: {
            /** @description https */
            url: string;
            /** @description Of the JSON that is sent */
            phoneField: string;
            textField: string;
            /** @description Other fields, as the gateway asks for them: signature, template */
            more?: {
                [key: string]: string;
            };
            /** @description Field of the answer that tells success; without one the status of HTTP does */
            okField?: string;
            okValue?: string;
        };
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
        /** Study */
        Study: {
            /** @description UUID */
            id: string;
            request: components["schemas"]["StudyRequest"];
            /** @enum {unknown} */
            state: "waits" | "runs" | "done" | "failed" | "cancelled";
            progress: number;
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
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            endedAt?: string;
            fault?: {
                code: string;
                says: string;
            };
            result?: components["schemas"]["StudyResult"];
            /** @description What became of it */
            applied?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                at: string;
                by: {
                    kind: string;
                    id: string;
                    name: string;
                };
                /** @description UUID */
                mechanism?: string;
                version?: string;
                calibration?: number;
            };
        };
        /** StudyPage */
        StudyPage: {
            items: components["schemas"]["Study"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** StudyRequest */
        StudyRequest: {
            /** @constant */
            kind: "backtest";
            title: string;
            /** @description UUID */
            mechanism: string;
            /** @description SemVer 2.0 */
            version: string;
            /** @description At which the points lie; of a binding, one of its assets */
            asset?: string;
            /** @description Whose inputs and parameters hold unless told */
            binding?: string;
            inputs?: {
                [key: string]: string;
            };
            parameters?: {
                [key: string]: number;
            };
            measured?: {
                [key: string]: string;
            };
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
            /** @description s; without it at each change */
            every?: number;
        } | {
            /** @constant */
            kind: "calibration";
            title: string;
            /** @description UUID */
            binding: string;
            /** @description UUID */
            asset: string;
            measured: {
                [key: string]: string;
            };
            free: {
                name: string;
                low: number;
                high: number;
                start?: number;
            }[];
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
            /** @description s; without it at each change */
            every?: number;
        } | {
            /** @constant */
            kind: "learning";
            title: string;
            /** @enum {unknown} */
            learn: "regression" | "forecast" | "anomaly";
            /** @description Of the model that comes of it: publisher/name */
            name: string;
            /** @description SemVer 2.0 */
            version: string;
            called: {
                en: string;
                zh: string;
            };
            inputs: {
                name: string;
                /** @description UUID */
                point: string;
                en: string;
                zh: string;
            }[];
            /** @description Of the inputs; not for anomaly */
            target?: string;
            options?: {
                /** @description Share of the rows, the last by time, that nothing is learnt from */
                holdback?: number;
                /** @description Uncertain values are learnt from, too */
                uncertain?: boolean;
                seed?: number;
                /** @description Of anomaly: share that is taken to be unusual */
                contamination?: number;
                /** @description Of forecast, s */
                step?: number;
                /** @description Of forecast, in steps */
                horizons?: number[];
            };
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
            /** @description s; without it at each change */
            every?: number;
        };
        /** StudyResult */
        StudyResult: {
            /** @description By output and part: all, fitted, held_back, yardstick */
            metrics: {
                [key: string]: {
                    [key: string]: number | null;
                };
            };
            /** @description By output: measured, given, low, high */
            series: {
                [key: string]: components["schemas"]["StudySeries"];
            };
            parameters?: {
                name: string;
                unit?: string;
                before: number;
                fitted: number;
                /** @description Of the 95 % confidence interval */
                low?: number;
                high?: number;
                /** @enum {unknown} */
                problem?: "at_bound" | "not_identifiable";
            }[];
            quality: {
                rows: number;
                good: number;
                uncertain: number;
                bad: number;
            };
            reasons: {
                says: string;
                rows: number;
            }[];
            leftOut: {
                why: string;
                rows: number;
            }[];
            warnings: string[];
            verdict?: string;
        };
        /**
         * StudySeries
         * @description Thinned, for a plot
         */
        StudySeries: {
            time: number[];
            columns: {
                [key: string]: (number | null)[];
            };
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
        /** ThingAction */
        ThingAction: {
            title?: string | null;
            titles?: {
                [key: string]: string;
            } | null;
            description?: string | null;
            descriptions?: {
                [key: string]: string;
            } | null;
            /** @description Another definition that this one begins from (TD 1.1 §9.3.2) */
            "tm:ref"?: string;
            input?: components["schemas"]["ThingData"];
        };
        /** ThingBinding */
        ThingBinding: {
            property: string;
            /** @description UUID */
            point?: string;
            /** @description Names from the top down, the point’s last */
            pointPath?: string[];
            pointUnit?: string;
            /** @enum {unknown} */
            how?: "name" | "pattern" | "hand";
            optional: boolean;
            /**
             * @description missing: no point fits; several: more than one does; type, unit: the one that is called so does not fit
             * @enum {unknown}
             */
            problem?: "missing" | "several" | "type" | "unit";
        };
        /** ThingBindingRequest */
        ThingBindingRequest: {
            /** @description null: by itself again, by name or pattern */
            point: string | null;
        };
        /** ThingData */
        ThingData: {
            /** @enum {unknown} */
            type?: "number" | "integer" | "boolean" | "string";
            unit?: string | null;
            minimum?: number | null;
            maximum?: number | null;
            enum?: (string | number)[] | null;
        };
        /** ThingDifference */
        ThingDifference: {
            /** @description /properties/NAME, /actions/NAME, /events/NAME */
            part: string;
            /** @enum {unknown} */
            is: "added" | "removed" | "changed";
            /** @description Of what changed */
            fields: string[];
        };
        /** ThingDifferenceList */
        ThingDifferenceList: {
            items: components["schemas"]["ThingDifference"][];
        };
        /** ThingEvent */
        ThingEvent: {
            title?: string | null;
            titles?: {
                [key: string]: string;
            } | null;
            description?: string | null;
            descriptions?: {
                [key: string]: string;
            } | null;
            /** @description Another definition that this one begins from (TD 1.1 §9.3.2) */
            "tm:ref"?: string;
            data?: components["schemas"]["ThingData"];
        };
        /** ThingInstance */
        ThingInstance: {
            /** @description UUID */
            asset: string;
            /** @description UUID */
            model: string;
            key: string;
            version: string;
            title: string;
            bindings: components["schemas"]["ThingBinding"][];
        };
        /** ThingInstanceList */
        ThingInstanceList: {
            items: components["schemas"]["ThingInstance"][];
        };
        /** ThingInstanceRequest */
        ThingInstanceRequest: {
            /** @description UUID */
            model: string;
        };
        /** ThingMigration */
        ThingMigration: {
            differences: components["schemas"]["ThingDifference"][];
            assets: {
                /** @description UUID */
                asset: string;
                path: string[];
                kept: number;
                /** @description Properties that find a point by themselves */
                bound: string[];
                broken: {
                    property: string;
                    /** @enum {unknown} */
                    why: "removed" | "type" | "unit" | "missing" | "several";
                }[];
            }[];
            seen: string;
            applied: boolean;
        };
        /** ThingMigrationRequest */
        ThingMigrationRequest: {
            /** @description UUID */
            to: string;
            /** @description Default: all of the version */
            assets?: string[];
            /** @description `seen` of what was looked at */
            seen?: string;
        };
        /** ThingModel */
        ThingModel: {
            /** @description UUID */
            id: string;
            key: string;
            version: string;
            /** @enum {unknown} */
            status: "draft" | "published" | "retired";
            title: string;
            /** @description By language (BCP 47) */
            titles?: {
                [key: string]: string;
            };
            class?: string;
            /** @description That are of this version */
            assets: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
            content: components["schemas"]["ThingModelContent"];
            /** @description With all that it extends and refers to */
            resolved: {
                properties: {
                    [key: string]: components["schemas"]["ThingProperty"];
                };
                actions: {
                    [key: string]: components["schemas"]["ThingAction"];
                };
                events: {
                    [key: string]: components["schemas"]["ThingEvent"];
                };
                optional: string[];
            };
        };
        /** ThingModelChange */
        ThingModelChange: {
            content: components["schemas"]["ThingModelContent"];
        };
        /** ThingModelContent */
        ThingModelContent: {
            title: string;
            /** @description By language (BCP 47) */
            titles?: {
                [key: string]: string;
            };
            description?: string;
            /** @description By language (BCP 47) */
            descriptions?: {
                [key: string]: string;
            };
            /** @description urn:millrace:thing-model:KEY:VERSION; stands in `links` of the document */
            extends?: string;
            /** @description An equipment class, by name */
            class?: string;
            properties?: {
                [key: string]: components["schemas"]["ThingProperty"];
            };
            actions?: {
                [key: string]: components["schemas"]["ThingAction"];
            };
            events?: {
                [key: string]: components["schemas"]["ThingEvent"];
            };
            "tm:optional"?: string[];
        };
        /** ThingModelListed */
        ThingModelListed: {
            /** @description UUID */
            id: string;
            key: string;
            version: string;
            /** @enum {unknown} */
            status: "draft" | "published" | "retired";
            title: string;
            /** @description By language (BCP 47) */
            titles?: {
                [key: string]: string;
            };
            class?: string;
            /** @description That are of this version */
            assets: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            changedAt: string;
        };
        /** ThingModelPage */
        ThingModelPage: {
            items: components["schemas"]["ThingModelListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** ThingModelRequest */
        ThingModelRequest: {
            /** @description Small letters, digits and hyphens */
            key: string;
            /** @description Semantic version: major.minor.patch */
            version: string;
            content: components["schemas"]["ThingModelContent"];
        };
        /** ThingProperty */
        ThingProperty: {
            title?: string | null;
            titles?: {
                [key: string]: string;
            } | null;
            description?: string | null;
            descriptions?: {
                [key: string]: string;
            } | null;
            /** @description Another definition that this one begins from (TD 1.1 §9.3.2) */
            "tm:ref"?: string;
            /** @enum {unknown} */
            type?: "number" | "integer" | "boolean" | "string";
            unit?: string | null;
            minimum?: number | null;
            maximum?: number | null;
            enum?: (string | number)[] | null;
            readOnly?: boolean;
            "mr:bind"?: string | null;
        };
        /** ThingTemplateMade */
        ThingTemplateMade: {
            assets: string[];
        };
        /** ThingTemplateRequest */
        ThingTemplateRequest: {
            /** @description UUID */
            parent?: string;
            names?: string[];
            /** @description With {n} for the number */
            name?: string;
            count?: number;
            /** @default 1 */
            from?: number;
            tags?: string[];
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
        /** Webhook */
        Webhook: {
            /** @description UUID */
            id: string;
            name: string;
            address: string;
            types: string[];
            asset?: string;
            /** @description paused: by the platform, after a day without success or by 410 Gone */
            state: "enabled" | "disabled" | "paused";
            /** @description Of a paused one: the last answer */
            why?: string;
            /** @description Sequence up to which all was delivered */
            position: string;
            /** @description Events after it, of whatever type */
            behind: number;
            failing?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                since: string;
                attempts: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                next: string;
                answer: string;
                /** @description Id of the event that waits for success */
                event?: string;
            };
            /** @description Replays that are not at their end */
            replaying: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            oldSecretEndsAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastDeliveredAt?: string;
            madeBy: {
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
            changedAt: string;
        };
        /** WebhookDelivery */
        WebhookDelivery: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            webhook: string;
            /** @description Its id, and webhook-id of every attempt */
            event: string;
            sequence?: string;
            type: string;
            kind: "event" | "replay" | "test";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
            attempt: number;
            outcome: "delivered" | "failed" | "skipped";
            /** @description HTTP status that came back; missing where none did */
            status?: number;
            /** @description From the request to the end of the answer */
            ms: number;
            /** @description How the answer began, or what was seen instead of one */
            answer: string;
        };
        /** WebhookDeliveryPage */
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** WebhookDeliveryWhole */
        WebhookDeliveryWhole: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            webhook: string;
            /** @description Its id, and webhook-id of every attempt */
            event: string;
            sequence?: string;
            type: string;
            kind: "event" | "replay" | "test";
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at: string;
            attempt: number;
            outcome: "delivered" | "failed" | "skipped";
            /** @description HTTP status that came back; missing where none did */
            status?: number;
            /** @description From the request to the end of the answer */
            ms: number;
            /** @description How the answer began, or what was seen instead of one */
            answer: string;
            /** @description Missing where the event is not kept any more; without the signature */
            request?: {
                address: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            };
        };
        /** WebhookList */
        WebhookList: {
            items: components["schemas"]["Webhook"][];
        };
        /** WebhookMade */
        WebhookMade: {
            /** @description UUID */
            id: string;
            name: string;
            address: string;
            types: string[];
            asset?: string;
            /** @description paused: by the platform, after a day without success or by 410 Gone */
            state: "enabled" | "disabled" | "paused";
            /** @description Of a paused one: the last answer */
            why?: string;
            /** @description Sequence up to which all was delivered */
            position: string;
            /** @description Events after it, of whatever type */
            behind: number;
            failing?: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                since: string;
                attempts: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                next: string;
                answer: string;
                /** @description Id of the event that waits for success */
                event?: string;
            };
            /** @description Replays that are not at their end */
            replaying: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            oldSecretEndsAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            lastDeliveredAt?: string;
            madeBy: {
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
            changedAt: string;
            /** @description whsec_…; shown this once */
            secret: string;
        };
        /** WebhookReplay */
        WebhookReplay: {
            /** @description Events that the subscription is for and that go out again */
            events: number;
        };
        /** WebhookReplayRequest */
        WebhookReplayRequest: {
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            since: string;
            /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
            until?: string;
        };
        /** WebhookRequest */
        WebhookRequest: {
            name: string;
            /** @description https URL that is posted to */
            address: string;
            /** @description Of the catalogue; whoever sets them must be allowed to see each */
            types: string[];
            /** @description Only what happens at this asset and below */
            asset?: string;
            /** @default true */
            enabled?: boolean;
        };
        /** WebhookResumeRequest */
        WebhookResumeRequest: {
            /** @description position: all that happened meanwhile comes; now: it is left out */
            from: "position" | "now";
        };
        /** WebhookSecret */
        WebhookSecret: {
            /** @description whsec_…; shown this once */
            secret: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            oldSecretEndsAt?: string;
        };
        /** WebhookSecretRequest */
        WebhookSecretRequest: {
            /**
             * @description So long the secret until now signs beside the new one
             * @default 24
             */
            keepHours: number;
        };
        /** WebhookSettings */
        WebhookSettings: {
            /** @description https */
            url: string;
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
        /** WorkCalendar */
        WorkCalendar: {
            id: string;
            name: string;
            content: components["schemas"]["WorkCalendarContent"];
        };
        /** WorkCalendarContent */
        WorkCalendarContent: {
            /** @description IANA time zone */
            zone: string;
            /** @description When a production day begins, HH:MM local */
            dayBegins: string;
            /** @description 1 is Monday */
            weekBegins: number;
            shifts: {
                name: string;
                /** @description HH:MM, local time */
                begin: string;
                /** @description HH:MM; not later than the begin it is of the next day */
                end: string;
                breaks?: {
                    /** @description HH:MM, local time */
                    begin: string;
                    /** @description HH:MM, local time */
                    end: string;
                }[];
                days: number[];
            }[];
            holidays: {
                /** @description YYYY-MM-DD */
                date: string;
                name: string;
            }[];
            exceptions: {
                /** @description YYYY-MM-DD */
                date: string;
                name: string;
                shifts: {
                    name: string;
                    /** @description HH:MM, local time */
                    begin: string;
                    /** @description HH:MM; not later than the begin it is of the next day */
                    end: string;
                    breaks?: {
                        /** @description HH:MM, local time */
                        begin: string;
                        /** @description HH:MM, local time */
                        end: string;
                    }[];
                }[];
            }[];
        };
        /** WorkCalendarList */
        WorkCalendarList: {
            items: components["schemas"]["WorkCalendar"][];
        };
        /** WorkCalendarRequest */
        WorkCalendarRequest: {
            name: string;
            content: components["schemas"]["WorkCalendarContent"];
        };
        /** WorkOrder */
        WorkOrder: {
            /** @description UUID */
            id: string;
            number: number;
            /** @description UUID */
            asset: string;
            /** @description Names from the top down to the asset */
            path: string[];
            title: string;
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            /** @enum {unknown} */
            state: "open" | "in_work" | "waiting" | "done" | "closed";
            cause: components["schemas"]["WorkOrderCause"];
            assigned: string[];
            tasks: {
                done: number;
                total: number;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            dueAt?: string;
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
            instructions: string;
            checklist: components["schemas"]["WorkOrderTask"][];
            parts: components["schemas"]["WorkOrderPart"][];
            times: components["schemas"]["WorkOrderTime"][];
            photos: components["schemas"]["WorkOrderPhoto"][];
            /** @description The first first */
            steps: components["schemas"]["WorkOrderStep"][];
            /** @description Steps that fit its state */
            may: ("start" | "wait" | "finish" | "reopen" | "close" | "cancel")[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            doneAt?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            closedAt?: string;
            effect?: components["schemas"]["WorkOrderEffect"];
        };
        /** WorkOrderCause */
        WorkOrderCause: {
            /** @enum {unknown} */
            is: "plan" | "event" | "person";
            says: string;
        };
        /** WorkOrderChange */
        WorkOrderChange: {
            tasks?: {
                /** @description Place in the check list, from 0 */
                at: number;
                done: boolean;
                value?: number;
            }[];
            parts?: components["schemas"]["WorkOrderPart"][];
            times?: components["schemas"]["WorkOrderTime"][];
            assigned?: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            dueAt?: string;
        };
        /** WorkOrderEffect */
        WorkOrderEffect: {
            kpi: string;
            before: {
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
                value: number;
                /** @description UCUM */
                unit: string;
            };
            after: {
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
                value: number;
                /** @description UCUM */
                unit: string;
            };
        };
        /** WorkOrderEffectRequest */
        WorkOrderEffectRequest: {
            kpi: string;
            before: {
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
            };
            after: {
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
            };
        };
        /** WorkOrderListed */
        WorkOrderListed: {
            /** @description UUID */
            id: string;
            number: number;
            /** @description UUID */
            asset: string;
            /** @description Names from the top down to the asset */
            path: string[];
            title: string;
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            /** @enum {unknown} */
            state: "open" | "in_work" | "waiting" | "done" | "closed";
            cause: components["schemas"]["WorkOrderCause"];
            assigned: string[];
            tasks: {
                done: number;
                total: number;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            dueAt?: string;
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
        /** WorkOrderMove */
        WorkOrderMove: {
            /** @enum {unknown} */
            move: "start" | "wait" | "finish" | "reopen" | "close" | "cancel";
            note?: string;
            effect?: components["schemas"]["WorkOrderEffectRequest"];
        };
        /** WorkOrderPage */
        WorkOrderPage: {
            items: components["schemas"]["WorkOrderListed"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** WorkOrderPart */
        WorkOrderPart: {
            name: string;
            /** @description Of the store or the maker */
            number?: string;
            quantity: number;
            unit: string;
        };
        /** WorkOrderPhoto */
        WorkOrderPhoto: {
            /** @description UUID */
            id: string;
            type: string;
            width: number;
            height: number;
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
        /** WorkOrderRequest */
        WorkOrderRequest: {
            /** @description UUID */
            asset: string;
            title: string;
            instructions?: string;
            /** @enum {unknown} */
            priority: "critical" | "high" | "medium" | "low";
            checklist?: components["schemas"]["MaintenanceTask"][];
            assigned?: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            dueAt?: string;
        };
        /** WorkOrderStep */
        WorkOrderStep: {
            step: string;
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
        };
        /** WorkOrderTask */
        WorkOrderTask: {
            text: string;
            /** @description UCUM unit of a value that is to be read */
            measure?: string;
            required: boolean;
            done: boolean;
            /** @description In the unit of `measure` */
            value?: number;
            by?: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            at?: string;
        };
        /** WorkOrderTime */
        WorkOrderTime: {
            person: string;
            minutes: number;
            /** Format: date */
            day: string;
        };
        /** WorkUnit */
        WorkUnit: {
            asset: string;
            /** @description UUID */
            calendar: string;
            states?: {
                /** @description Tells what the work unit does */
                point: string;
                mapping: {
                    /** @description The first that fits counts */
                    rules: {
                        when: number | boolean | string | {
                            from?: number;
                            below?: number;
                        };
                        /** @enum {unknown} */
                        state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
                    }[];
                    /** @enum {unknown} */
                    otherwise?: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
                };
                /** @description How long a state stands without news */
                gapSeconds?: number;
            };
            counters: {
                PQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                GQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                SQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                RQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                GP?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                IP?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
            };
        };
        /** WorkUnitList */
        WorkUnitList: {
            items: components["schemas"]["WorkUnit"][];
        };
        /** WorkUnitNow */
        WorkUnitNow: {
            asset: string;
            name: string;
            /** @description Names from the top down to the asset */
            path: string[];
            /**
             * @description By its signal, or by the reason that was entered
             * @enum {unknown}
             */
            state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
            /**
             * Format: date-time
             * @description Missing: for more than a day
             */
            since?: string;
            /**
             * @description off: no shift; stop: a break; busy: planned to work
             * @enum {unknown}
             */
            plan: "off" | "stop" | "busy";
            shift?: {
                name: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                begin: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                end: string;
            };
            order?: {
                id: string;
                number: string;
                product: {
                    code: string;
                    name: string;
                };
                quantity?: number;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                begin: string;
            };
            /** @description The reason that counts */
            downtime?: {
                id: string;
                reason: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                begin: string;
            };
            /** @description Stood for a minute or more within planned time of the last day, without a reason; newest first */
            unexplained: {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC, with up to six digits of a second
                 */
                begin: string;
                /**
                 * Format: date-time
                 * @description Missing while it lasts
                 */
                end?: string;
                /** @enum {unknown} */
                state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
            }[];
        };
        /** WorkUnitNowList */
        WorkUnitNowList: {
            items: components["schemas"]["WorkUnitNow"][];
        };
        /** WorkUnitRequest */
        WorkUnitRequest: {
            /** @description UUID */
            calendar: string;
            states?: {
                /** @description Tells what the work unit does */
                point: string;
                mapping: {
                    /** @description The first that fits counts */
                    rules: {
                        when: number | boolean | string | {
                            from?: number;
                            below?: number;
                        };
                        /** @enum {unknown} */
                        state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
                    }[];
                    /** @enum {unknown} */
                    otherwise?: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
                };
                /** @description How long a state stands without news */
                gapSeconds?: number;
            };
            counters: {
                PQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                GQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                SQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                RQ?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                GP?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
                IP?: {
                    /** @description UUID */
                    point: string;
                    /** @description At this reading it begins again at 0 */
                    rollover?: number;
                };
            };
        };
        /** WorkUnitStretch */
        WorkUnitStretch: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            begin: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC, with up to six digits of a second
             */
            end: string;
            /** @enum {unknown} */
            state: "unknown" | "producing" | "setup" | "delay" | "failure" | "idle" | "planned";
            /**
             * @description off: no shift; stop: a break; busy: planned to work
             * @enum {unknown}
             */
            plan: "off" | "stop" | "busy";
            /** @description The reason that counts, as it was entered */
            downtime?: string;
            reason?: string;
        };
        /** WorkUnitStretchList */
        WorkUnitStretchList: {
            items: components["schemas"]["WorkUnitStretch"][];
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
    postDeviceAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceAuthorizationForm"];
                "application/x-www-form-urlencoded": components["schemas"]["DeviceAuthorizationForm"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceAuthorization"];
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
    postDeviceToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceTokenForm"];
                "application/x-www-form-urlencoded": components["schemas"]["DeviceTokenForm"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceToken"];
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
    postPairingsOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingCode"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingOffer"];
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
    postPairingsApproval: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingCode"];
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
    postPairingsRefusal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingCode"];
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
                /** @description This asset and everything below it */
                below?: string;
                /** @description ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment */
                level?: "enterprise" | "site" | "area" | "work_center" | "work_unit" | "equipment";
                tag?: string;
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
    postAssets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
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
    putAssetsById: {
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
                "application/json": components["schemas"]["AssetChange"];
            };
        };
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
    deleteAssetsById: {
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
    putAssetsByIdParent: {
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
                "application/json": components["schemas"]["AssetMove"];
            };
        };
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
    putAssetsByIdUse: {
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
                "application/json": components["schemas"]["AssetUse"];
            };
        };
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
    putPlacements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Placed"];
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
    getPhysicalAssets: {
        parameters: {
            query?: {
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                serialNumber?: string;
                /** @description Only those that fill a place now, or only those that do not */
                mounted?: "yes" | "no";
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
                    "application/json": components["schemas"]["PhysicalAssetPage"];
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
    postPhysicalAssets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhysicalAssetRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhysicalAsset"];
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
    getPhysicalAssetsById: {
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
                    "application/json": components["schemas"]["PhysicalAsset"];
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
    putPhysicalAssetsById: {
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
                "application/json": components["schemas"]["PhysicalAssetRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhysicalAsset"];
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
    deletePhysicalAssetsById: {
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
    getRoleFillings: {
        parameters: {
            query?: {
                /** @description UUID */
                asset?: string;
                /** @description UUID */
                physicalAsset?: string;
                serialNumber?: string;
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
                    "application/json": components["schemas"]["RoleFillingPage"];
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
    postRoleFillings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleFillingRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleFilling"];
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
    putRoleFillingsById: {
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
                "application/json": components["schemas"]["RoleFillingChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleFilling"];
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
    deleteRoleFillingsById: {
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
    getAssetsSheet: {
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
    postAssetsSheet: {
        parameters: {
            query: {
                /** @description `seen` of the preview */
                seen: string;
            };
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["PlantChanges"];
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
    postAssetsSheetPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["PlantChanges"];
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
    postAssetsBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlantChanges"];
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
    getThingModels: {
        parameters: {
            query?: {
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                key?: string;
                status?: "draft" | "published" | "retired";
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
                    "application/json": components["schemas"]["ThingModelPage"];
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
    postThingModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThingModelRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingModel"];
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
    getThingModelsById: {
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
                    "application/json": components["schemas"]["ThingModel"];
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
    putThingModelsById: {
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
                "application/json": components["schemas"]["ThingModelChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingModel"];
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
    deleteThingModelsById: {
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
    getThingModelsByIdDocument: {
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
                    "application/tm+json": string;
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
    postThingModelsByIdPublication: {
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
                    "application/json": components["schemas"]["ThingModel"];
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
    postThingModelsByIdRetirement: {
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
                    "application/json": components["schemas"]["ThingModel"];
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
    getThingModelsByIdDifferences: {
        parameters: {
            query: {
                /** @description UUID */
                to: string;
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
                    "application/json": components["schemas"]["ThingDifferenceList"];
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
    postThingModelsByIdMigration: {
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
                "application/json": components["schemas"]["ThingMigrationRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingMigration"];
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
    postThingModelsByIdAssets: {
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
                "application/json": components["schemas"]["ThingTemplateRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingTemplateMade"];
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
    getAssetsByIdModel: {
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
                    "application/json": components["schemas"]["ThingInstance"];
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
    putAssetsByIdModel: {
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
                "application/json": components["schemas"]["ThingInstanceRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingInstance"];
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
    deleteAssetsByIdModel: {
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
    getAssetsByIdModels: {
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
                    "application/json": components["schemas"]["ThingInstanceList"];
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
    putAssetsByIdBindingsByProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                property: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThingBindingRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingInstance"];
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
    getAssetsByIdThingDescription: {
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
                    "application/td+json": string;
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
    getAssetsByIdPropertiesByProperty: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                property: string;
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
                    "application/json": string;
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
    getNotices: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                state?: "raised" | "acknowledged" | "cleared";
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
                    "application/json": components["schemas"]["NoticePage"];
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
    getNoticeDeliveries: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                state?: "waiting" | "sending" | "sent" | "dead" | "dropped";
                /** @description UUID */
                channel?: string;
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
                    "application/json": components["schemas"]["NoticeDeliveryPage"];
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
    postNoticeDeliveriesByIdResending: {
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
                    "application/json": components["schemas"]["NoticeDelivery"];
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
    getNoticeChannels: {
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
                    "application/json": components["schemas"]["NoticeChannelPage"];
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
    postNoticeChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeChannelRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeChannel"];
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
    getNoticeChannelsById: {
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
                    "application/json": components["schemas"]["NoticeChannel"];
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
    putNoticeChannelsById: {
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
                "application/json": components["schemas"]["NoticeChannelRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeChannel"];
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
    deleteNoticeChannelsById: {
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
    postNoticeChannelsByIdTest: {
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
                "application/json": components["schemas"]["NoticeTestRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeTestReply"];
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
    getNoticePeople: {
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
                    "application/json": components["schemas"]["NoticePersonPage"];
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
    postNoticePeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticePersonRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePerson"];
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
    putNoticePeopleById: {
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
                "application/json": components["schemas"]["NoticePersonRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePerson"];
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
    deleteNoticePeopleById: {
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
    getNoticeRotas: {
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
                    "application/json": components["schemas"]["NoticeRotaPage"];
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
    postNoticeRotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeRotaRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRota"];
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
    putNoticeRotasById: {
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
                "application/json": components["schemas"]["NoticeRotaRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRota"];
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
    deleteNoticeRotasById: {
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
    postNoticeRotasByIdStandIns: {
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
                "application/json": components["schemas"]["NoticeStandInRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRota"];
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
    deleteNoticeRotasByIdStandInsByStandIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                standIn: string;
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
    getNoticeRules: {
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
                    "application/json": components["schemas"]["NoticeRulePage"];
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
    postNoticeRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeRuleRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRule"];
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
    putNoticeRulesById: {
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
                "application/json": components["schemas"]["NoticeRuleRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeRule"];
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
    deleteNoticeRulesById: {
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
    postNoticeLinksView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeLinkToken"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeLinkView"];
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
    postNoticeLinksAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeLinkToken"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeLinkView"];
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
    getAlarmDefinitions: {
        parameters: {
            query?: {
                /** @description At this asset and below */
                asset?: string;
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                rationalised?: boolean;
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
                    "application/json": components["schemas"]["AlarmDefinitionPage"];
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
    getAlarmDefinitionsExport: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["AlarmRowList"];
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
    postAlarmDefinitionsImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmImportRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmImportReply"];
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
    postAlarmDefinitionsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmConditionCheck"];
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
    getAlarmDefinitionsById: {
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
                    "application/json": components["schemas"]["AlarmDefinitionInForce"];
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
    getAlarmChanges: {
        parameters: {
            query?: {
                state?: "proposed" | "approved" | "rejected" | "withdrawn";
                /** @description UUID */
                alarm?: string;
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
                    "application/json": components["schemas"]["AlarmChangePage"];
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
    postAlarmChanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmChangeRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmChange"];
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
    postAlarmChangesApproval: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmApproveRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmChangePage"];
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
    postAlarmChangesDecision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmDecisionsRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmDecisionsReply"];
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
    getAlarmChangesCounts: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["AlarmChangeCounts"];
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
    getAlarmChangesById: {
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
                    "application/json": components["schemas"]["AlarmChange"];
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
    deleteAlarmChangesById: {
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
    postAlarmChangesByIdApproval: {
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
                "application/json": components["schemas"]["AlarmDecisionRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmChange"];
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
    postAlarmChangesByIdRejection: {
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
                "application/json": components["schemas"]["AlarmRejectionRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmChange"];
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
    getAlarmSettings: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["AlarmSettings"];
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
    putAlarmSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmSettings"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmSettings"];
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
    getAlarms: {
        parameters: {
            query?: {
                /** @description States; without any: all that are annunciated, with commas between */
                state?: string;
                /** @description Priorities, with commas between */
                priority?: string;
                /** @description At this asset and below */
                asset?: string;
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
                    "application/json": components["schemas"]["AlarmPage"];
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
    getAlarmsLive: {
        parameters: {
            query?: {
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
    getAlarmsPerformance: {
        parameters: {
            query?: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from?: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                /** @description What one operator watches: this asset and below */
                asset?: string;
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
                    "application/json": components["schemas"]["AlarmPerformance"];
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
    getAlarmsById: {
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
                    "application/json": components["schemas"]["Alarm"];
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
    getAlarmsByIdEvents: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
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
                    "application/json": components["schemas"]["AlarmEventPage"];
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
    postAlarmsByIdNotes: {
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
                "application/json": components["schemas"]["AlarmNoteRequest"];
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
    postAlarmsAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsShelving: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmShelveRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsUnshelving: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsSuppression: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmSuppressRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsUnsuppression: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsRemoval: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmRemoveRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    postAlarmsReturn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActReply"];
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
    getAlarmEvents: {
        parameters: {
            query?: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from?: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to?: string;
                /** @description At this asset and below */
                asset?: string;
                /** @description Kinds, with commas between */
                kind?: string;
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
                    "application/json": components["schemas"]["AlarmEventPage"];
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
    getWorkCalendars: {
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
                    "application/json": components["schemas"]["WorkCalendarList"];
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
    postWorkCalendars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkCalendarRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkCalendar"];
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
    putWorkCalendarsById: {
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
                "application/json": components["schemas"]["WorkCalendarRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkCalendar"];
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
    deleteWorkCalendarsById: {
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
    getProducts: {
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
                    "application/json": components["schemas"]["ProductList"];
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
    postProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
    putProductsById: {
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
                "application/json": components["schemas"]["ProductRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
    deleteProductsById: {
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
    getDowntimeReasons: {
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
                    "application/json": components["schemas"]["DowntimeReasonList"];
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
    postDowntimeReasons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DowntimeReasonRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DowntimeReason"];
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
    putDowntimeReasonsById: {
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
                "application/json": components["schemas"]["DowntimeReasonRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DowntimeReason"];
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
    deleteDowntimeReasonsById: {
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
    getWorkUnits: {
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
                    "application/json": components["schemas"]["WorkUnitList"];
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
    putWorkUnitsByAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkUnitRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkUnit"];
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
    deleteWorkUnitsByAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                asset: string;
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
    getWorkUnitsByAssetQuickReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                asset: string;
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
                    "application/json": components["schemas"]["DowntimeReasonList"];
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
    getProductionNow: {
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
                    "application/json": components["schemas"]["WorkUnitNowList"];
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
    getWorkUnitsByAssetStretches: {
        parameters: {
            query: {
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                asset: string;
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
                    "application/json": components["schemas"]["WorkUnitStretchList"];
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
    getLostTime: {
        parameters: {
            query: {
                /** @description Of all work units here and below */
                below: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to: string;
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
                    "application/json": components["schemas"]["LostTime"];
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
    getProductionOrders: {
        parameters: {
            query: {
                /** @description UUID */
                asset: string;
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
                    "application/json": components["schemas"]["ProductionOrderList"];
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
    postProductionOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductionOrderRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductionOrder"];
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
    putProductionOrdersById: {
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
                "application/json": components["schemas"]["ProductionOrderRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductionOrder"];
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
    deleteProductionOrdersById: {
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
    getDowntimes: {
        parameters: {
            query: {
                /** @description UUID */
                asset: string;
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
                    "application/json": components["schemas"]["DowntimeList"];
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
    postDowntimes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DowntimeRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Downtime"];
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
    putDowntimesById: {
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
                "application/json": components["schemas"]["DowntimeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Downtime"];
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
    deleteDowntimesById: {
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
    getProductionChangesById: {
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
                    "application/json": components["schemas"]["ProductionChangeList"];
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
    getKpis: {
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
                    "application/json": components["schemas"]["KpiDefinitionList"];
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
    postKpis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KpiDefinitionRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KpiDefinition"];
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
    postKpisCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KpiCheckRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KpiChecked"];
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
    getKpiResults: {
        parameters: {
            query: {
                /** @description UUID */
                asset: string;
                /** @description Small letters, digits and _ */
                key: string;
                kind: "hour" | "shift" | "day" | "week" | "month" | "order";
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to: string;
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
                    "application/json": components["schemas"]["KpiResultList"];
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
    getKpiResultsTogether: {
        parameters: {
            query: {
                /** @description Of all work units here and below */
                below: string;
                /** @description Small letters, digits and _ */
                key: string;
                kind: "hour" | "shift" | "day" | "week" | "month" | "order";
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                from: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                to: string;
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
                    "application/json": components["schemas"]["KpiTogetherList"];
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
    getKpiProgress: {
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
                    "application/json": components["schemas"]["KpiProgress"];
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
    getDerivedPoints: {
        parameters: {
            query?: {
                /** @description Those of this asset and of everything below it */
                asset?: string;
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
                    "application/json": components["schemas"]["DerivedList"];
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
    postDerivedPoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DerivedRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Derived"];
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
    postDerivedPointsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DerivedPreviewRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedPreview"];
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
    putDerivedPointsById: {
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
                "application/json": components["schemas"]["DerivedChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Derived"];
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
    deleteDerivedPointsById: {
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
    postDerivedPointsByIdBack: {
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
                "application/json": components["schemas"]["DerivedBackRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Derived"];
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
    getEquipmentClasses: {
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
                    "application/json": components["schemas"]["EquipmentClassList"];
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
    getEquipmentClassesByClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
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
                    "application/json": components["schemas"]["EquipmentClass"];
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
    getAssetsByIdEquipmentClass: {
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
                    "application/json": components["schemas"]["EquipmentApplication"];
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
    postAssetsByIdEquipmentClass: {
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
                "application/json": components["schemas"]["EquipmentApplicationRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EquipmentPlan"];
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
    deleteAssetsByIdEquipmentClass: {
        parameters: {
            query?: {
                /** @description `seen` of what was looked at: nothing else is taken off */
                seen?: string;
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
                    "application/json": components["schemas"]["EquipmentRemoval"];
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
    getAssetsByIdEquipmentClasses: {
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
                    "application/json": components["schemas"]["EquipmentApplicationList"];
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
    postAssetsByIdEquipmentClassPreview: {
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
                "application/json": components["schemas"]["EquipmentApplicationRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EquipmentPlan"];
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
    getAssetsByIdEquipmentClassRemoval: {
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
                    "application/json": components["schemas"]["EquipmentRemoval"];
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
    getWorkOrders: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
                state?: "open" | "in_work" | "waiting" | "done" | "closed";
                /** @description And below */
                asset?: string;
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
                    "application/json": components["schemas"]["WorkOrderPage"];
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
    postWorkOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkOrderRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
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
    getWorkOrdersById: {
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
                    "application/json": components["schemas"]["WorkOrder"];
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
    putWorkOrdersById: {
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
                "application/json": components["schemas"]["WorkOrderChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
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
    postWorkOrdersByIdMoves: {
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
                "application/json": components["schemas"]["WorkOrderMove"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
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
    postWorkOrdersByIdPhotos: {
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
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderPhoto"];
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
    getWorkOrdersByIdPhotosByPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                photo: string;
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
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
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
    deleteWorkOrdersByIdPhotosByPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                photo: string;
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
    getMaintenancePlans: {
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
                    "application/json": components["schemas"]["MaintenancePlanPage"];
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
    postMaintenancePlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenancePlanRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenancePlan"];
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
    putMaintenancePlansById: {
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
                "application/json": components["schemas"]["MaintenancePlanRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenancePlan"];
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
    deleteMaintenancePlansById: {
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
    getMechanisms: {
        parameters: {
            query?: {
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                domain?: string;
                /** @description tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it */
                stage?: components["schemas"]["MechanismStage"];
                equipment?: string;
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
                    "application/json": components["schemas"]["MechanismPage"];
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
    getMechanismLibrary: {
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
                    "application/json": components["schemas"]["MechanismLibrary"];
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
    postMechanismLibrary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismLibraryRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismDraftRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismDraftRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismCheck"];
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
    postMechanismsTry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismTryRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismTryAnswer"];
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
    getMechanismsById: {
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
                    "application/json": components["schemas"]["Mechanism"];
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
    getMechanismsByIdDifferences: {
        parameters: {
            query: {
                /** @description SemVer 2.0 */
                from: string;
                /** @description SemVer 2.0 */
                to: string;
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
                    "application/json": components["schemas"]["MechanismDifferences"];
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
    getMechanismsByIdVersionsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
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
                    "application/json": components["schemas"]["MechanismVersion"];
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
    deleteMechanismsByIdVersionsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
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
    getMechanismsByIdVersionsByVersionPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
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
                    "application/zip": string;
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
    postMechanismsByIdVersionsByVersionTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
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
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsByIdVersionsByVersionReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismStepRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsByIdVersionsByVersionPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismStepRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsByIdVersionsByVersionDeprecate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismDeprecateRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismVersion"];
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
    postMechanismsByIdVersionsByVersionCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description SemVer 2.0 */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismCallRequest"];
                "application/vnd.apache.arrow.stream": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismCallAnswer"];
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
    getMechanismKeys: {
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
                    "application/json": components["schemas"]["MechanismKeyList"];
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
    postMechanismKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MechanismKeyRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MechanismKeyList"];
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
    deleteMechanismKeysByFingerprint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fingerprint: string;
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
    getBindings: {
        parameters: {
            query?: {
                /** @description UUID */
                mechanism?: string;
                /** @description Those that run at this asset */
                asset?: string;
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
                    "application/json": components["schemas"]["BindingList"];
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
    postBindings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BindingRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
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
    getBindingsById: {
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
                    "application/json": components["schemas"]["Binding"];
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
    putBindingsById: {
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
                "application/json": components["schemas"]["BindingChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
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
    deleteBindingsById: {
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
    getBindingsByIdAssets: {
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
                    "application/json": components["schemas"]["BoundAssetList"];
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
    postBindingsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BindingRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingPreview"];
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
    postBindingsByIdPause: {
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
                    "application/json": components["schemas"]["Binding"];
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
    postBindingsByIdResume: {
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
                    "application/json": components["schemas"]["Binding"];
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
    getBindingsByIdCanary: {
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
                    "application/json": components["schemas"]["BindingComparison"];
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
    postBindingsByIdCanary: {
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
                "application/json": components["schemas"]["BindingVersionRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
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
    deleteBindingsByIdCanary: {
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
                    "application/json": components["schemas"]["Binding"];
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
    postBindingsByIdPromote: {
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
                "application/json": components["schemas"]["BindingVersionRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
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
    postBindingsByIdRollback: {
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
                    "application/json": components["schemas"]["Binding"];
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
    postBindingsByIdBack: {
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
                "application/json": components["schemas"]["BindingBackRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
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
    getBindingsByIdAssetsByAssetCalibrations: {
        parameters: {
            query?: {
                /** @description Look through this grant, at what another organisation shares */
                grant?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                asset: string;
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
                    "application/json": components["schemas"]["BindingCalibrationList"];
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
    postBindingsByIdAssetsByAssetCalibrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                asset: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BindingCalibrationRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingCalibrationList"];
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
    getLineage: {
        parameters: {
            query: {
                /** @description UUID */
                point: string;
                /** @description ISO 8601, UTC, with up to six digits of a second */
                time?: string;
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
                    "application/json": components["schemas"]["MechanismLineage"];
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
    getStudies: {
        parameters: {
            query?: {
                /** @description UUID */
                mechanism?: string;
                /** @description UUID */
                binding?: string;
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
                    "application/json": components["schemas"]["StudyPage"];
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
    postStudies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudyRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Study"];
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
    getStudiesById: {
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
                    "application/json": components["schemas"]["Study"];
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
    deleteStudiesById: {
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
    postStudiesByIdApply: {
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
                    "application/json": components["schemas"]["Study"];
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
    getFlowNodes: {
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
                    "application/json": components["schemas"]["FlowNodeList"];
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
    getFlows: {
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
                    "application/json": components["schemas"]["FlowPage"];
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
    postFlows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
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
    postFlowsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowCheckRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowCheck"];
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
    postFlowsTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowTestRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowTestAnswer"];
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
    postFlowsReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowReplayRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowReplay"];
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
    getFlowsReplaysById: {
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
                    "application/json": components["schemas"]["FlowReplay"];
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
    deleteFlowsReplaysById: {
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
    getFlowSettings: {
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
                    "application/json": components["schemas"]["FlowSettings"];
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
    putFlowSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowSettings"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowSettings"];
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
    getFlowsDeployments: {
        parameters: {
            query?: {
                /** @description UUID */
                flow?: string;
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
                    "application/json": components["schemas"]["FlowDeploymentList"];
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
    getFlowsDeploymentsById: {
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
                    "application/json": components["schemas"]["FlowDeployment"];
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
    deleteFlowsDeploymentsById: {
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
    getFlowsDeploymentsByIdRuns: {
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
                    "application/json": components["schemas"]["FlowRunList"];
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
    getFlowsDeploymentsByIdActions: {
        parameters: {
            query?: {
                state?: "waiting" | "doing" | "done" | "refused" | "failed" | "unknown";
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
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
                    "application/json": components["schemas"]["FlowActionPage"];
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
    getFlowsDeploymentsByIdLive: {
        parameters: {
            query?: {
                /** @description UUID */
                asset?: string;
                /** @description node.port, with commas between; without any, all */
                watch?: string;
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
    postFlowsDeploymentsByIdPause: {
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
                    "application/json": components["schemas"]["FlowDeployment"];
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
    postFlowsDeploymentsByIdResume: {
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
                    "application/json": components["schemas"]["FlowDeployment"];
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
    postFlowsDeploymentsByIdUpgrade: {
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
                "application/json": components["schemas"]["FlowUpgradeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDeployment"];
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
    postFlowsDeploymentsByIdRollback: {
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
                    "application/json": components["schemas"]["FlowDeployment"];
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
    postFlowsDeploymentsByIdRecompute: {
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
                "application/json": components["schemas"]["FlowRecomputeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDeployment"];
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
    getFlowsById: {
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
                    "application/json": components["schemas"]["Flow"];
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
    deleteFlowsById: {
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
    putFlowsByIdDraft: {
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
                "application/json": components["schemas"]["FlowDraftRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
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
    postFlowsByIdVersions: {
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
                "application/json": components["schemas"]["FlowPublishRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"];
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
    getFlowsByIdVersionsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                version: number;
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
                    "application/json": components["schemas"]["FlowVersion"];
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
    postFlowsByIdVersionsByVersionReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowReviewRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"];
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
    getFlowsByIdDiff: {
        parameters: {
            query: {
                /** @description A version */
                a: number;
                /** @description Another; without it the draft */
                b?: number;
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
                    "application/json": components["schemas"]["FlowDifferences"];
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
    postFlowsByIdDeployments: {
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
                "application/json": components["schemas"]["FlowDeploymentRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDeployment"];
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
    getApps: {
        parameters: {
            query?: {
                /** @description Every word must occur in the name, path or description; case does not matter */
                search?: string;
                scenario?: "energy" | "efficiency" | "maintenance" | "quality" | "scheduling" | "safety" | "environment" | "logistics" | "monitoring" | "reporting";
                stage?: "design" | "production" | "service" | "management";
                reach?: "common" | "industry" | "enterprise";
                /** @description GB/T 4754; those below it as well */
                industry?: string;
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
                    "application/json": components["schemas"]["AppShelfPage"];
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
    postAppsPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppVersion"];
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
    getAppsByPublisherByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publisher: string;
                name: string;
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
                    "application/json": components["schemas"]["App"];
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
    getAppsByPublisherByNameVersionsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publisher: string;
                name: string;
                version: string;
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
                    "application/json": components["schemas"]["AppVersion"];
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
    deleteAppsByPublisherByNameVersionsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publisher: string;
                name: string;
                version: string;
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
    getAppsByPublisherByNameVersionsByVersionArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publisher: string;
                name: string;
                version: string;
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
                    "application/zip": string;
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
    getAppsByPublisherByNameVersionsByVersionScreenshotsByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publisher: string;
                name: string;
                version: string;
                /** @description The first is 0 */
                number: string;
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
                    "image/png": string;
                    "image/webp": string;
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
    getAppsInstallations: {
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
                    "application/json": components["schemas"]["AppInstallationList"];
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
    postAppsInstallations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppInstallRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppInstallation"];
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
    postAppsInstallationsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppPreviewRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppPreview"];
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
    getAppsInstallationsById: {
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
                    "application/json": components["schemas"]["AppInstallation"];
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
    putAppsInstallationsById: {
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
                "application/json": components["schemas"]["AppChangeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppInstallation"];
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
    deleteAppsInstallationsById: {
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
    postAppsInstallationsByIdUpgrade: {
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
                "application/json": components["schemas"]["AppUpgradeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppInstallation"];
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
    postAppsInstallationsByIdRollback: {
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
                    "application/json": components["schemas"]["AppInstallation"];
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
    postAppsInstallationsByIdSuspend: {
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
                    "application/json": components["schemas"]["AppInstallation"];
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
    postAppsInstallationsByIdResume: {
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
                    "application/json": components["schemas"]["AppInstallation"];
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
    getAppsInstallationsByIdTablesByTableRows: {
        parameters: {
            query?: {
                /** @description JSON: {"column": value} and {"column": {"from": value, "to": value}}, `to` exclusive; all must hold */
                where?: string;
                /** @description A column that is always there; - for the last first */
                order?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                table: string;
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
                    "application/json": components["schemas"]["AppRowPage"];
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
    putAppsInstallationsByIdTablesByTableRows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppRowsRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRowCount"];
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
    deleteAppsInstallationsByIdTablesByTableRows: {
        parameters: {
            query: {
                /** @description JSON: {"column": value} and {"column": {"from": value, "to": value}}, `to` exclusive; all must hold */
                where: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                table: string;
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
                    "application/json": components["schemas"]["AppRowCount"];
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
    postAppsInstallationsByIdTicket: {
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
                "application/json": components["schemas"]["AppTicketRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppTicket"];
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
    getAppFramesByTicketByPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                /** @description Of a file, below pages/ of the package */
                path: string;
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
                    "text/html": string;
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
    getAppsInstallationsByIdStart: {
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
                    "application/json": components["schemas"]["AppStart"];
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
    postAppsInstallationsByIdAsk: {
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
                "application/json": components["schemas"]["AppAsk"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppAskReply"];
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
    getEvents: {
        parameters: {
            query?: {
                /** @description Of these types alone, after commas; alarm.* stands for all that begin so */
                types?: string;
                /** @description At this asset and below */
                asset?: string;
                /** @description About this alone */
                subject?: string;
                /** @description Those after this sequence, the oldest first */
                after?: string;
                /** @description ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number */
                since?: string;
                /** @description Which come first */
                order?: "oldest" | "newest";
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
                    "application/json": components["schemas"]["PlatformEventPage"];
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
    getEventsStream: {
        parameters: {
            query?: {
                /** @description Of these types alone, after commas; alarm.* stands for all that begin so */
                types?: string;
                /** @description At this asset and below */
                asset?: string;
                /** @description About this alone */
                subject?: string;
                /** @description Begin after this one; Last-Event-ID goes before it. Without: from now on */
                after?: string;
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
    getEventTypes: {
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
                    "application/json": components["schemas"]["EventTypeList"];
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
    getEventTypesByTypeSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
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
                    "application/json": components["schemas"]["EventDataSchema"];
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
    getEventKeeping: {
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
                    "application/json": components["schemas"]["EventKeeping"];
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
    putEventKeeping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventKeeping"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventKeeping"];
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
    getWebhooks: {
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
                    "application/json": components["schemas"]["WebhookList"];
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
    postWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
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
    getWebhooksById: {
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
                    "application/json": components["schemas"]["Webhook"];
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
    putWebhooksById: {
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
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    deleteWebhooksById: {
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
    postWebhooksByIdSecret: {
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
                "application/json": components["schemas"]["WebhookSecretRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
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
    postWebhooksByIdTest: {
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
                    "application/json": components["schemas"]["WebhookDelivery"];
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
    postWebhooksByIdResume: {
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
                "application/json": components["schemas"]["WebhookResumeRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    postWebhooksByIdSkip: {
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
                    "application/json": components["schemas"]["Webhook"];
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
    postWebhooksByIdReplay: {
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
                "application/json": components["schemas"]["WebhookReplayRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
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
    getWebhooksByIdDeliveries: {
        parameters: {
            query?: {
                outcome?: "delivered" | "failed" | "skipped";
                /** @description Attempts of this event alone */
                event?: string;
                /** @description The `next` of the page before */
                cursor?: string;
                limit?: number;
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
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
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
    getWebhooksByIdDeliveriesByDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                delivery: string;
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
                    "application/json": components["schemas"]["WebhookDeliveryWhole"];
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
    postWebhooksByIdDeliveriesByDeliveryReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
                /** @description UUID */
                delivery: string;
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
                    "application/json": components["schemas"]["WebhookReplay"];
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
