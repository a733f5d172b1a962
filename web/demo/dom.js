const SVG = 'http://www.w3.org/2000/svg';

/**
 * The element of the page that a selector finds first.
 * @returns {HTMLElement}
 */
export const find = (selector) => document.querySelector(selector);

/** Makes an element. Children are nodes or text, never markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined));
  return element;
}

/** One of the symbols at the top of index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** A status: its kind (ok, none, busy, warn, bad) has a shape and a colour, and it is said in words. */
export const pill = (kind, text) => h('span', { class: 'pill', 'data-kind': kind }, icon(kind), text);
