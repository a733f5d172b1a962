/** Copies an object to one without a prototype, which a page could have polluted: the program reads no other. */
export const bare = (object) => object && { __proto__: null, ...object };
