/* Pagefind and its index, in base64: search-bundle.js reads them. */
globalThis[Symbol.for("issue-papers.search")] = {{ files | tojson }};
