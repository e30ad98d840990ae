// html-validate over every built page, for `make audit`. Each rule that is off or relaxed says why.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Matters of taste, in what the theme and Markdown write.
    "attr-quotes": "off",
    "doctype-style": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
    // The theme's ids begin with two underscores; any id without a space is valid HTML.
    "valid-id": ["error", { relaxed: true }],
    // The theme keeps browsers from opening the menu again after a reload; harmless on a checkbox.
    "valid-autocomplete": "off",
    // Markdown aligns columns of a table so; the Content-Security-Policy allows it for nothing else.
    "no-inline-style": "off",
    // The choices of a filter share a name, as checkboxes do.
    "form-dup-name": ["error", { shared: ["checkbox", "radio"] }],
    // The search answers while one types: there is nothing to submit.
    "wcag/h32": "off",
    // The table of contents is there twice, in the menu of a phone and beside the text; one of them shows.
    "unique-landmark": "off",
    // What a search finds as one types is a list of links with reasons (ARIA's combobox), which no <select> can hold.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // On a phone the rows of a comparison are blocks, and a browser then forgets that they are a table.
    "no-redundant-role": "off",
    // A list may have a name: "Gekozen filters".
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
