import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { rootFiles } from './build/root-files.ts';

const resolve = { conditions: ['huiyin:source', 'module', 'browser', 'development|production'] };

// Two builds: the client (styles, the small script, the charts, the files at the root of the site) and the server bundle, which carries everything it
// needs, so that plain Node can load it from anywhere.
export default defineConfig(({ isSsrBuild }) => ({
  plugins: isSsrBuild ? [vue()] : [vue(), rootFiles({ resolve })],
  define: {
    // Without it the server bundle would run Vue's development build.
    'process.env.NODE_ENV': JSON.stringify('production'),
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  resolve,
  ssr: {
    noExternal: true,
    resolve: { conditions: ['huiyin:source', 'module', 'node', 'development|production'] },
  },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        minify: false,
        emptyOutDir: true,
        rolldownOptions: { input: 'src/entry-server.ts' },
      }
    : {
        outDir: 'dist/client',
        target: 'es2022',
        manifest: true,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        // ECharts is one piece of this size, and comes only when a chart is touched.
        chunkSizeWarningLimit: 600,
        rolldownOptions: { input: ['src/client/main.ts', 'src/styles/bare.css', 'src/client/icon.svg'] },
      },
}));
