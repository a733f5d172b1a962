import { logoutURL } from './config.js';

/**
 * Opens the hidden iframe, with what it must have from the start (pkg/jsbridge
 * says why), and keeps its events for those who judge them.
 */
export function openFrame(config, begun) {
  const events = [];
  const keep = (event) => events.push(event);
  try {
    const element = document.createElement('iframe');
    const sandbox = 'allow-scripts allow-same-origin allow-forms';
    Object.assign(element, { sandbox, referrerPolicy: 'no-referrer', hidden: true, onload: keep, src: logoutURL(config) });
    // The root element is there before the body is, and may be hidden by a form.
    Reflect.get(Document.prototype, 'documentElement', document).append(element);
    addEventListener('message', keep);
    addEventListener('securitypolicyviolation', keep);
    begun.frame = { element, events, keep };
  } catch {
    // The program tries by itself, and tells why that fails.
  }
}
