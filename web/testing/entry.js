export * from '../loader/api.js';
export { simulation } from './simulation.js';
