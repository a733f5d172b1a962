/**
 * Tells whether a URL is same-site with this page, as pkg/passport does: a page
 * may set a cookie for the longest common suffix of two hosts exactly if that
 * is not a public one, as any of one label is.
 */
export function sameSite(url) {
  const { protocol, hostname } = new URL(url);
  if (window.top !== window || protocol !== location.protocol) return false;
  return hostname === location.hostname || acceptsCookie(commonDomain(hostname, location.hostname));
}

function commonDomain(a, b) {
  const [labels, others] = [a, b].map((host) => host.split('.').reverse());
  const differs = labels.findIndex((label, i) => label !== others[i]);
  return labels.slice(0, differs < 0 ? labels.length : differs).reverse().join('.');
}

// An IP address is no domain, and browsers refuse a cookie for a part of one.
function acceptsCookie(domain) {
  if (!domain.includes('.')) return false;
  const name = `passport.${performance.now()}`;
  const attributes = `; Domain=${domain}; Path=/; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`;
  try {
    setCookie(`${name}=1${attributes}`);
    const accepted = Reflect.get(Document.prototype, 'cookie', document).includes(name);
    setCookie(`${name}=${attributes}; Max-Age=0`);
    return accepted;
  } catch {
    return false; // as a sandboxed document, which has no cookies
  }
}

// Not by document.cookie, which an element of that name would hide.
const setCookie = (cookie) => Reflect.set(Document.prototype, 'cookie', cookie, document);
