// What the code in the documentation takes as given.

declare const passportInstance: import('passport-logout').Passport;
declare function show(text: string): void;

/** Of Go's glue, wasm_exec.js. */
declare class Go {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// As much of the other packages as is used.

declare module '@imtbl/config' {
  export enum Environment {
    PRODUCTION = 'production',
    SANDBOX = 'sandbox',
  }
  export class ImmutableConfiguration {
    constructor(options: { environment: Environment; publishableKey?: string });
    readonly environment: Environment;
    readonly publishableKey?: string;
  }
}

declare module '@imtbl/passport' {
  import type { ImmutableConfiguration } from '@imtbl/config';
  export class Passport {
    private readonly auth: { readonly eventEmitter: { emit(event: 'loggedOut'): void } };
    constructor(configuration: {
      baseConfig: ImmutableConfiguration;
      clientId: string;
      redirectUri: string;
      logoutRedirectUri?: string;
      logoutMode?: 'redirect' | 'silent';
      audience?: string;
      scope?: string;
    });
    logout(): Promise<void>;
    connectEvm(): Promise<object>;
  }
}

declare module '@imtbl/sdk' {
  export * as config from '@imtbl/config';
  export const passport: any;
}

declare module '@web/rollup-plugin-import-meta-assets' {
  export function importMetaAssets(): object;
}

// Test runners, and an app's own module.

declare const vi: { mock(path: string, factory: () => unknown): void };
declare module 'node:test';
declare module 'vitest';
declare module '*/your-module.js';

declare const process: { env: Record<string, string | undefined> };

declare module '@playwright/test' {
  export interface Locator {
    click(): Promise<void>;
  }
  export interface Page {
    goto(url: string): Promise<unknown>;
    getByRole(role: 'button', options: { name: string }): Locator;
    getByText(text: string): Locator;
    locator(selector: string): Locator;
  }
  export interface APIRequestContext {
    get(url: string): Promise<{ json(): Promise<any> }>;
    post(url: string): Promise<unknown>;
  }
  interface Fixtures {
    page: Page;
    request: APIRequestContext;
  }
  export const test: {
    (title: string, body: (fixtures: Fixtures) => Promise<void>): void;
    beforeEach(body: (fixtures: Fixtures) => Promise<void>): void;
  };
  interface Values {
    toEqual(expected: unknown): void;
    toHaveLength(expected: number): void;
  }
  export const expect: {
    (actual: Locator): { toBeVisible(): Promise<void>; toHaveText(expected: string): Promise<void> };
    (actual: any): Values;
    poll(actual: () => Promise<unknown>): { toEqual(expected: unknown): Promise<void> };
  };
  export function defineConfig(config: {
    testDir: string;
    workers: number;
    use: { launchOptions: { executablePath: string | undefined } };
    webServer: { command: string; url: string; timeout?: number }[];
  }): object;
}

declare module 'cypress' {
  export function defineConfig(config: {
    modifyObstructiveCode: boolean;
    e2e: { baseUrl: string; supportFile: false };
  }): object;
}

declare function beforeEach(body: () => void): void;
declare function it(title: string, body: () => void): void;
declare const cy: {
  visit(url: string): void;
  contains(text: string): { click(): void };
  contains(selector: string, text: string, options?: { timeout: number }): { click(): void };
  wait(alias: string): void;
  intercept(method: string, url: string): { as(alias: string): void };
  request(url: string): { its(name: 'body'): { should(chainer: 'deep.equal', value: unknown): void } };
  request(method: string, url: string, body?: object): void;
};
