// The module that web.go answers /auth-domain.js with.
export declare const authenticationDomain: string;
