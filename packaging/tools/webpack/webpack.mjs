// What webpack-cli does, with no configuration but the entry.
import webpack from 'webpack';

webpack({ mode: 'production', entry: './main.js', output: { path: `${import.meta.dirname}/dist` } }, (error, stats) => {
  console.log(error ?? stats.toString());
  process.exit(error || stats.hasErrors() ? 1 : 0);
});
