// Our own scripts must run on the oldest browser we name: Chrome (or Cốc Cốc) 109. The `compat` rules know which
// browser has which interface; the `es-x` rules know the language, of which Chrome 109 has everything up to ES2022.
import compat from "eslint-plugin-compat";
import language from "eslint-plugin-es-x";

export default [
    {
        ...compat.configs["flat/recommended"],
        files: ["**/*.js"],
        languageOptions: { ecmaVersion: 2022, sourceType: "script" },
        settings: { browsers: ["chrome 109"], lintAllEsApis: true },
    },
    {
        ...language.configs["flat/restrict-to-es2022"],
        settings: { "es-x": { aggressive: true } },
    },
];
