export declare function shareAppModules(): void
