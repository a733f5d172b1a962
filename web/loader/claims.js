/** The claims of a JWT (RFC 7519), undefined for anything else. Nothing is verified. */
export function claims(token) {
  try {
    const [, payload, signature, ...rest] = token.split('.');
    if (signature === undefined || rest.length) return undefined;
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const object = JSON.parse(new TextDecoder().decode(bytes));
    return Object(object) === object && !Array.isArray(object) ? object : undefined;
  } catch {
    return undefined;
  }
}
