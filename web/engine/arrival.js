const { addEventListener } = EventTarget.prototype;

// How long a logout waits for a program that is still on its way.
const LIMIT_MS = 3_000;

// How long an iframe that has loaded something is given to post its message.
const MESSAGE_MS = 50;

/**
 * Waits until the program runs or is known not to, but not for long. Never
 * rejects. A program that nothing has asked for yet is started when the iframe
 * has loaded something that is to be judged: it would be in the way before.
 */
export function arrival(start, frame, over) {
  return new Promise((resolve) => {
    const timers = [setTimeout(resolve, LIMIT_MS)];
    over.addEventListener('abort', () => timers.forEach(clearTimeout));
    const settled = () => resolve();
    const begin = () => start().then(settled, settled);
    if (!frame) return begin();
    timers.push(setTimeout(begin, LIMIT_MS / 10));
    const hear = ({ type }) => {
      if (type === 'load') timers.push(setTimeout(begin, MESSAGE_MS));
      if (type === 'securitypolicyviolation') begin();
    };
    frame.events.forEach(hear);
    addEventListener.call(frame.element, 'load', hear, { __proto__: null, signal: over });
    addEventListener.call(window, 'securitypolicyviolation', hear, { __proto__: null, signal: over });
  });
}
