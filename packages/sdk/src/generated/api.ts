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
        /** Sign in */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        /** Credential */
        Credential: {
            /** @description MQTT username; with the secret, the bearer token name:secret of HTTP */
            name: string;
            /** @description Shown this once */
            secret: string;
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
        /** DevicePage */
        DevicePage: {
            items: components["schemas"]["Device"][];
            /** @description Cursor of the next page; missing on the last */
            next?: string;
            /** @description Items in the whole list; told with the first page */
            total?: number;
        };
        /** LatestList */
        LatestList: {
            /** @description In the order asked; points without a value are left out */
            items: components["schemas"]["PointSample"][];
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
            /** @description Size of the history on disk */
            storedBytes: number;
            storedSegments: number;
            uptimeSeconds: number;
            /** @description Devices with a last error, the most recent first, ten at most */
            worst: components["schemas"]["Device"][];
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
                /** @description Samples at most; CSV is not limited */
                limit?: number;
                /** @description With desc the newest come first, and stay when the limit cuts */
                order?: "asc" | "desc";
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
}
