import { nodeResolve } from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';

export default { plugins: [nodeResolve({ browser: true }), importMetaAssets()] };
