// What the scripts of the site keep to, for `make audit`. Whether a name exists and fits is for TypeScript (tsconfig.json).
import js from "@eslint/js";

const SILENCERS = ["@ts-ignore", "@ts-nocheck", "@ts-expect-error", "{any}", "<any>", ", any>"];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "curly": ["error", "multi-line"],
      "eqeqeq": "error",
      "max-len": ["error", { code: 140 }],
      "no-misleading-character-class": ["error", { allowEscape: true }],
      "no-shadow": "error",
      "no-undef": "off",
      "no-unused-vars": ["error", { varsIgnorePattern: "^_$" }],
      "no-var": "error",
      "no-warning-comments": ["error", { terms: SILENCERS, location: "anywhere" }],
      "prefer-const": "error",
    },
  },
];
