// Our own styles must work on the oldest browser we name: Chrome (or Cốc Cốc) 109.
export default {
    plugins: ["stylelint-no-unsupported-browser-features"],
    rules: {
        "plugin/no-unsupported-browser-features": [true, { browsers: ["chrome 109"], ignorePartialSupport: true }],
    },
};
