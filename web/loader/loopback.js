/** Hosts of this machine (Secure Contexts, section 3.1): http is safe there, and needs no network. */
export const LOOPBACK = /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/;
