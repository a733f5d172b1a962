// What the build puts into the bundles.

/** The literals of internal/wire. */
declare const wire: {
  sessionKey: string;
  tombstoneKey: string;
  channel: string;
  stateKey: string;
  popupKey: string;
  popupFeatures: string;
  popupStays: string;
  popupStaysMs: number;
  database: string;
  store: string;
  leftovers: [area: Area, key: string][];
  authenticationDomain: string;
  logoutPath: string;
  bridgeLogoutPath: string;
  revocationPath: string;
  messageSource: string;
  timeoutMs: number;
  maxTimeoutMs: number;
  beforeLogoutMs: number;
  maxStrings: number;
  maxGET: number;
  maxAppState: number;
  frameAttributes: [name: string, value: string][];
  config: Record<string, string>;
  provider: Record<string, string>;
  options: Record<string, string>;
};

type Area = 'localStorage' | 'sessionStorage';

/** The program, as the build writes it for tools that lose files: gzip in base64. */
declare module 'passport.wasm' {
  const program: string;
  export default program;
}

// What browsers have and TypeScript does not know.
interface Navigator {
  connection?: { saveData: boolean };
}
interface Document {
  prerendering?: boolean;
}
interface RequestInit {
  __proto__?: null;
}

/** The version of the package. */
declare const VERSION: string;
/** Names this build: files of another one are not run. */
declare const BUILD: string;
/** The name of the file that is made of web/program. */
declare const PROGRAM_MODULE: string;
/** The integrity of passport.wasm. */
declare const WASM_INTEGRITY: string;
